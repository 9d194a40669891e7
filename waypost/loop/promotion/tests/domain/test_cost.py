from waypost.loop.promotion.domain.cost import price_of
from waypost.loop.promotion.domain.tiers import tier_of
from waypost.toolkit.money import Money


def test_a_price_is_said_for_a_thousand_followers_and_for_a_reaction():
    price = price_of(Money(24_000, "EUR"), 12_000, 400)

    assert price is not None
    assert price.per_thousand == Money(2_000, "EUR")
    assert price.per_reaction == Money(60, "EUR")


def test_what_nobody_counted_is_not_divided_by():
    price = price_of(Money(24_000, "EUR"), None, 0)

    assert price is not None
    assert price.per_thousand is price.per_reaction is None


def test_nothing_known_is_no_price_and_nothing_asked_is_one():
    assert price_of(None, 10, 10) is None
    free = price_of(Money(0, "EUR"), 1000, 10)
    assert free is not None
    assert free.per_reaction == Money(0, "EUR")


def test_a_tier_begins_with_its_first_follower():
    assert [tier_of(number).label for number in (0, 999, 1_000, 9_999, 10_000, 2_000_000)] == [
        "Below nano",
        "Below nano",
        "Nano",
        "Nano",
        "Micro",
        "Mega",
    ]
