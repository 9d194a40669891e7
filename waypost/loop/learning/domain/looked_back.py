"""What a review sees: how goals stand, what moved, how far practice was from the plan. Plain words, to be kept as they stood."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class GoalSeen:
    """A goal: its state in a word with tone and shape, and a sentence; `page` lies beneath the brand's address."""

    label: str
    state: str
    tone: str
    shape: str
    figure: str
    sentence: str
    page: str


@dataclass(frozen=True)
class Moved:
    """A metric in the days of the review and in as many before; "–" where nothing is known."""

    label: str
    now: str
    before: str
    change: str
    page: str


@dataclass(frozen=True)
class PlanSeen:
    """One thing about plan against actual."""

    label: str
    value: str
    note: str
    page: str


@dataclass(frozen=True)
class Seen:
    """Everything that a review sees besides proposals."""

    posts: int = 0
    goals: tuple[GoalSeen, ...] = ()
    moved: tuple[Moved, ...] = ()
    plan: tuple[PlanSeen, ...] = ()


def as_record(seen: Seen) -> dict[str, Any]:
    """What was seen, as it is written down."""
    return asdict(seen)


def seen_from(record: Mapping[str, Any]) -> Seen:
    """Read what was written down."""
    return Seen(
        posts=record["posts"],
        goals=tuple(GoalSeen(**goal) for goal in record["goals"]),
        moved=tuple(Moved(**each) for each in record["moved"]),
        plan=tuple(PlanSeen(**each) for each in record["plan"]),
    )
