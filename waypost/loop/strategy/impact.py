"""Later stages say here what a new version would touch, and carry out what is decided about each thing."""

from collections.abc import Callable

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Choice, Touched
from waypost.loop.strategy.models import Pillar, StrategyVersion

Source = Callable[[Access, Workspace, Strategy | None, Strategy], list[Touched]]
"""source(access, workspace, before, after): what goes from `before` (None: nothing yet) to `after` touches."""

Carrier = Callable[[StrategyVersion, int, Choice, Pillar | None, Actor], None]
"""carrier(version, id, choice, pillar, by): move the thing to `pillar`, or hold it. It may refuse: the thing stays as it is."""

_sources: list[Source] = []
_carriers: dict[str, Carrier] = {}


def register(source: Source) -> Source:
    """Add a source, at import of a later stage's panels or tasks; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def carries(kind: str) -> Callable[[Carrier], Carrier]:
    """Add who carries out what is decided about things of a kind, at import of a later stage's panels or tasks."""

    def register_carrier(carrier: Carrier) -> Carrier:
        _carriers[kind] = carrier
        return carrier

    return register_carrier


def touched(access: Access, workspace: Workspace, before: Strategy | None, after: Strategy) -> list[Touched]:
    """Ask every source; what touches nothing is left out."""
    found = [item for source in _sources for item in source(access, workspace, before, after)]
    return [item for item in found if item.count]


def carrier_of(kind: str) -> Carrier:
    """Who carries out what is decided about things of this kind."""
    return _carriers[kind]
