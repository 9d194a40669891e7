"""Which posts are measured: everything that went out, and what came in from the network itself."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.actions import meters, rollups
from waypost.loop.analytics.domain.ageing import FIRST
from waypost.loop.analytics.models import Measured, NativePost
from waypost.loop.analytics.queries.due import not_followed
from waypost.loop.content.models import Post
from waypost.loop.content.queries import outgoing_of
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries.listing import SHOWN, first_line
from waypost.toolkit.refusal import NotAllowed, Refusal

MOST = 140
BATCH = 200


def follow(publication: Publication, *, by: Actor) -> Measured | None:
    """Begin to measure what went out; None for what has no place at the network, or answers somebody.

    Harmless when repeated. What came in as a native post before its publication was confirmed is the same post.
    """
    require(by, "results.edit", publication.workspace_id)
    if not publication.is_published:
        raise Refusal("Only what went out can be measured. Wait until it is sent.")
    if publication.remote_id and not publication.post.is_answer:
        _follow([publication], by=by)
    return Measured.objects.filter(publication=publication).first()


def catch_up(*, by: Actor) -> int:
    """Follow everything that went out and that nobody follows yet, of every brand; how much that was.

    Nothing reacts to a publication to do this at once: the first reading comes a quarter of an hour later anyway,
    and whoever sends posts has no time to lose.
    """
    if not by.is_system:
        raise NotAllowed(
            "Waypost measures what went out by itself. Its first numbers come within twenty minutes."
        )
    followed = 0
    while waiting := list(not_followed()[:BATCH]):
        found = _follow(waiting, by=by)
        followed += found
        if not found:
            break  # another worker is at it
    return followed


@transaction.atomic
def follow_reasons(post: Post, *, by: Actor) -> int:
    """Let what is measured of a post have the reasons that the post has now."""
    require(by, "results.edit", post.workspace_id)
    rows = Measured.objects.filter(post=post)
    reasons: dict[str, Any] = {"pillar_id": post.pillar_id, "reactive": post.reactive}
    found = rows.exclude(**reasons).update(**reasons)
    if found:
        meters.stamp(post.workspace_id, rows.values_list("channel_id", flat=True))
        record("results.regrouped", post, by=by, count=found)
    return found


def begin_natives(natives: Iterable[NativePost]) -> list[Measured]:
    """Begin to measure posts of a channel's own past; they are due at once. Their caller records."""
    rows = [
        Measured(
            workspace_id=native.workspace_id,
            channel_id=native.channel_id,
            native=native,
            remote_id=native.remote_id,
            words=first_line(native.text[:SHOWN])[:MOST],
            format=native.format,
            published_at=native.at,
            local_on=native.workspace.local(native.at).date(),
            next_due_at=native.found_at,
        )
        for native in natives
    ]
    Measured.objects.bulk_create(rows)
    rollups.count_posts(rows)
    return rows


@transaction.atomic
def _follow(publications: Sequence[Publication], *, by: Actor) -> int:
    """Begin to measure these where nobody does; how many are measured now that were not."""
    natives = _natives_among(publications)
    for publication in publications:
        if (publication.channel_id, publication.remote_id) in natives:
            _turn(natives[publication.channel_id, publication.remote_id], publication)
    new = {row.pk: row for row in publications if (row.channel_id, row.remote_id) not in natives}
    for known in Measured.objects.filter(publication__in=new).values_list("publication_id", flat=True):
        del new[known]
    rows = Measured.objects.bulk_create([_begin(publication) for publication in new.values()])
    rollups.count_posts(rows)
    counts = Counter(
        publication.workspace_id for publication in [*new.values(), *_turned(publications, natives)]
    )
    brands = {publication.workspace_id: publication.workspace for publication in publications}
    for workspace_id, number in counts.items():
        record("results.followed", brands[workspace_id], by=by, workspace_id=workspace_id, count=number)
    return counts.total()


def _turned(
    publications: Sequence[Publication], natives: dict[tuple[int, str], Measured]
) -> list[Publication]:
    return [row for row in publications if (row.channel_id, row.remote_id) in natives]


def _natives_among(publications: Sequence[Publication]) -> dict[tuple[int, str], Measured]:
    """What came in from the network before its publication was confirmed, by channel and id there."""
    ids = {publication.remote_id for publication in publications}
    channels = {publication.channel_id for publication in publications}
    rows = Measured.objects.select_for_update(of=("self",)).filter(
        channel__in=channels, remote_id__in=ids, native__isnull=False
    )
    return {(row.channel_id, row.remote_id): row for row in rows.select_related("native")}


def _begin(publication: Publication) -> Measured:
    post, at = publication.post, publication.published_at
    assert at is not None, "what is published has its moment"
    return Measured(
        workspace_id=publication.workspace_id,
        channel_id=publication.channel_id,
        publication=publication,
        post=post,
        remote_id=publication.remote_id,
        words=post.title[:MOST] or first_line(publication.text[:SHOWN])[:MOST],
        pillar_id=post.pillar_id,
        reactive=post.reactive,
        format=_format(publication),
        published_at=at,
        local_on=publication.workspace.local(at).date(),
        next_due_at=None if publication.channel.is_by_hand else at + FIRST,
    )


def _turn(found: Measured, publication: Publication) -> None:
    """A native post turns out to be ours: its readings stay, its reasons are the post's."""
    native = found.native
    assert native is not None
    rollups.count_posts([found], times=-1)
    found.publication, found.post, found.native = publication, publication.post, None
    found.pillar_id, found.reactive = publication.post.pillar_id, publication.post.reactive
    found.save(update_fields=["publication", "post", "native", "pillar", "reactive"])
    rollups.count_posts([found])
    native.delete()


def _format(publication: Publication) -> str:
    variant = publication.variant
    return outgoing_of(variant).format if variant is not None else "text"
