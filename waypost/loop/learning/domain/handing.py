"""What learning hands down to the planner: only what the posts can carry, by the hour of the wall clock."""

from waypost.loop.analytics.domain.times import DAYPARTS
from waypost.loop.learning.domain.found import Findings
from waypost.loop.planning.domain.planner import Expected


def expected_of(findings: Findings) -> Expected:
    """What is expected of each level that is spoken of; of all others nothing."""
    said: dict[str, dict[str, float]] = {}
    for effect in findings.effects:
        if effect.is_said:
            said.setdefault(effect.factor, {})[effect.level] = effect.value
    return Expected(
        pillars=said.get("pillar", {}),
        formats=said.get("format", {}),
        channels=said.get("channel", {}),
        weekdays=said.get("weekday", {}),
        hours={
            f"{kind}-{hour}": value
            for level, value in said.get("hour", {}).items()
            for kind, part in [level.split("-", 1)]
            for hour in range(DAYPARTS[part][1], DAYPARTS[part][2])
        },
    )
