"""A publication packed for its network, from the rows as they are at this moment."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import prefetch_related_objects

from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.snapshot import IN_REPLY_TO, Snapshot
from waypost.loop.content.queries import is_approved, outgoing_of
from waypost.loop.publishing.domain.answers import Outcome
from waypost.loop.publishing.models import Attempt, Publication
from waypost.loop.publishing.queries import next_on
from waypost.networks import registry
from waypost.networks.contract import Account, Card, Handle, MediaFile, Outgoing, Publisher
from waypost.toolkit import clock


@dataclass(frozen=True)
class Parcel:
    """Everything that one call needs, read in one go; the network's part of the engine knows nothing else."""

    publication: Publication
    account: Account
    card: Card
    network: Publisher
    outgoing: Outgoing
    content: str
    approved: bool
    handles: dict[str, Handle]
    tries: int
    doubted: bool

    @property
    def id(self) -> int:
        return self.publication.pk


def next_parcels(channel_id: int, count: int = 1) -> list[Parcel]:
    """The publications to send next on a channel, packed; at most `count`, read in a fixed number of queries."""
    return packed(next_on(channel_id, clock.now(), count))


def pack(publication_id: int) -> Parcel | None:
    """Pack one publication; None when its variant is gone."""
    rows = Publication.objects.select_related("workspace", "channel", "variant__post").filter(
        pk=publication_id
    )
    return next(iter(packed(list(rows))), None)


def packed(publications: list[Publication]) -> list[Parcel]:
    """Pack publications of one channel, read with workspace, channel and variant; without a variant nothing is packed."""
    whole = [row for row in publications if row.variant is not None]
    if not whole:
        return []
    channel = whole[0].channel
    prefetch_related_objects([row.variant.post for row in whole if row.variant], "attachments__media")
    prefetch_related_objects(whole, "steps")
    account, card, network = channel.account, channel.card, registry.publisher(channel.network)
    doubted = _doubted([row.pk for row in whole if row.tries])
    return [_packed(row, account, card, network, row.pk in doubted) for row in whole]


def _packed(
    publication: Publication, account: Account, card: Card, network: Publisher, doubted: bool
) -> Parcel:
    assert publication.variant is not None
    snapshot = outgoing_of(publication.variant)
    content = content_hash(snapshot)
    return Parcel(
        publication=publication,
        account=account,
        card=card,
        network=network,
        outgoing=_outgoing(publication, snapshot),
        content=content,
        approved=is_approved(publication.variant),
        handles=_handles(publication, content),
        tries=publication.tries,
        doubted=doubted,
    )


def _doubted(tried: list[int]) -> set[int]:
    """Those of which an earlier attempt ended in doubt or never said how it ended."""
    if not tried:
        return set()
    doubtful = Attempt.objects.filter(publication__in=tried, outcome__in=["", Outcome.DOUBTFUL])
    return set(doubtful.values_list("publication_id", flat=True))


def text_hash(text: str) -> str:
    """What two posts share when a person could not tell them apart by their words."""
    return hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()


def _outgoing(publication: Publication, snapshot: Snapshot) -> Outgoing:
    root = Path(settings.MEDIA_ROOT)
    return Outgoing(
        text=snapshot.text,
        key=publication.key,
        media=tuple(
            MediaFile(content_type=part.content_type, sha256=part.sha256, alt=part.alt, path=root / part.path)
            for part in snapshot.media
        ),
        format=snapshot.format,
        options={name: value for name, value in snapshot.options.items() if name != IN_REPLY_TO},
        in_reply_to=snapshot.options.get(IN_REPLY_TO, ""),
        at=publication.due_at,
    )


def _handles(publication: Publication, content: str) -> dict[str, Handle]:
    now = clock.now()
    return {
        step.name: Handle(value=step.handle, expires_at=step.expires_at)
        for step in publication.steps.all()
        if step.content_hash == content and (step.expires_at is None or step.expires_at > now)
    }
