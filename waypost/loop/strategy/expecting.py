"""A later stage says here which counts of posts a change of the strategy can be expected to move; it tells later what came."""

from collections.abc import Callable, Sequence

from waypost.loop.strategy.domain.document import Strategy

Measures = Callable[[Strategy], Sequence[tuple[str, str]]]
"""measures(strategy): key and words (“clicks per post”) of each, the one that the goals ask for first."""

_sources: list[Measures] = []


def measures_by(source: Measures) -> Measures:
    """Add a source, at import of a later stage's panels; also as a decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def measures(strategy: Strategy) -> list[tuple[str, str]]:
    """What can be expected of a change of this strategy, so that it can be looked at later."""
    return [found for source in _sources for found in source(strategy)]
