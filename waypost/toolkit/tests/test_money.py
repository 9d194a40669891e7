from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.toolkit.money import Money, exponent


@pytest.mark.parametrize(
    ("amount", "currency", "minor", "shown"),
    [
        ("1234.50", "EUR", 123_450, "1,234.50 EUR"),
        ("1234", "JPY", 1234, "1,234 JPY"),
        ("1.234", "KWD", 1234, "1.234 KWD"),
        ("250", "XOF", 250, "250 XOF"),
        ("-0.05", "USD", -5, "-0.05 USD"),
    ],
)
def test_an_amount_is_kept_in_the_smallest_unit_of_its_currency(
    amount: str, currency: str, minor: int, shown: str
) -> None:
    money = Money.of(amount, currency)

    assert money.minor == minor
    assert str(money) == shown


def test_half_a_unit_goes_to_the_even_one() -> None:
    assert [Money.of(amount, "EUR").minor for amount in ("0.005", "0.015", "0.025")] == [0, 2, 2]


@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_what_is_kept_is_what_was_meant(minor: int, currency: str) -> None:
    money = Money(minor, currency)

    assert Money.of(money.major, currency) == money
    assert money.major == Decimal(minor) / 10 ** exponent(currency)
