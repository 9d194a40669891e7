"""What publishing shows elsewhere: on a post's page, on the calendar, and before a strategy is accepted."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import moment
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.content import leaving, outcomes
from waypost.loop.content.actions import posts
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Post
from waypost.loop.content.outcomes import Outcome
from waypost.loop.planning import sources
from waypost.loop.planning.domain.calendar import (
    CalendarItem,
    ChannelMark,
    Filters,
    Period,
    Phase,
    Shape,
    flag,
)
from waypost.loop.planning.models import Campaign
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import LOOKS, NEEDS_A_PERSON, OVER, QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import campaign_holds_on, held_for_want_of
from waypost.loop.publishing.queries.calendar import CalendarRow, on_the_calendar
from waypost.loop.publishing.queries.links import makers_of
from waypost.loop.publishing.queries.listing import publications_of, standing_of
from waypost.loop.publishing.queries.touched import queued, queued_about, queued_of_post
from waypost.loop.strategy import impact
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Choice, Thing, Touched, pillars_touched
from waypost.loop.strategy.models import Pillar, StrategyVersion
from waypost.networks.contract import Metric
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.panels import panel

SHOWN_OF_A_CHANNEL = 10
WEEK_DAYS = 7


@panel("post")
def where_it_goes_out(request: HttpRequest, post: Post) -> tuple[str, dict[str, Any]] | None:
    """The publications of a post with their states, times and links, and how often these were followed."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = publications_of(post, access)
    rows = [(row, _clicks_of(row)) for row in found]
    return ("publishing/post_panel.html", {"publications": rows}) if rows else None


@panel("campaign")
def whether_it_is_held(request: HttpRequest, campaign: Campaign) -> tuple[str, dict[str, Any]] | None:
    """The hold that is on a campaign, or the switch that stops what is still to come of it."""
    access: Access = request.access  # type: ignore[attr-defined]
    hold = campaign_holds_on(campaign.workspace_id).filter(campaign=campaign).first()
    context = {"campaign": campaign, "workspace": campaign.workspace, "hold": hold}
    shown = hold is not None or access.may("campaign.hold")
    return ("publishing/campaign_panel.html", context) if shown else None


@panel("settings")
def how_links_leave(request: HttpRequest, workspace: Workspace) -> tuple[str, dict[str, Any]]:
    """The way to what a brand decided about its links."""
    return "publishing/settings_panel.html", {"workspace": workspace}


@panel("calendar")
def rehearse_it(request: HttpRequest, period: Period) -> tuple[str, dict[str, Any]] | None:
    """The way to a rehearsal of the week in view, or of one of the month's."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not access.may("rehearsal.ask"):
        return None
    is_week = (period.last_on - period.first_on).days < WEEK_DAYS
    workspace: Workspace = request.workspace  # type: ignore[attr-defined]
    today = workspace.today
    day = today if not is_week and period.first_on <= today <= period.last_on else period.first_on
    return "publishing/calendar_panel.html", {"workspace": workspace, "day": day, "is_week": is_week}


@panel("channel")
def what_waits_for_it(request: HttpRequest, channel: Channel) -> tuple[str, dict[str, Any]] | None:
    """What is held only until the channel is connected again."""
    access: Access = request.access  # type: ignore[attr-defined]
    if channel.is_connected or not access.may("publication.see"):
        return None
    held = held_for_want_of(channel)
    first, count = list(held[:SHOWN_OF_A_CHANNEL]), held.count()
    context = {"channel": channel, "publications": first, "count": count}
    return ("publishing/channel_panel.html", context) if first else None


leaving.register(makers_of)


def _clicks_of(publication: Publication) -> int | None:
    """How often its links were followed; None before it is out, and where results say the network's own count."""
    clicks: int | None = publication.clicks  # type: ignore[attr-defined]  # publications_of brings it
    is_told = Metric.CLICKS in publication.channel.card.post_metrics
    return None if clicks is None or is_told or publication.published_at is None else int(clicks)


@outcomes.register
def what_became(access: Access, post_ids: Collection[int]) -> dict[int, Outcome]:
    """The state that matters most of each post's publications: what needs a person, then what is to come."""
    looks = {post_id: LOOKS[state] for post_id, state in standing_of(access, post_ids).items()}
    return {
        post_id: Outcome(each.word, each.tone, cast(Shape, each.shape)) for post_id, each in looks.items()
    }


@sources.register
def scheduled_and_sent(
    access: Access, workspace: Workspace, period: Period, filters: Filters
) -> list[CalendarItem]:
    """One slip for the publications of a post that share time and state; they take the place of the post's own slip."""
    makes = _Makes(workspace, period, may_move=access.may("post.schedule"))
    by_post: dict[int, list[CalendarRow]] = defaultdict(list)
    for row in on_the_calendar(access, period, workspace.timezone, filters):
        by_post[row.post_id].append(row)
    return [item for rows in by_post.values() for item in makes.items(rows)]


@impact.register
def scheduled_posts_touched(
    access: Access, workspace: Workspace, before: Strategy | None, after: Strategy
) -> list[Touched]:
    """Scheduled posts whose pillar a new version leaves out or changes, and those on channels without a role."""
    if before is None:
        return []
    change = pillars_touched(before, after)
    stays = {role.key for role in after.channel_roles} | {role.was for role in after.channel_roles}
    left = {role.key: _no_role(role.label) for role in before.channel_roles if role.key not in stays}
    found = list(queued_about(access, {*change.going, *change.changing}, left.keys()))
    at = {"workspace": workspace.slug}

    def of_pillars(label: str, one: str, group: str, why: Mapping[str, str]) -> Touched:
        by_post = {row.post_id: row for row in found if row.post.pillar and row.post.pillar.key in why}
        things = [
            _thing(row, row.post_id, at, why[row.post.pillar.key])
            for row in by_post.values()
            if row.post.pillar
        ]
        return _touched((label, one), "scheduled", group, things, at)

    there = [row for row in found if row.channel.key in left]
    things = [_thing(row, row.pk, at, left[row.channel.key]) for row in there]
    return [
        of_pillars(
            _("scheduled posts of pillars that go"),
            _("scheduled post of a pillar that goes"),
            "scheduled",
            change.going,
        ),
        of_pillars(
            _("scheduled posts of pillars that change"),
            _("scheduled post of a pillar that changes"),
            "scheduled-changed",
            change.changing,
        ),
        _touched(
            (
                _("scheduled posts on channels that lose their role"),
                _("scheduled post on a channel that loses its role"),
            ),
            "publication",
            "channels",
            things,
            at,
        ),
    ]


def _touched(
    words: tuple[str, str], kind: str, group: str, things: list[Thing], at: Mapping[str, str]
) -> Touched:
    href = reverse("publishing:queue", kwargs={**at})
    return Touched(words[0], len(things), href, kind, group, tuple(things), _("Hold"), words[1])


def _thing(row: Publication, id_: int, at: Mapping[str, str], why: str) -> Thing:
    href = reverse("content:post", kwargs={**at, "post_id": row.post_id})
    return Thing(id_, str(row.post), href, row.due_at, why, row.post.author_id)


def _no_role(label: str) -> str:
    return _("“{role}” goes").format(role=label)


@impact.carries("scheduled")
def carry_scheduled(
    version: StrategyVersion, post_id: int, choice: Choice, pillar: Pillar | None, by: Actor
) -> None:
    """Give a scheduled post another pillar, or hold it on all of its channels."""
    found = list(queued_of_post(access_of(by, version.workspace_id), post_id))
    _carry(version, found, choice, pillar, by)


@impact.carries("publication")
def carry_publication(
    version: StrategyVersion, publication_id: int, choice: Choice, pillar: Pillar | None, by: Actor
) -> None:
    """Hold a scheduled post on one channel, or give the whole post another pillar."""
    found = list(queued(access_of(by, version.workspace_id)).filter(pk=publication_id))
    _carry(version, found, choice, pillar, by)


def _carry(
    version: StrategyVersion, found: list[Publication], choice: Choice, pillar: Pillar | None, by: Actor
) -> None:
    if not found:
        raise Refusal(_("It is being sent or has left the queue already, so it stays as it is."))
    if choice is Choice.HOLD:
        reason = _("Version {number} of the strategy: look at it again before it goes out.")
        for publication in found:
            holds.put_one(publication, reason=reason.format(number=version.number), by=by)
    else:
        posts.explain(found[0].post, reasons=Reasons(pillar=pillar), by=by)


def _phase(state: State) -> Phase:
    if state in NEEDS_A_PERSON:
        return "person"
    else:
        return "out" if state in OVER else "ready"


_LOOKS = {
    state.value: (
        looks.word,
        cast(Shape, looks.shape),
        _phase(state),
    )  # a test holds the two kinds of shape together
    for state, looks in LOOKS.items()
}


class _Makes:
    """Makes the slips of posts; what is the same for all of them is found once, for a month has many hundreds."""

    def __init__(self, workspace: Workspace, period: Period, *, may_move: bool) -> None:
        at = {"workspace": workspace.slug}
        publication = reverse("publishing:publication", kwargs={**at, "publication_id": 0})
        self._publication = publication.removesuffix("0/")
        self._post = reverse("content:post", kwargs={**at, "post_id": 0}).removesuffix("0")
        self._may_move = may_move
        self._workspace = workspace
        self._first, self._last = period.moments(workspace.timezone)
        self._offset = period.steady_offset(workspace.timezone)
        self._known: dict[tuple[int, ...], tuple[ChannelMark, ...]] = {}

    def items(self, rows: list[CalendarRow]) -> list[CalendarItem]:
        """The slips of one post: one, unless its publications differ in time or state."""
        if len(rows) == 1:
            return [self._item(rows, is_whole=True)]
        rows.sort()
        due_at, state = rows[0].due_at, rows[0].state
        if all(row.due_at == due_at and row.state == state for row in rows):
            return [self._item(rows, is_whole=True)]
        apart: dict[tuple[datetime, str], list[CalendarRow]] = defaultdict(list)
        for row in rows:
            apart[row.due_at, row.state].append(row)
        return [self._item(group, is_whole=False) for group in apart.values()]

    def _item(self, rows: Sequence[CalendarRow], *, is_whole: bool) -> CalendarItem:
        first = rows[0]
        at = moment(first.due_at)
        word, shape, phase = _LOOKS[first.state]
        return CalendarItem(
            kind="publication",
            id=first.id,
            at=at,
            local=self._local(at),
            words=first.opening,
            href=self._page(rows),
            state=word,
            shape=shape,
            hue=first.hue,
            pillar=first.pillar or "",
            channels=self._marks(rows),
            move_url=self._move(rows, is_whole=is_whole),
            replaces=("post", first.post_id),
            campaign=flag(first.campaign, first.campaign_hue),
            phase=phase,
            stage=first.stage,
        )

    def _marks(self, rows: Sequence[CalendarRow]) -> tuple[ChannelMark, ...]:
        """The marks of the channels of some rows; few sets of channels serve many posts."""
        ids = tuple([row.channel_id for row in rows])
        found = self._known.get(ids)
        if found is None:
            marks = [ChannelMark(row.channel_id, row.channel, row.network) for row in rows]
            found = self._known[ids] = tuple(marks)
        return found

    def _local(self, at: datetime) -> datetime:
        if self._offset is not None and self._first <= at < self._last:
            return (at + self._offset).replace(tzinfo=None)
        else:
            return self._workspace.local(at)

    def _page(self, rows: Sequence[CalendarRow]) -> str:
        """The page of the one that needs a decision, else the post."""
        first = rows[0]
        if len(rows) == 1 and first.state in NEEDS_A_PERSON:
            return f"{self._publication}{first.id}/"
        return f"{self._post}{first.post_id}"

    def _move(self, rows: Sequence[CalendarRow], *, is_whole: bool) -> str | None:
        """Moving the whole post where all of it stands together; a publication alone where it has its own time."""
        first = rows[0]
        if not self._may_move or first.state not in QUEUED:
            return None
        if is_whole:
            return f"{self._post}{first.post_id}/time"
        return f"{self._publication}{first.id}/time/" if len(rows) == 1 else None
