"""What the triggers of the plan count, beside what they wait for."""

from dataclasses import dataclass

from waypost.loop.engagement.domain.counting import Reading, readings
from waypost.loop.engagement.queries.counting import counter_of
from waypost.loop.strategy.domain.document import CrisisPlan
from waypost.toolkit import clock


@dataclass(frozen=True)
class Counted:
    """A measured trigger of a level, with what was counted for it just now."""

    level: str
    reading: Reading


def counted_by(plan: CrisisPlan, workspace_id: int, drill: int | None = None) -> list[Counted]:
    """Each trigger with its count; with a drill, as if that were real."""
    counter = counter_of(workspace_id, clock.now(), plan.levels, drill)
    return [
        Counted(level.label, reading)
        for level in plan.levels
        if level.measured
        for reading in readings(level, counter)
    ]
