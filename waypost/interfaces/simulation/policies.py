"""What becomes of the strategy at each review: nothing, what learning proposes, anything, or the best there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Protocol

from waypost.interfaces.simulation.beginning import SYSTEM, Begun
from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.choices import Choice, near
from waypost.interfaces.simulation.oracle import Oracle
from waypost.interfaces.simulation.outlook import Outlook
from waypost.loop.learning.actions import effects, insights
from waypost.loop.strategy.actions import proposals, versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.queries import current_version
from waypost.networks.sandbox.audience import Crowd

STEPS_AT_RANDOM = 3
"""As many changes as proposals may be open at a time."""


class Policy(Protocol):
    """Decides at a review; says how many changes it made."""

    learns: bool
    """Whether readings are looked at, so that they must be taken."""

    def review(self, begun: Begun, on: date) -> int:
        """Change the strategy of the weeks that begin, or leave it."""


class Static:
    """Keeps the strategy of the audience file."""

    learns = False

    def review(self, begun: Begun, on: date) -> int:
        return 0


class Loop:
    """Accepts what learning proposes."""

    learns = True

    def review(self, begun: Begun, on: date) -> int:
        effects.learn(begun.workspace, by=SYSTEM)
        put = insights.propose(begun.workspace, by=SYSTEM)
        for proposal in put:
            proposals.accept(proposal, by=begun.owner)
        return len(put)


@dataclass
class AtRandom:
    """Takes random steps with the same levers."""

    seed: int
    learns = False

    def review(self, begun: Begun, on: date) -> int:
        draw = Random(f"{self.seed}:{on}")  # noqa: S311
        strategy = _strategy(begun)
        choice = Choice.of(strategy)
        for _ in range(STEPS_AT_RANDOM):
            choice = near(choice, draw, size=0.1)
        return _put_in_force(begun, choice, "Steps at random")


@dataclass
class Knowing:
    """Takes the oracle's setting at the beginning, and again when people's taste has changed."""

    brand: Brand
    crowd: Crowd
    seed: int
    learns = False
    _looked: dict[date, Choice] = field(default_factory=dict)

    def review(self, begun: Begun, on: date) -> int:
        epoch = max(
            (change.on for change in self.brand.audience.changes if change.on <= on), default=date.min
        )
        if epoch in self._looked:
            return 0
        oracle = Oracle(Outlook(self.brand, self.crowd), self.brand.strategy)
        self._looked[epoch] = oracle.best(on, self.crowd.memory, self.seed)
        return _put_in_force(begun, self._looked[epoch], "What the oracle knows")


POLICIES = ("loop", "static", "random", "oracle")


def policy_called(name: str, brand: Brand, crowd: Crowd, seed: int) -> Policy:
    """The policy of this name."""
    known: Mapping[str, Policy] = {
        "loop": Loop(),
        "static": Static(),
        "random": AtRandom(seed),
        "oracle": Knowing(brand, crowd, seed),
    }
    return known[name]


def _strategy(begun: Begun) -> Strategy:
    version = current_version(begun.workspace.pk)
    assert version is not None, "the brand began with a strategy"
    return version.strategy


def _put_in_force(begun: Begun, choice: Choice, note: str) -> int:
    before = _strategy(begun)
    after = choice.patch(before).apply(before)
    if after == before:
        return 0
    versions.put_in_force(begun.workspace, strategy=after, note=note, by=begun.owner)
    return 1
