"""What content shows elsewhere: the post of a slot on the slot's page, posts with a time and what repeats on the calendar."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import moment
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content import rows
from waypost.loop.content.actions import posts
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.states import TONES, WORDS, State
from waypost.loop.content.models import Post
from waypost.loop.content.outcomes import outcomes
from waypost.loop.content.queries.calendar import CalendarRow, planned_between
from waypost.loop.content.queries.listing import lines_of
from waypost.loop.content.queries.posts import post_of_slot, posts_of_campaign, posts_to_come, unqueued
from waypost.loop.content.queries.posts import posts as posts_of
from waypost.loop.content.queries.repeating import FarTime, far_times, rested_for
from waypost.loop.planning import sources
from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Filters, Period, Phase, flag
from waypost.loop.planning.models import Campaign, Slot
from waypost.loop.strategy import impact, suggesting
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Choice, Thing, Touched, pillars_touched
from waypost.loop.strategy.domain.suggestion import About
from waypost.loop.strategy.models import Pillar, StrategyVersion
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.panels import panel

SHOWN_OF_A_CAMPAIGN = 50


@panel("slot")
def post_panel(request: HttpRequest, slot: Slot) -> tuple[str, dict[str, Any]]:
    """The post that a slot holds, or the step to write it."""
    access: Access = request.access  # type: ignore[attr-defined]
    post = post_of_slot(access, slot)
    context: dict[str, Any] = {
        "slot": slot,
        "post": post,
        "may_write": access.may("post.draft") and slot.is_open,
        "rested": rested_for(slot) if slot.is_evergreen and slot.is_open and slot.pillar else None,
    }
    if post is not None:
        state = State(post.state)
        context |= {"state_word": WORDS[state], "state_look": TONES[state]}
    return "content/slot_panel.html", context


@panel("campaign")
def posts_of_campaign_panel(request: HttpRequest, campaign: Campaign) -> tuple[str, dict[str, Any]]:
    """The posts of a campaign in order of time, and the step to write another one."""
    access: Access = request.access  # type: ignore[attr-defined]
    workspace: Workspace = request.workspace  # type: ignore[attr-defined]
    found = posts_of_campaign(access, campaign)
    lines = lines_of(found[:SHOWN_OF_A_CAMPAIGN])
    became = outcomes(access, [line.id for line in lines if line.state == State.APPROVED])
    context = {
        "campaign": campaign,
        "count": len(lines),
        "is_part": len(lines) == SHOWN_OF_A_CAMPAIGN,
        "rows": rows.draw(lines, workspace=workspace.slug, today=workspace.today, became=became),
        "may_write": access.may("post.draft") and not campaign.is_ended,
        "outside": sum(1 for line in lines if _is_outside(line.planned_on, campaign)),
    }
    return "content/campaign_panel.html", context


def _is_outside(on: date | None, campaign: Campaign) -> bool:
    return on is not None and not campaign.starts_on <= on <= campaign.ends_on


@sources.register
def posts_with_a_time(
    access: Access, workspace: Workspace, period: Period, filters: Filters
) -> list[CalendarItem]:
    """The posts of the period: one slip per post, whatever the number of its channels."""
    by_post: dict[int, list[CalendarRow]] = defaultdict(list)
    for row in planned_between(access, period.first_on, period.last_on, filters):
        by_post[row.post_id].append(row)
    before = reverse("content:post", kwargs={"workspace": workspace.slug, "post_id": 0}).removesuffix("0")
    may_move = access.may("post.schedule")
    marks = _MarksOf()
    return [_item(rows, f"{before}{post_id}", may_move, marks) for post_id, rows in by_post.items()]


@sources.register
def times_of_series(
    access: Access, workspace: Workspace, period: Period, filters: Filters
) -> list[CalendarItem]:
    """What repeats so far ahead that its posts are not made yet."""
    by_series: dict[int, list[FarTime]] = defaultdict(list)
    for row in far_times(access, period.last_on, filters):
        by_series[row.series_id].append(row)
    before = reverse("content:series", kwargs={"workspace": workspace.slug, "post_id": 0})
    head, _zero, tail = before.rpartition("0")
    return [
        item
        for rows in by_series.values()
        for item in _far_items(rows, f"{head}{rows[0].source_id}{tail}", workspace, period)
    ]


def _far_items(
    rows: list[FarTime], href: str, workspace: Workspace, period: Period
) -> Iterator[CalendarItem]:
    first = rows[0]
    after = max(first.made_until, period.first_on - timedelta(days=1))
    times = first.recurrence.between(
        datetime.combine(after, time.max), datetime.combine(period.last_on, time.max)
    )
    marks = _marks(rows)
    for local in times:
        yield CalendarItem(
            kind="series",
            id=first.series_id,
            at=clock.to_utc(local, workspace.timezone),
            local=local,
            words=first.words,
            href=href,
            state=_("Repeats"),
            shape="ring",
            hue=first.hue,
            pillar=first.pillar or "",
            channels=marks,
            campaign=flag(first.campaign, first.campaign_hue),
            stage=first.stage,
        )


@impact.register
def posts_of_changed_pillars(
    access: Access, workspace: Workspace, before: Strategy | None, after: Strategy
) -> list[Touched]:
    """The posts still to come whose pillar a new version changes or leaves out; what is in the queue is publishing's."""
    if before is None:
        return []
    change = pillars_touched(before, after)
    at = {"workspace": workspace.slug}
    address = reverse("content:post", kwargs={**at, "post_id": 0}).removesuffix("0")
    href = reverse("content:posts", kwargs=at)
    either = {*change.changing, *change.going}
    found = list(_briefly(unqueued(posts_to_come(access, either)))) if either else []

    def told(label: str, one: str, group: str, why: Mapping[str, str]) -> Touched:
        things = tuple(_thing(post, address, why) for post in found if post.pillar and post.pillar.key in why)
        hold = _("Take away the time it is planned for")
        return Touched(label, len(things), href, kind="post", group=group, things=things, hold=hold, one=one)

    return [
        told(
            _("posts of pillars that change"),
            _("post of a pillar that changes"),
            "posts-changed",
            change.changing,
        ),
        told(_("posts of pillars that go"), _("post of a pillar that goes"), "posts", change.going),
    ]


def _briefly(found: QuerySet[Post]) -> QuerySet[Post]:
    """Just what a list of posts says of each."""
    said = ("title", "body", "planned_at", "author", "pillar__key")
    return found.select_related("pillar").only(*said)


def _thing(post: Post, address: str, why: Mapping[str, str]) -> Thing:
    assert post.pillar is not None, "it is asked about its pillar"
    reason = why[post.pillar.key]
    return Thing(post.pk, str(post), f"{address}{post.pk}", post.planned_at, reason, post.author_id)


@impact.carries("post")
def carry_post(
    version: StrategyVersion, post_id: int, choice: Choice, pillar: Pillar | None, by: Actor
) -> None:
    """Give a post another pillar, or take its time away until somebody plans it again."""
    post = posts_of(access_of(by, version.workspace_id)).filter(pk=post_id, archived_at=None).first()
    if post is None:
        raise Refusal(_("This post was archived in the meantime."))
    if choice is Choice.HOLD:
        posts.plan(post, local=None, by=by)
    else:
        posts.explain(post, reasons=Reasons(pillar=pillar), by=by)


@suggesting.finds("post")
def post_looked_at(access: Access, post_id: int) -> About | None:
    """A post that somebody looks at."""
    post = posts_of(access).filter(pk=post_id).select_related("pillar").first()
    if post is None:
        return None
    label = _("Post: {words}").format(words=post)
    return About(label, post.body, f"posts/{post.pk}", "pillars" if post.pillar else "goals")


def _item(rows: list[CalendarRow], href: str, may_move: bool, marks: "_MarksOf") -> CalendarItem:
    first = rows[0]
    word, shape = _LOOKS[first.state]
    return CalendarItem(
        kind="post",
        id=first.post_id,
        at=moment(first.at),
        local=datetime.combine(first.on, first.time),
        words=first.words,
        href=href,
        state=word,
        shape=shape,
        hue=first.hue,
        pillar=first.pillar or "",
        channels=marks.of(rows),
        move_url=f"{href}/time" if may_move else None,
        campaign=flag(first.campaign, first.campaign_hue),
        phase=_PHASES[first.state],
        stage=first.stage,
    )


class _MarksOf:
    """The marks of posts' channels: a month has thousands of rows, and few sets of channels."""

    def __init__(self) -> None:
        self._known: dict[tuple[int | None, ...], tuple[ChannelMark, ...]] = {}

    def of(self, rows: Sequence[CalendarRow]) -> tuple[ChannelMark, ...]:
        """The marks of the channels of one post, in order of their names."""
        ids = tuple([row.channel_id for row in rows])
        found = self._known.get(ids)
        if found is None:
            found = self._known[ids] = _marks(rows)
        return found


def _marks(rows: Sequence[CalendarRow | FarTime]) -> tuple[ChannelMark, ...]:
    marks = [
        ChannelMark(row.channel_id, row.channel, row.network or "")
        for row in rows
        if row.channel_id and row.channel
    ]
    return tuple(sorted(marks, key=attrgetter("name")))


_PHASES: dict[str, Phase] = {
    State.DRAFT.value: "making",
    State.RETURNED.value: "making",
    State.IN_REVIEW.value: "review",
    State.APPROVED.value: "ready",
}
_LOOKS = {state.value: (WORDS[state], TONES[state][1]) for state in State}
