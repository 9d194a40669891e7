"""A publication packed for its network, from the rows as they are at this moment."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.snapshot import Snapshot
from waypost.loop.content.models import Variant
from waypost.loop.content.queries import is_approved, outgoing_of
from waypost.loop.publishing.models import Publication
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


def next_parcel(channel_id: int) -> Parcel | None:
    """The publication to send next on a channel, packed."""
    publication = next_on(channel_id, clock.now())
    return pack(publication) if publication else None


def pack(publication: Publication) -> Parcel | None:
    """Pack one publication; None when its variant is gone."""
    variant = (
        Variant.objects.select_related("post")
        .prefetch_related("post__attachments__media")
        .filter(pk=publication.variant_id)
        .first()
    )
    if variant is None:
        return None
    snapshot = outgoing_of(variant)
    content = content_hash(snapshot)
    channel = publication.channel
    return Parcel(
        publication=publication,
        account=channel.account,
        card=channel.card,
        network=registry.publisher(channel.network),
        outgoing=_outgoing(publication, snapshot),
        content=content,
        approved=is_approved(variant),
        handles=_handles(publication, content),
        tries=publication.tries,
        doubted=publication.tries > 0
        and publication.attempts.filter(Q(outcome="") | Q(outcome="doubtful")).exists(),
    )


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
        options=dict(snapshot.options),
    )


def _handles(publication: Publication, content: str) -> dict[str, Handle]:
    if not publication.steps.exists():
        return {}
    now = clock.now()
    return {
        step.name: Handle(value=step.handle, expires_at=step.expires_at)
        for step in publication.steps.filter(content_hash=content)
        if step.expires_at is None or step.expires_at > now
    }
