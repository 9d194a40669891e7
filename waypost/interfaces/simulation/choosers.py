"""Who settles the levers without having learned anything: nobody, chance, or who knows the truth."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Protocol

from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.choices import Choice, near
from waypost.interfaces.simulation.oracle import Oracle
from waypost.interfaces.simulation.outlook import Outlook
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.sandbox.audience import Crowd
from waypost.networks.sandbox.audience.memory import Memory

STEPS_AT_RANDOM = 3
"""As many changes as proposals may be open at a time."""


class Chooser(Protocol):
    """Settles the levers at a review. `memory` is what people remember on that day."""

    def choose(self, strategy: Strategy, on: date, memory: Memory) -> Choice:
        """The setting of the weeks that begin."""


class Nobody:
    """Leaves everything as it is."""

    def choose(self, strategy: Strategy, on: date, memory: Memory) -> Choice:
        return Choice.of(strategy)


@dataclass
class Chance:
    """Takes steps at random, with the same levers."""

    seed: int

    def choose(self, strategy: Strategy, on: date, memory: Memory) -> Choice:
        draw = Random(f"{self.seed}:{on}")  # noqa: S311
        choice = Choice.of(strategy)
        for _ in range(STEPS_AT_RANDOM):
            choice = near(choice, draw, size=0.1)
        return choice


@dataclass
class Knowledge:
    """Takes the oracle's setting at the beginning, and again when people's taste has changed."""

    brand: Brand
    seed: int
    _taken: dict[date, Choice] = field(default_factory=dict)

    def choose(self, strategy: Strategy, on: date, memory: Memory) -> Choice:
        changes = [change.on for change in self.brand.audience.changes if change.on <= on]
        epoch = max(changes, default=date.min)
        if epoch not in self._taken:
            outlook = Outlook(self.brand, Crowd(self.brand.audience, self.seed))
            self._taken[epoch] = Oracle(outlook, self.brand.strategy).best(on, memory, self.seed)
        return self._taken[epoch]
