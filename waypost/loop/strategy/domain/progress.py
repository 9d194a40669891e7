"""How the strategy in force goes, as a later stage tells it to the page of the strategy."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class GoalStanding:
    """How a goal stands, ready to be shown: a word with its tone and shape, a sentence, and a page that says more.

    `reached` is the share of the way (0 to 1, may exceed it), None where nobody knows.
    """

    word: str
    tone: str
    shape: str
    sentence: str
    href: str
    reached: float | None = None


@dataclass(frozen=True)
class Progress:
    """Standings of goals and actual shares of pillars (0 to 1), by key; `href` leads to plan against actual."""

    goals: Mapping[str, GoalStanding] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    points_off: int | None = None
    href: str = ""
