"""A publication packed for its network, from the rows as they are at this moment."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from django.db.models import prefetch_related_objects

from waypost.loop.content import handing, shelf
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.domain.links import Leaving, as_leaving, targets_in
from waypost.loop.content.domain.snapshot import IN_REPLY_TO, MediaPart, Snapshot
from waypost.loop.content.domain.threads import first_comment
from waypost.loop.content.queries import PICTURES_OF, is_approved, outgoing_of
from waypost.loop.content.queries.media import captions_of
from waypost.loop.content.queries.renditions import Wanted, as_they_leave, made_of, unmade, wanted_of
from waypost.loop.publishing.domain.answers import Outcome
from waypost.loop.publishing.domain.parts import Part, options_for, parts_in
from waypost.loop.publishing.engine.by_hand import BY_HAND
from waypost.loop.publishing.models import Attempt, Publication
from waypost.loop.publishing.queries import LINKS_OF, STEPS_OF, next_on
from waypost.loop.publishing.queries.parts import places_of
from waypost.networks import registry
from waypost.networks.contract import (
    FIRST_COMMENT,
    Account,
    Captions,
    Card,
    Handle,
    MediaFile,
    Outgoing,
    Publisher,
)
from waypost.toolkit import clock


@dataclass(frozen=True)
class Parcel:
    """Everything that one call needs, read in one go; the network's part of the engine knows nothing else."""

    publication: Publication
    account: Account
    card: Card
    network: Publisher
    outgoing: Outgoing
    written: Snapshot
    parts: tuple[Part, ...]
    content: str
    approved: bool
    handles: dict[str, Handle]
    tries: int
    doubted: bool
    unmade: tuple[Wanted, ...] = ()

    @property
    def id(self) -> int:
        return self.publication.pk

    @property
    def part(self) -> Part | None:
        """Which of the parts it is; None when the post has no such part any more."""
        number = self.publication.part
        return self.parts[number] if number < len(self.parts) else None

    @property
    def targets(self) -> tuple[str, ...]:
        """Where the links lead that are made for it: an answer says them as they were written, a part has its post's."""
        own = self.publication.head_id is None and not self.written.is_answer
        return targets_of(self.written) if own else ()

    @property
    def is_by_hand(self) -> bool:
        """Whether it is handed to a person, because no program may post it."""
        return self.network is BY_HAND


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
    PICTURES_OF.bring([row.variant.post for row in whole if row.variant])
    STEPS_OF.bring(whole)
    _bring_links([row for row in whole if _may_have_links(row)])
    places = places_of(whole)
    account, card = channel.account, channel.card
    network = BY_HAND if channel.is_by_hand else registry.publisher(channel.network)
    doubted = _doubted([row.pk for row in whole if row.tries])
    fit = _fitted([outgoing_of(row.variant) for row in whole if row.variant], channel.workspace_id, card)
    return [
        _packed(row, account, card, network, places.get(row.pk, ""), row.pk in doubted, fitted)
        for row, fitted in zip(whole, fit, strict=True)
    ]


@dataclass(frozen=True)
class _Fitted:
    """What goes out for one publication, its pictures as they leave, and what of them is still to be made."""

    snapshot: Snapshot
    media: tuple[MediaPart, ...]
    unmade: tuple[Wanted, ...]
    captions: Mapping[str, str]


def _fitted(snapshots: list[Snapshot], workspace_id: int, card: Card) -> list[_Fitted]:
    wanted = [wanted_of(snapshot, card.media) for snapshot in snapshots]
    made = made_of(workspace_id, chain.from_iterable(wanted))
    said = captions_of(workspace_id, {digest for each in snapshots for digest in _written_down(each)})
    return [
        _Fitted(snapshot, as_they_leave(snapshot, each, made), unmade(each, made), said)
        for snapshot, each in zip(snapshots, wanted, strict=True)
    ]


def _written_down(snapshot: Snapshot) -> list[str]:
    return [digest for part in snapshot.media for _language, digest in part.captions]


def _bring_links(linked: list[Publication]) -> None:
    parts = [row for row in linked if row.head_id]
    prefetch_related_objects(parts, "head")
    LINKS_OF.bring([*linked, *(row.head for row in parts if row.head)])


def _packed(
    publication: Publication,
    account: Account,
    card: Card,
    network: Publisher,
    place: str,
    doubted: bool,
    fitted: _Fitted,
) -> Parcel:
    assert publication.variant is not None
    snapshot = fitted.snapshot
    content = content_hash(snapshot)
    owner = publication.head if publication.head_id and targets_of(snapshot) else publication
    assert owner is not None
    leaving = _links_kept(owner, snapshot)
    parts = _parts(publication, snapshot, leaving)
    return Parcel(
        publication=publication,
        account=account,
        card=card,
        network=network,
        outgoing=_linked(
            _outgoing(publication, snapshot, parts, place, _files(fitted.media, fitted.captions)), leaving
        ),
        written=snapshot,
        parts=parts,
        content=content,
        approved=is_approved(publication.variant, content),
        handles=_handles(publication, content),
        tries=publication.tries,
        doubted=doubted,
        unmade=() if publication.part else fitted.unmade,
    )


def with_links(parcel: Parcel, leaving: Sequence[Leaving]) -> Parcel:
    """The parcel with the links that were just made for it."""
    parts = _parts(parcel.publication, parcel.written, leaving)
    outgoing = _outgoing(
        parcel.publication, parcel.written, parts, parcel.outgoing.in_reply_to, parcel.outgoing.media
    )
    return replace(parcel, parts=parts, outgoing=_linked(outgoing, leaving))


def as_it_left(parcel: Parcel) -> Outgoing:
    """What to look for on the network: the words as they were prepared, whatever the post says by now."""
    row = parcel.publication
    if not row.content_hash:
        return parcel.outgoing
    leaving = [link.leaving for link in (row.head or row).links.all()]
    made = {
        step.name: step.handle
        for step in row.steps.all()
        if step.content_hash == row.content_hash and step.done_at is not None
    }
    return _linked(replace(parcel.outgoing, text=row.text, made=made), leaving)


def _parts(publication: Publication, snapshot: Snapshot, leaving: Sequence[Leaving]) -> tuple[Part, ...]:
    """What the post makes here, its links as they leave."""
    channel = publication.channel
    text, comment = leaving[: len(snapshot.links)], leaving[len(snapshot.links) :]
    options = dict(snapshot.options)
    if comment:
        options[FIRST_COMMENT] = as_leaving(first_comment(options), comment)
    rendered = replace(snapshot, text=as_leaving(snapshot.text, text), options=options)
    return parts_in(
        rendered,
        channel.card,
        lambda text: channel.count(text, snapshot.options),
        lambda text: channel.texts.split(text),
    )


def _linked(outgoing: Outgoing, leaving: Sequence[Leaving]) -> Outgoing:
    """With the link by which it is known: the first tracked one that its own words carry."""
    tracked = next((link for link in leaving if link.code and link.shown in outgoing.text), None)
    return replace(
        outgoing,
        link=tracked.shown if tracked else "",
        leads_to=tracked.destination if tracked else "",
    )


def _links_kept(publication: Publication, snapshot: Snapshot) -> list[Leaving]:
    """The links made for exactly these targets when it was prepared; what leaves follows them, whatever was decided since."""
    targets = targets_of(snapshot)
    kept = [row.leaving for row in publication.links.all()] if targets else []
    return kept if tuple(link.target for link in kept) == targets else []


def targets_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Where the links of a post lead as they are written: those of its text, then those of its first comment."""
    return (*snapshot.links, *targets_in(first_comment(snapshot.options)))


def _may_have_links(publication: Publication) -> bool:
    variant = publication.variant
    assert variant is not None
    return "://" in (variant.text or variant.post.body) or "://" in first_comment(variant.options)


def _doubted(tried: list[int]) -> set[int]:
    """Those of which an earlier attempt ended in doubt or never said how it ended."""
    if not tried:
        return set()
    doubtful = Attempt.objects.filter(publication__in=tried, outcome__in=["", Outcome.DOUBTFUL])
    return set(doubtful.values_list("publication_id", flat=True))


def text_hash(text: str) -> str:
    """What two posts share when a person could not tell them apart by their words."""
    return hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()


def _outgoing(
    publication: Publication,
    snapshot: Snapshot,
    parts: Sequence[Part],
    place: str,
    media: tuple[MediaFile, ...],
) -> Outgoing:
    """What one part says; pictures hang on the post itself, `place` is the message under which a part belongs."""
    part = parts[publication.part] if publication.part < len(parts) else None
    options = {name: value for name, value in snapshot.options.items() if name != IN_REPLY_TO}
    if publication.part:
        return Outgoing(
            text=part.text if part else "",
            key=publication.key,
            options=options_for(part, options, publication.channel.card) if part else {},
            in_reply_to=place,
            at=publication.due_at,
        )
    return Outgoing(
        text=parts[0].text,
        key=publication.key,
        media=media,
        format=snapshot.format,
        options=options_for(parts[0], options, publication.channel.card),
        in_reply_to=snapshot.options.get(IN_REPLY_TO, ""),
        at=publication.due_at,
    )


def _files(media: tuple[MediaPart, ...], said: Mapping[str, str]) -> tuple[MediaFile, ...]:
    return tuple(
        MediaFile(
            content_type=part.content_type,
            sha256=part.sha256,
            alt=part.alt,
            focus=part.focus,
            width=part.width,
            height=part.height,
            seconds=part.seconds,
            poster=part.poster,
            captions=tuple(
                Captions(language=language, content=said[digest].encode())
                for language, digest in part.captions
                if digest in said
            ),
            size=part.size,
            source=partial(shelf.pieces, part.path),
            address=partial(handing.address, part.path),
        )
        for part in media
    )


def _handles(publication: Publication, content: str) -> dict[str, Handle]:
    now = clock.now()
    return {
        step.name: Handle(value=step.handle, expires_at=step.expires_at)
        for step in publication.steps.all()
        if step.done_at is not None
        and step.content_hash == content
        and (step.expires_at is None or step.expires_at > now)
    }
