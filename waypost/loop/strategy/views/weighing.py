"""What a proposal's page says: its evidence as a plot, what it changes and touches, in words."""

from dataclasses import dataclass

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.strategy import impact, queries
from waypost.loop.strategy.domain.difference import Difference, difference
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Evidence
from waypost.loop.strategy.domain.proposals import still_applies
from waypost.loop.strategy.domain.weighing import counted_on, expected, how_sure, odds, span
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.wishes import Group, groups_of, is_asked, moves_to
from waypost.toolkit.wording import listed
from waypost.ui.dots import Dot, DotPlot


@dataclass(frozen=True)
class Words:
    """A proposal's figures in words; empty where nobody said."""

    expected: str = ""
    span: str = ""
    sure: str = ""
    posts: str = ""
    adjusted: str = ""
    odds: str = ""


@dataclass(frozen=True)
class Change:
    """What a proposal would change and touch as the strategy is now, and whether it still can."""

    is_possible: bool
    difference: Difference | None = None
    touched: tuple[Group, ...] = ()
    moves: str = ""

    @property
    def asks(self) -> bool:
        return is_asked(self.touched)


def words_of(proposal: Proposal) -> Words:
    """Say a proposal's figures."""
    evidence, expectation = proposal.stands_on, proposal.expectation
    return Words(
        expected=expected(expectation) if expectation else "",
        span=span(expectation.gain) if expectation and expectation.is_an_interval else "",
        sure=how_sure(evidence.sureness) if evidence.sureness is not None else "",
        posts=counted_on(evidence),
        adjusted=listed(evidence.adjusted_for),
        odds=odds(evidence.level),
    )


def plot_of(request: WorkspaceRequest, evidence: Evidence) -> DotPlot | None:
    """Draw the evidence, the largest effect first; None where there are no points."""
    if not evidence.points:
        return None
    dots = [
        Dot(
            point.label,
            point.effect.value,
            point.effect.low,
            point.effect.high,
            point.posts,
            hue=point.hue or 0,
            href=page_of(request, point.page),
            is_quiet=not point.is_moved,
        )
        for point in sorted(evidence.points, key=lambda point: -point.effect.value)
    ]
    return DotPlot(evidence.measure, dots, head="Kind of post", level=evidence.level)


def page_of(request: WorkspaceRequest, page: str) -> str:
    """The address of a page beneath the brand's."""
    return f"/{request.workspace.slug}/{page}" if page else ""


def change_of(request: WorkspaceRequest, proposal: Proposal) -> Change:
    """What accepting the proposal would change and touch now; of a decided one, what it changed then."""
    if proposal.is_suggestion:
        return Change(is_possible=True)
    if not proposal.is_undecided:
        return Change(False, _what_it_changed(request, proposal))
    current = queries.current_version(request.workspace.pk)
    if current is None or not still_applies(proposal.change, proposal.change_back, current.strategy):
        return Change(False)
    before, after = current.strategy, proposal.change.apply(current.strategy)
    touched = impact.touched(request.access, request.workspace, before, after)
    return Change(
        True, difference(before, after), tuple(groups_of(request, touched)), moves_to(after.pillars)
    )


def _what_it_changed(request: WorkspaceRequest, proposal: Proposal) -> Difference | None:
    number = proposal.made_version or proposal.based_on
    after = _strategy(request, number)
    if after is None:
        return None
    if proposal.made_version:
        return difference(proposal.change_back.apply(after), after)
    return difference(after, proposal.change.apply(after))


def _strategy(request: WorkspaceRequest, number: int) -> Strategy | None:
    version = queries.versions(request.access).filter(number=number).first()
    return version.strategy if version else None
