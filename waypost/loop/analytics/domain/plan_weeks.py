"""What is kept of plan against actual when a week is over, and which weeks are still to be kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from waypost.loop.analytics.domain.plan import PlanAgainstActual
from waypost.toolkit.wording import _

WEEK = timedelta(days=7)
WINDOW = 4
"""Shares are told of so many weeks: one week has too few posts."""
REACHES_BACK = 26
"""So many weeks are made up for where nobody noted them, such as after an update."""

TRENDS = {
    "pillars": _("Pillars"),
    "stages": _("Funnel stages"),
    "formats": _("Formats"),
    "rhythm": _("Rhythm"),
    "why": _("Without a why"),
}
"""What a trend can be drawn of."""


class Week(Protocol):
    """A week as it was kept."""

    monday: date
    posts: int
    pillars_off: int | None
    stages_off: int | None
    formats_off: int | None
    kept: int
    channels: int
    without_why: int


def value_of(week: Week, trend: str) -> float | None:
    """What a trend says of a week: points off, channels that kept their rhythm or posts without a why in per cent."""
    if trend == "rhythm":
        return 100 * week.kept / week.channels if week.channels else None
    elif trend == "why":
        return 100 * week.without_why / week.posts if week.posts else None
    else:
        found: int | None = getattr(week, f"{trend}_off")
        return found


@dataclass(frozen=True)
class Told:
    """How far off a week's end was; points, or None where there was nothing to compare."""

    version: int
    posts: int
    pillars_off: int | None
    stages_off: int | None
    formats_off: int | None
    kept: int
    channels: int
    without_why: int


def told(found: PlanAgainstActual) -> Told | None:
    """Shorten the comparison of some weeks to what is kept of the last one; None where no strategy was in force."""
    if not found.versions:
        return None
    last = [rhythm.weeks[-1] for rhythm in found.rhythms if rhythm.weeks[-1].wanted]
    return Told(
        version=found.versions[-1],
        posts=found.posts,
        pillars_off=found.pillars.points_off,
        stages_off=found.stages.points_off,
        formats_off=_formats_off(found),
        kept=sum(week.is_kept for week in last),
        channels=len(last),
        without_why=found.without_why,
    )


def to_note(today: date, since: date, noted: Collection[date]) -> list[date]:
    """The Mondays of the weeks that are over and not noted, from the one in which `since` lies, the earliest first."""
    this = today - timedelta(days=today.weekday())
    first = max(since - timedelta(days=since.weekday()), this - REACHES_BACK * WEEK)
    mondays = [first + number * WEEK for number in range((this - first).days // 7)]
    return [monday for monday in mondays if monday not in noted]


def _formats_off(found: PlanAgainstActual) -> int | None:
    """The points of all channels' formats together, each weighted by its posts."""
    known = [(mix.points_off, mix.posts) for mix in found.formats.values() if mix.points_off is not None]
    posts = sum(number for _off, number in known)
    return round(sum(off * number for off, number in known) / posts) if posts else None
