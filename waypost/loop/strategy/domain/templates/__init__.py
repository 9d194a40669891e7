"""Holds what is usual in a trade: its pillars, its customer, three words of voice, its hours.

Hands on a whole first strategy from five answers. Never asks anything and never stores anything.
"""

from waypost.loop.strategy.domain.templates.answers import BrandAnswers, Place
from waypost.loop.strategy.domain.templates.beginning import TRADES, begin, prompts, trade_called
from waypost.loop.strategy.domain.templates.cases import CASES, Case
from waypost.loop.strategy.domain.templates.example import example_of
from waypost.loop.strategy.domain.templates.trade import Trade

__all__ = [
    "CASES",
    "TRADES",
    "BrandAnswers",
    "Case",
    "Place",
    "Trade",
    "begin",
    "example_of",
    "prompts",
    "trade_called",
]
