"""The outcome of a chooser without the program: what its strategies' slots bring before chance.

Outcomes know no chance, and the program turns each slot into one post, so this is what a run would print, at once.
"""

from __future__ import annotations

from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.choosers import Chooser
from waypost.interfaces.simulation.outlook import Outlook
from waypost.interfaces.simulation.periods import WEEKS_OF_A_QUARTER, periods
from waypost.networks.sandbox.audience import Crowd
from waypost.networks.sandbox.audience.memory import Memory


def forecast(brand: Brand, chooser: Chooser, weeks: int) -> list[float]:
    """The outcome of each quarter."""
    outlook, memory, strategy = Outlook(brand, Crowd(brand.audience, 0)), Memory(), brand.strategy
    outcomes = [0.0] * -(-weeks // WEEKS_OF_A_QUARTER)
    for period in periods(brand.audience.begins_on, weeks):
        strategy = chooser.choose(strategy, period.first_on, memory).patch(strategy).apply(strategy)
        glances = outlook.glances(strategy, period.first_on, period.weeks)
        outcomes[period.quarter - 1] += sum(outlook.crowd.expected(glances, memory))
    return outcomes
