"""What publishing shows elsewhere: on a post's page, on the calendar, and before a strategy is accepted."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import moment
from waypost.loop.content import leaving, outcomes
from waypost.loop.content.models import Post
from waypost.loop.content.outcomes import Outcome
from waypost.loop.planning import sources
from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Filters, Period, Shape, flag
from waypost.loop.planning.models import Campaign
from waypost.loop.publishing.domain.states import LOOKS, NEEDS_A_PERSON, QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import campaign_holds_on, held_for_want_of
from waypost.loop.publishing.queries.calendar import CalendarRow, on_the_calendar
from waypost.loop.publishing.queries.links import makers_of
from waypost.loop.publishing.queries.listing import next_up, publications_of, standing_of
from waypost.loop.strategy import impact
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Touched
from waypost.networks.contract import Metric
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
    shown = hold is not None or access.may("hold.put")
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
    addresses = _Addresses(workspace, may_move=access.may("post.schedule"))
    together: dict[tuple[int, datetime, str], list[CalendarRow]] = defaultdict(list)
    size: dict[int, int] = defaultdict(int)
    for row in on_the_calendar(access, period, workspace.timezone, filters):
        together[row.post_id, row.due_at, row.state].append(row)
        size[row.post_id] += 1
    return [
        _item(group, workspace, addresses, is_whole=len(group) == size[post_id])
        for (post_id, _at, _state), group in together.items()
    ]


@impact.register
def scheduled_without_a_role(
    access: Access, workspace: Workspace, before: Strategy | None, after: Strategy
) -> list[Touched]:
    """What is scheduled on channels for which a new version has no role any more."""
    if before is None:
        return []
    stays = {role.key for role in after.channel_roles} | {role.was for role in after.channel_roles}
    left = {role.key for role in before.channel_roles} - stays
    count = next_up(access).filter(channel__key__in=left).count()
    href = reverse("publishing:queue", kwargs={"workspace": workspace.slug})
    return [Touched(_("scheduled posts on channels that lose their role"), count, href)]


def _item(
    rows: Sequence[CalendarRow], workspace: Workspace, addresses: "_Addresses", *, is_whole: bool
) -> CalendarItem:
    first = rows[0]
    at, looks = moment(first.due_at), LOOKS[State(first.state)]
    return CalendarItem(
        kind="publication",
        id=first.id,
        at=at,
        local=workspace.local(at),
        title=first.words,
        href=addresses.page(rows),
        state=looks.word,
        shape=cast(Shape, looks.shape),  # a test holds the two together
        hue=first.hue,
        pillar=first.pillar or "",
        channels=tuple([ChannelMark(row.channel_id, row.channel, row.network) for row in rows]),
        move_url=addresses.move(rows, is_whole=is_whole),
        replaces=("post", first.post_id),
        campaign=flag(first.campaign, first.campaign_hue),
    )


class _Addresses:
    """Where a slip leads and how it is moved, resolved once."""

    def __init__(self, workspace: Workspace, *, may_move: bool) -> None:
        at = {"workspace": workspace.slug}
        publication = reverse("publishing:publication", kwargs={**at, "publication_id": 0})
        self._publication = publication.removesuffix("0/")
        self._post = reverse("content:post", kwargs={**at, "post_id": 0}).removesuffix("0")
        self._may_move = may_move

    def page(self, rows: Sequence[CalendarRow]) -> str:
        """The page of the one that needs a decision, else the post."""
        first = rows[0]
        if len(rows) == 1 and first.state in NEEDS_A_PERSON:
            return f"{self._publication}{first.id}/"
        return f"{self._post}{first.post_id}"

    def move(self, rows: Sequence[CalendarRow], *, is_whole: bool) -> str | None:
        """Moving the whole post where all of it stands together; a publication alone where it has its own time."""
        first = rows[0]
        if not self._may_move or first.state not in QUEUED:
            return None
        if is_whole:
            return f"{self._post}{first.post_id}/time"
        return f"{self._publication}{first.id}/time/" if len(rows) == 1 else None
