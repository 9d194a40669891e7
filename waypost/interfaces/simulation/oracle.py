"""The oracle: knows the truth, has the same actions and the same capacity, and takes the best setting it can find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from waypost.interfaces.simulation.choices import Choice, anywhere, near, steps
from waypost.interfaces.simulation.outlook import Outlook
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.sandbox.audience.memory import Memory

CANDIDATES = 240
STARTS = 3
"""From so many of the best candidates it climbs on."""
STRIDES = 40
ROUNDS = 4
SIZES = (0.1, 0.05)


@dataclass
class Oracle:
    """Searches by what a period would bring before chance, given what people remember when it begins."""

    outlook: Outlook
    strategy: Strategy

    def best(self, first_on: date, memory: Memory, seed: int) -> Choice:
        """The best of many candidates, the strategy's own setting among them, the best of them improved step by step."""
        draw = Random(seed)  # noqa: S311
        own = Choice.of(self.strategy)
        looked = _Looked(self, first_on, memory)
        candidates = [own, *(anywhere(own, draw) for _ in range(CANDIDATES - 1))]
        candidates.sort(key=looked.worth, reverse=True)
        climbed = [_strides(candidate, looked, draw) for candidate in candidates[:STARTS]]
        return _climb(max(climbed, key=looked.worth), looked)


class _Looked:
    """What settings are worth, each looked at once."""

    def __init__(self, oracle: Oracle, first_on: date, memory: Memory) -> None:
        self._oracle = oracle
        self._first_on, self._memory = first_on, memory
        self._known: dict[str, float] = {}

    def worth(self, choice: Choice) -> float:
        name = repr(choice)
        if name not in self._known:
            strategy = choice.patch(self._oracle.strategy).apply(self._oracle.strategy)
            self._known[name] = self._oracle.outlook.worth(strategy, self._first_on, self._memory)
        return self._known[name]


def _strides(choice: Choice, looked: _Looked, draw: Random) -> Choice:
    """Take random steps, first wide ones, and keep those that are better."""
    for number in range(STRIDES):
        other = near(choice, draw, size=0.15 if number < STRIDES // 2 else 0.05)
        choice = max(choice, other, key=looked.worth)
    return choice


def _climb(choice: Choice, looked: _Looked) -> Choice:
    """Try every step, keep each that is better, and begin anew until none is."""
    for size in SIZES:
        for _round in range(ROUNDS):
            before = choice
            for step in steps(choice, size):
                other = step(choice)
                if other is not None and looked.worth(other) > looked.worth(choice):
                    choice = other
            if choice is before:
                break
    return choice
