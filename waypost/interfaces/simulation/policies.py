"""What becomes of the strategy at each review: nothing, what learning proposes, anything, or the best there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from waypost.interfaces.simulation.beginning import SYSTEM, Begun
from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.choosers import Chance, Chooser, Knowledge, Nobody
from waypost.loop.learning.actions import effects, insights
from waypost.loop.strategy.actions import proposals, versions
from waypost.loop.strategy.queries import current_version
from waypost.networks.sandbox.audience import Crowd


class Policy(Protocol):
    """Decides at a review; says how many proposals (or other changes) it put in force."""

    def review(self, begun: Begun, on: date) -> int:
        """Change the strategy of the weeks that begin, or leave it."""


class Loop:
    """Accepts what learning proposes."""

    def review(self, begun: Begun, on: date) -> int:
        effects.learn(begun.workspace, by=SYSTEM)
        put = insights.propose(begun.workspace, by=SYSTEM)
        for proposal in put:
            proposals.accept(proposal, by=begun.owner)
        return len(put)


@dataclass
class Chosen:
    """Puts in force what a chooser settles."""

    chooser: Chooser
    crowd: Crowd

    def review(self, begun: Begun, on: date) -> int:
        version = current_version(begun.workspace.pk)
        assert version is not None, "the brand began with a strategy"
        before = version.strategy
        after = self.chooser.choose(before, on, self.crowd.memory).patch(before).apply(before)
        if after == before:
            return 0
        versions.put_in_force(begun.workspace, strategy=after, by=begun.owner)
        return 1


def policy_called(name: str, brand: Brand, crowd: Crowd, seed: int) -> Policy:
    """The policy of this name: loop, static, random or oracle."""
    if name == "loop":
        return Loop()
    choosers: dict[str, Chooser] = {
        "static": Nobody(),
        "random": Chance(seed),
        "oracle": Knowledge(brand, seed),
    }
    return Chosen(choosers[name], crowd)
