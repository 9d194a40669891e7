"""What a creator asks for, made comparable."""

from dataclasses import dataclass

from waypost.toolkit.money import Money


@dataclass(frozen=True)
class Price:
    """What is asked, and what that is for a thousand followers and for one reaction; None where nobody counted."""

    asks: Money
    per_thousand: Money | None
    per_reaction: Money | None


def price_of(asks: Money | None, followers: int | None, interactions: int | None) -> Price | None:
    """The price in its parts; None where nothing is known of it. A price of nothing stays nothing."""
    if asks is None:
        return None
    return Price(asks, _by(asks, followers, 1000), _by(asks, interactions, 1))


def _by(asks: Money, number: int | None, each: int) -> Money | None:
    return Money(round(asks.minor * each / number), asks.currency) if number else None
