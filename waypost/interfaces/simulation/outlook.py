"""What a strategy would bring, before chance: its slots as planning lays them, written and shown to the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from waypost.interfaces.simulation.brand import Brand
from waypost.interfaces.simulation.writer import write
from waypost.loop.planning.domain.layout import lay_out
from waypost.loop.planning.domain.plan import plan_of
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.sandbox.audience import Crowd, Glance
from waypost.networks.sandbox.audience.memory import Memory
from waypost.toolkit import clock

USED_WEEKS = 1
WEEKS = 4
"""So many weeks tell what a setting brings, after those in which people get used to it."""


@dataclass
class Outlook:
    """Looks ahead. `memory` is what people remember when the period begins."""

    brand: Brand
    crowd: Crowd

    def worth(self, strategy: Strategy, first_on: date, memory: Memory) -> float:
        """What the posts of some weeks bring under a strategy, before chance, once people are used to it."""
        glances = self.glances(strategy, first_on, USED_WEEKS + WEEKS)
        worths = self.crowd.expected(glances, memory.copy())
        used_at = clock.to_utc(
            datetime.combine(first_on + timedelta(weeks=USED_WEEKS), time()), self.brand.zone
        )
        return sum(worth for glance, worth in zip(glances, worths, strict=True) if glance.at >= used_at)

    def glances(self, strategy: Strategy, first_on: date, weeks: int) -> list[Glance]:
        """What people would see."""
        keys = [channel.key for channel in self.brand.audience.channels]
        plan = plan_of(strategy, keys, self.brand.zone)
        writer = self.brand.audience.writer
        found = []
        for slot in lay_out(plan, first_on, first_on + timedelta(days=7 * weeks - 1)):
            written = write(writer, pillar=slot.pillar, format_=slot.format, local=slot.local)
            found.append(
                self.crowd.glance(slot.channel, slot.at(self.brand.zone), written.text, written.pictures)
            )
        return found
