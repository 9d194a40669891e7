"""What stands beside a section while it is written: what is missing, and how an invented brand of a trade wrote it."""

from typing import Any

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.domain.sections import Section
from waypost.loop.strategy.domain.templates import CASES, TRADES, Trade, example_of

_REMEMBERED = "strategy_trade"
"""In the session: the trade whose examples this person reads."""


def guide(request: WorkspaceRequest, section: Section, strategy: Strategy) -> dict[str, Any]:
    """What the page of a section shows beside its form."""
    trade = _trade(request)
    return {
        "gaps": gaps(section.name, strategy),
        "trades": TRADES,
        "trade": trade,
        "case": CASES[trade.key] if trade else None,
        "example": example_of(trade.key) if trade else None,
    }


def _trade(request: WorkspaceRequest) -> Trade | None:
    """The trade that was chosen now or earlier; an empty choice takes the examples away."""
    known = {trade.key: trade for trade in TRADES}
    chosen = request.GET.get("trade")
    remembered = request.session.get(_REMEMBERED)
    if chosen is not None and chosen != remembered and (chosen in known or chosen == ""):
        request.session[_REMEMBERED] = remembered = chosen
    return known.get(str(remembered))
