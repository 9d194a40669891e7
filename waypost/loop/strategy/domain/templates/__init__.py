"""Holds what is usual in a trade: its pillars, its customer, three words of voice, its hours.

Hands on a whole first strategy from five answers. Never asks anything and never stores anything.
"""

from waypost.loop.strategy.domain.templates.answers import BrandAnswers, Place
from waypost.loop.strategy.domain.templates.beginning import TRADES, begin, prompts, trade_called
from waypost.loop.strategy.domain.templates.trade import Trade

__all__ = ["TRADES", "BrandAnswers", "Place", "Trade", "begin", "prompts", "trade_called"]
