"""The minutes of a review as a sheet: what was seen, decided and agreed."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.domain.agenda import POINTS, Point
from waypost.loop.learning.domain.looked_back import Seen
from waypost.loop.learning.models import Meeting, Minute
from waypost.toolkit.wording import _, count
from waypost.ui.paper.sheet import Block, Chapter, Facts, Grid, Points, Sheet


def minutes_sheet(workspace: Workspace, meeting: Meeting, seen: Seen, minutes: Sequence[Minute]) -> Sheet:
    """Set the minutes of a review; of one that is open as far as it has come."""
    days = _("{first} to {last}").format(first=_day(meeting.first_on), last=_day(meeting.last_on))
    note = _("{days}, {posts}").format(days=days, posts=count(seen.posts, "post", "posts"))
    chapters = [Chapter(POINTS[point], tuple(_blocks(point, seen, minutes))) for point in POINTS]
    shown = tuple(chapter for chapter in chapters if chapter.blocks)
    return Sheet(workspace.name, _("Review of the strategy"), note, (_held(workspace, meeting), *shown))


def _held(workspace: Workspace, meeting: Meeting) -> Chapter:
    rows = [(_("Held"), f"{_day(workspace.local(meeting.opened_at))}, {meeting.opened_by}")]
    if meeting.present:
        rows.append((_("Present"), meeting.present))
    if meeting.next_on is not None:
        rows.append((_("Next review"), _day(meeting.next_on)))
    return Chapter(_("The review"), (Facts(tuple(rows)),))


def _blocks(point: Point, seen: Seen, minutes: Sequence[Minute]) -> Iterator[Block]:
    if point is Point.GOALS and seen.goals:
        rows = tuple((goal.label, goal.state, goal.figure or "–", goal.sentence) for goal in seen.goals)
        yield Grid((_("Goal"), _("Stands"), _("Figure"), _("Outlook")), rows)
    elif point is Point.FIGURES and seen.moved:
        moved = tuple((each.label, each.now, each.before, each.change or "–") for each in seen.moved)
        yield Grid((_("Metric"), _("This period"), _("Period before"), _("Change")), moved)
    elif point is Point.PLAN and seen.plan:
        plan = tuple((each.label, each.value, each.note or "–") for each in seen.plan)
        yield Grid((_("What"), _("How far"), _("Above all")), plan)
    said = tuple(f"{minute.words} ({minute.said_by})" for minute in minutes if minute.point == point)
    if said:
        yield Points(said)


def _day(on: object) -> str:
    return str(date_format(on, "j F Y"))  # type: ignore[arg-type]  # dates and moments alike
