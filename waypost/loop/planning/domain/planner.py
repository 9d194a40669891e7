"""What the planner is asked, and what it answers: plain values that travel to a child process and back.

The planner itself is in `heavy/`. All times are the wall clock's.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from waypost.loop.planning.domain.capacity import Capacity, Need
from waypost.loop.planning.domain.layout import Plan, PlannedSlot
from waypost.loop.planning.domain.rhythm import Week, weeks_of

A_POST = 100
"""What a typical post is worth, in points."""
WEAKEST, STRONGEST = -0.5, 1.0
"""An expectation beyond these counts as much: nobody hands a calendar over to one good week."""


@dataclass(frozen=True)
class Expected:
    """What learning expects of a choice, in parts of one more or less than a typical post; unknown is nothing.

    `weekdays` are "0" (Monday) to "6", `hours` "week-9" or "weekend-20".
    """

    pillars: Mapping[str, float] = field(default_factory=dict)
    formats: Mapping[str, float] = field(default_factory=dict)
    channels: Mapping[str, float] = field(default_factory=dict)
    weekdays: Mapping[str, float] = field(default_factory=dict)
    hours: Mapping[str, float] = field(default_factory=dict)

    def of_time(self, local: datetime) -> float:
        """What a time on the wall is worth beside another."""
        kind = "weekend" if local.weekday() >= 5 else "week"
        day = self.weekdays.get(str(local.weekday()), 0.0)
        return _bounded((1 + day) * (1 + self.hours.get(f"{kind}-{local.hour}", 0.0)) - 1)

    def of_choice(self, channel: str, pillar: str, format_: str) -> float:
        """What a pillar in a format is worth on a channel."""
        whole = 1.0
        for known, key in ((self.channels, channel), (self.pillars, pillar), (self.formats, format_)):
            whole *= 1 + known.get(key, 0.0)
        return _bounded(whole - 1)

    @property
    def is_known(self) -> bool:
        return any((self.pillars, self.formats, self.channels, self.weekdays, self.hours))


@dataclass(frozen=True)
class CampaignNeed:
    """A campaign's days (both included), how many slots it wants of this period, and the pillars that serve its goal
    (none: any)."""

    key: str
    name: str
    first_on: date
    last_on: date
    wants: int
    pillars: frozenset[str] = frozenset()
    goal: str | None = None

    def holds(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on

    def is_served_by(self, pillar: str | None) -> bool:
        return pillar is not None and (not self.pillars or pillar in self.pillars)


@dataclass(frozen=True)
class StageWish:
    """A stage of the funnel: its share of the posts if it has one, and its channels (none: any)."""

    key: str
    share: float | None = None
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """Everything a plan follows from.

    `kept` slots stand already: a person decided, a post took them, or they are past. `emptied` places stay empty.
    `before` are the slots that stand now and that nobody decided about; with `gently` as many of them as possible stay.
    `hours` are (day of the week, hour) in which a persona is around.
    """

    plan: Plan
    first_on: date
    last_on: date
    days_off: tuple[date, ...] = ()
    kept: tuple[PlannedSlot, ...] = ()
    emptied: tuple[tuple[datetime, str], ...] = ()
    before: tuple[PlannedSlot, ...] = ()
    not_before: datetime | None = None
    capacity: Capacity = field(default_factory=Capacity)
    campaigns: tuple[CampaignNeed, ...] = ()
    stages: tuple[StageWish, ...] = ()
    hours: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    expected: Expected = field(default_factory=Expected)
    gently: bool = False
    seed: int = 1

    @property
    def weeks(self) -> list[Week]:
        """The days of the period, cut at Mondays."""
        return weeks_of(self.first_on, self.last_on, frozenset(self.days_off))

    def is_around(self, persona: str, local: datetime) -> bool:
        """Whether a persona is usually around then."""
        return (local.weekday(), local.hour) in self.hours.get(persona, frozenset())


@dataclass(frozen=True)
class Answer:
    """The slots of a plan in order of time, and how good it is.

    `worth` is what the plan is worth by what it weighs, `bound` what no plan can exceed. `left_out` are places of the
    rhythm that nobody has the hours for. `seconds` were spent in solving.
    """

    slots: tuple[PlannedSlot, ...]
    worth: int
    bound: int
    left_out: tuple[tuple[datetime, str], ...] = ()
    seconds: float = 0.0

    @property
    def gap(self) -> float:
        """How far the plan may be from the best one at most, as a part of one.

        Held against the plan's worth, or that of a typical post in every place where that is more: what a plan pays for
        what it cannot have may bring its worth to nothing, and a part of nothing says nothing.
        """
        places = len(self.slots) + len(self.left_out)
        return max(0.0, (self.bound - self.worth) / max(abs(self.bound), abs(self.worth), A_POST * places, 1))


def needs_of(slots: Collection[PlannedSlot]) -> list[Need]:
    """The posts that somebody has to make for these slots."""
    return [Need(slot.local.date(), slot.channel, slot.format) for slot in slots]


def record_of(part: Question | Answer | Expected) -> dict[str, Any]:
    """Give a part as plain JSON values."""
    shape: type = type(part)
    found = _adapter(shape).dump_python(part, mode="json")
    assert isinstance(found, dict)
    return found


def question_from(record: Mapping[str, Any]) -> Question:
    """Read a question from plain JSON values."""
    found = _adapter(Question).validate_python(record)
    assert isinstance(found, Question)
    return found


def answer_from(record: Mapping[str, Any]) -> Answer:
    """Read an answer from plain JSON values."""
    found = _adapter(Answer).validate_python(record)
    assert isinstance(found, Answer)
    return found


def expected_from(record: Mapping[str, Any]) -> Expected:
    """Read expectations from plain JSON values."""
    found = _adapter(Expected).validate_python(record)
    assert isinstance(found, Expected)
    return found


def _bounded(value: float) -> float:
    return min(max(value, WEAKEST), STRONGEST)


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
