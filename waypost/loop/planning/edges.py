"""What the colour at the edge of a slip says: its pillar, how far it is, its campaign, or its funnel stage."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from waypost.loop.planning.domain.calendar import PHASES, CalendarItem, Colour
from waypost.loop.strategy.domain.document import Strategy

HUES = 8


class Edge(NamedTuple):
    """A colour: a hue, 1 to 8, or a look that has a meaning of its own; without either it says nothing."""

    hue: int | None = None
    look: str = ""


class Entry(NamedTuple):
    """A line of the legend."""

    words: str
    edge: Edge


Edging = Callable[[CalendarItem], Edge]
PHASE_EDGES = {phase: Edge(look=f"phase-{phase}") for phase in PHASES}


class Stage(NamedTuple):
    """A funnel stage with its colour: its place in the way."""

    key: str
    label: str
    hue: int


def stages_of(strategy: Strategy | None) -> list[Stage]:
    """The funnel stages in order, each with its hue."""
    stages = strategy.funnel_stages if strategy is not None else ()
    return [Stage(stage.key, stage.label, number % HUES + 1) for number, stage in enumerate(stages)]


def edging(colour: Colour, stages: Sequence[Stage]) -> Edging:
    """What gives each item its edge."""
    if colour == "state":
        return lambda item: PHASE_EDGES[item.phase]
    elif colour == "campaign":
        return lambda item: Edge(item.campaign.hue if item.campaign is not None else None)
    elif colour == "stage":
        edges = {stage.key: Edge(stage.hue) for stage in stages}
        return lambda item: edges.get(item.stage or "", Edge())
    else:
        return lambda item: Edge(item.hue)


def legend(colour: Colour, stages: Sequence[Stage]) -> list[Entry]:
    """What the colours mean, where nothing else on the page says it: pillars and campaigns are named with theirs."""
    if colour == "state":
        return [Entry(words, PHASE_EDGES[phase]) for phase, words in PHASES.items()]
    elif colour == "stage":
        return [Entry(stage.label, Edge(stage.hue)) for stage in stages]
    else:
        return []
