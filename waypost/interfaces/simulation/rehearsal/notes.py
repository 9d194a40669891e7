"""What is noted while a rehearsal is played, and the report that is made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime

from waypost.foundation.channels.models import Channel
from waypost.foundation.notices.models import Notice
from waypost.interfaces.simulation.rehearsal.stage import Stage
from waypost.loop.content.models import Post, Repeat, Variant
from waypost.loop.publishing.domain.rehearsal import TROUBLES, Fault, Window
from waypost.loop.publishing.domain.rehearsed import (
    Approval,
    Befallen,
    Ending,
    Moment,
    Played,
    Report,
    Told,
    ending_of,
)
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.networks.sandbox.server import Sandbox
from waypost.toolkit import clock

FIRST, LAST = 12, 4
"""So many moments of a publication are kept from its beginning and from its end."""
WORDS = 120
FOR_WANT_OF_APPROVAL = (Ending.MISSED, Ending.WAITS)


class Notes:
    """Remembers every state that a publication was seen in."""

    def __init__(self) -> None:
        self._moments: defaultdict[int, list[Moment]] = defaultdict(list)
        self._repeats: dict[int, Repeat] = {}
        self._approved_at: dict[int, datetime] = {}

    def look(self) -> None:
        """See how everything stands at this moment."""
        now = clock.now()
        for publication_id, state, reason in Publication.objects.values_list("pk", "state", "reason"):
            seen = self._moments[publication_id]
            if not seen or (seen[-1].state, seen[-1].said) != (state, reason):
                seen.append(Moment(at=now, state=State(state), said=reason))

    def report(self, stage: Stage, sandbox: Sandbox, met: Collection[int]) -> Report:
        """Everything that came of it; `met` are the publications that met what was meant for them."""
        rows = Publication.objects.select_related("channel", "head", "post").order_by("due_at", "pk")
        self._approved_at = {each.post_id: each.at for each in stage.verdicts if each.at is not None}
        self._repeats = {
            each.post_id: each for each in Repeat.objects.select_related("series__source", "workspace")
        }
        played = [self._played(row) for row in rows]
        stored = Counter((line.account_id, line.key) for line in sandbox.truth.log(limit=1_000_000))
        return Report(
            played=tuple(sorted([*played, *self._drafts(stage)], key=lambda each: each.due_at)),
            told=tuple(_told()),
            befell=tuple(_befell(stage, met)),
            stored=stored.total(),
            twice=stored.total() - len(stored),
            left_out=stage.left_out,
            approvals=tuple(_approvals(stage)),
            rhythm=stage.rhythm,
        )

    def _played(self, row: Publication) -> Played:
        moments = self._moments[row.pk]
        kept = moments if len(moments) <= FIRST + LAST else [*moments[:FIRST], *moments[-LAST:]]
        was_handed = any(moment.state is State.HANDED for moment in moments)
        ending = ending_of(State(row.state), row.due_at, row.published_at, was_handed=was_handed)
        approved_at = self._approved_at.get(row.post_id, row.due_at)
        if ending in FOR_WANT_OF_APPROVAL and (not row.post.is_approved or approved_at > row.due_at):
            ending = Ending.UNAPPROVED
        repeat = self._repeats.get(row.post_id)
        return Played(
            # What was laid out in the rehearsal has no row outside of it.
            publication_id=None if repeat else row.head_id or row.pk,
            post_id=repeat.source_id if repeat else row.post_id,
            series=_rule(repeat),
            words=str(row)[:WORDS],
            place=row.place,
            channel_id=row.channel_id,
            channel=row.channel.name,
            network=row.channel.network,
            due_at=row.due_at,
            left_at=row.published_at,
            ending=ending,
            why=row.reason if row.state != State.PUBLISHED else "",
            moments=tuple(kept),
        )

    def _drafts(self, stage: Stage) -> list[Played]:
        """What has a time and was never submitted, on each channel it is for."""
        published = set(Publication.objects.values_list("post_id", flat=True))
        drafts = Post.objects.filter(pk__in=stage.drafts - published, planned_at__isnull=False)
        return [
            self._draft(draft, variant)
            for draft in drafts
            for variant in draft.variants.select_related("channel")
        ]

    def _draft(self, draft: Post, variant: Variant) -> Played:
        repeat = self._repeats.get(draft.pk)
        return Played(
            publication_id=None,
            post_id=repeat.source_id if repeat else draft.pk,
            series=_rule(repeat),
            words=str(draft)[:WORDS],
            channel_id=variant.channel_id,
            channel=variant.channel.name,
            network=variant.channel.network,
            due_at=_planned(draft),
            ending=Ending.DRAFT,
            why="What its series repeats is not approved." if repeat else "Nobody submitted it.",
        )


def _rule(repeat: Repeat | None) -> str:
    return repeat.series.words if repeat is not None and repeat.series is not None else ""


def _approvals(stage: Stage) -> list[Approval]:
    """What became of each post that was in review, in order of time, what was never decided last."""
    found = Post.objects.in_bulk([each.post_id for each in stage.verdicts])
    decided = [
        Approval(
            post_id=each.post_id,
            words=str(found[each.post_id])[:WORDS],
            channel_ids=tuple(found[each.post_id].variants.values_list("channel_id", flat=True)),
            at=each.at if each.at is not None and each.at < stage.over_at else None,
            is_approved=found[each.post_id].state == Post.State.APPROVED,
            why=stage.refused.get(each.post_id, each.why),
        )
        for each in stage.verdicts
    ]
    return sorted(decided, key=lambda each: (each.at is None, each.at or stage.over_at))


def _planned(post: Post) -> datetime:
    assert post.planned_at is not None, "only what has a time is copied"
    return post.planned_at


def _told() -> list[Told]:
    """Each thing that was said, with everybody who was told it."""
    heard: defaultdict[tuple[datetime, str], list[str]] = defaultdict(list)
    for notice in Notice.objects.select_related("person").order_by("made_at", "pk"):
        heard[notice.made_at, notice.sentence].append(notice.person.label)
    return [Told(at=at, sentence=said, people=tuple(names)) for (at, said), names in heard.items()]


def _befell(stage: Stage, met: Collection[int]) -> list[Befallen]:
    names = dict(Channel.objects.values_list("pk", "name"))
    lasting = [_lasted(window, names) for window in stage.plan.windows]
    struck = Publication.objects.in_bulk(met)
    single = [
        Befallen(
            fault=fault,
            at=struck[number].due_at,
            channel_id=struck[number].channel_id,
            where=names[struck[number].channel_id],
            what=str(struck[number])[:WORDS],
        )
        for number, fault in stage.plan.struck.items()
        if number in struck
    ]
    return sorted([*lasting, *single], key=lambda each: (each.at, list(TROUBLES).index(Fault(each.fault))))


def _lasted(window: Window, names: dict[int, str]) -> Befallen:
    return Befallen(
        fault=window.fault,
        at=window.begins_at,
        until=window.ends_at,
        channel_id=window.channel_id,
        where=names[window.channel_id] if window.channel_id is not None else "",
    )
