"""What a calendar shows: items from every stage that has something with a time, in a period, chosen by filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from waypost.toolkit import clock
from waypost.toolkit.wording import _, opening

Shape = Literal["dot", "ring", "check", "half", "cross", "question", "hold"]
View = Literal["month", "week", "day", "list", "channels"]
Colour = Literal["pillar", "state", "campaign", "stage"]
Phase = Literal["open", "making", "review", "ready", "out", "person"]
"""How far something is on its way; every stage's own states are one of these."""

PHASES: dict[Phase, str] = {
    "open": _("Without a post"),
    "making": _("Being made"),
    "review": _("In review"),
    "ready": _("Ready to go"),
    "out": _("Sent or over"),
    "person": _("Needs a person"),
}
WEEKS_OF_A_LIST = 4
LONGEST_TITLE = 79


class ChannelMark(NamedTuple):
    """Where something goes: enough to draw its mark and to read its name aloud."""

    id: int
    name: str
    network: str


class Flag(NamedTuple):
    """The campaign that something belongs to: its name, and its colour, 1 to 8."""

    name: str
    hue: int


def flag(name: str | None, hue: int | None) -> Flag | None:
    """The flag of a campaign, where there is one."""
    return Flag(name, hue) if name is not None and hue is not None else None


class CalendarItem(NamedTuple):
    """One thing with a time, as its owner's stage tells it. (A tuple: a month makes many hundreds.)

    `at` is the moment (aware, UTC); `local` the wall clock of the workspace, naive. `words` are what is said, as far as
    it was read; a slip shows its `title`. `hue` is the pillar's, 1 to 8.
    `state` is the word on screen, `shape` says it without words. `move_url` takes a POST with `local_on` and
    `local_time`; None when it cannot be moved. `is_open` marks a place that still waits for a post. `replaces` names,
    by kind and id, an earlier stage's item that is not shown because this one says it better. `phase` is its state in
    the calendar's own words, `stage` the key of the funnel stage that it is for.
    """

    kind: str
    id: int
    at: datetime
    local: datetime
    words: str
    href: str
    state: str
    shape: Shape
    hue: int | None = None
    pillar: str = ""
    channels: tuple[ChannelMark, ...] = ()
    move_url: str | None = None
    is_open: bool = False
    replaces: tuple[str, int] | None = None
    campaign: Flag | None = None
    phase: Phase = "making"
    stage: str | None = None

    @property
    def title(self) -> str:
        """The beginning of the first line."""
        return opening(self.words, LONGEST_TITLE) or _("A post without words")


@dataclass(frozen=True)
class Period:
    """Days of a workspace's wall clock, both ends included."""

    first_on: date
    last_on: date

    @property
    def days(self) -> list[date]:
        return [
            self.first_on + timedelta(days=number)
            for number in range((self.last_on - self.first_on).days + 1)
        ]

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """The moments at which the period starts and ends (the end not included), in UTC."""
        start, end = (datetime.combine(day, time.min) for day in (self.first_on, self.last_on + _DAY))
        return clock.to_utc(start, zone), clock.to_utc(end, zone)

    def steady_offset(self, zone: str) -> timedelta | None:
        """How far the wall is ahead of UTC, where that is the same all through the period; None where clocks change."""
        return _steady_offset(self, zone)


@lru_cache(maxsize=500)
def _steady_offset(period: Period, zone: str) -> timedelta | None:
    midnights = [datetime.combine(day, time.min) for day in (*period.days, period.last_on + _DAY)]
    offsets = {clock.offset(midnight, zone) for midnight in midnights}
    return offsets.pop() if len(offsets) == 1 else None


@dataclass(frozen=True)
class Filters:
    """What a person wants to see of a period; empty means everything. What a strategy names goes by its key."""

    channel_id: int | None = None
    pillar_id: int | None = None
    campaign_id: int | None = None
    persona: str | None = None
    goal: str | None = None
    stage: str | None = None
    phase: Phase | None = None

    @property
    def places(self) -> dict[str, int | str | None]:
        """What a source asks its database for, by the names of PLACES; the phase is no question of one."""
        return {
            "channel": self.channel_id,
            "pillar": self.pillar_id,
            "campaign": self.campaign_id,
            "persona": self.persona,
            "goal": self.goal,
            "stage": self.stage,
        }

    @property
    def is_part(self) -> bool:
        """Whether something other than a channel is chosen: then what is shown has no mix and no rhythm of its own."""
        return self != Filters(channel_id=self.channel_id)

    @property
    def is_any(self) -> bool:
        return self != Filters()


PLACES: dict[str, type[int] | type[str]] = {
    "channel": int,
    "pillar": int,
    "campaign": int,
    "persona": str,
    "goal": str,
    "stage": str,
}


def aimed(places: Mapping[str, object], before: str = "") -> dict[str, object]:
    """What a row has to be aimed at, as lookups; `before` leads to the row that is aimed. The channel is no aim."""
    return {
        f"{before}{_AIMS[name]}": value
        for name, value in places.items()
        if value is not None and name in _AIMS
    }


_AIMS = {
    "pillar": "pillar_id",
    "campaign": "campaign_id",
    "persona": "persona__key",
    "goal": "goal__key",
    "stage": "funnel_stage__key",
}


def period_of(view: View, anchor: date) -> Period:
    """The days that a view around `anchor` shows: whole weeks, Monday first; of a day view, the day."""
    monday = clock.start_of_week(anchor)
    if view == "day":
        return Period(anchor, anchor)
    elif view == "month":
        first = anchor.replace(day=1)
        last = month_after(first) - _DAY
        return Period(clock.start_of_week(first), clock.start_of_week(last) + 6 * _DAY)
    else:
        weeks = WEEKS_OF_A_LIST if view == "list" else 1
        return Period(monday, monday + timedelta(days=7 * weeks - 1))


def month_after(day: date, months: int = 1) -> date:
    """The first day of the month that is `months` after (or before, when negative) the month of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


_DAY = timedelta(days=1)
