import pytest

from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.loop.strategy.domain.templates import TRADES, example_of
from waypost.loop.strategy.tests.documents import pillar, small, tern_and_tide

NAMES = [section.name for section in SECTIONS]


@pytest.mark.parametrize("section", NAMES)
def test_every_section_of_nothing_says_what_to_begin_with(section: str) -> None:
    found = gaps(section, strategy_from(small()))

    assert found
    assert all(gap.what.endswith(".") and gap.why.endswith(".") for gap in found)


def test_a_gap_names_all_that_lack_the_same() -> None:
    goals = [
        {
            "key": "a",
            "label": "Orders",
            "metric": "Orders",
            "target": 60,
            "deadline": "2027-06-30",
            "owner": "Inês",
        },
        {"key": "b", "label": "Readers", "owner": "Rui"},
        {"key": "c", "label": "Seats", "owner": "Rui"},
    ]
    strategy = strategy_from(small(goals=goals, pillars=[pillar("x", goals=["a", "b"])]))

    assert [gap.what for gap in gaps("goals", strategy)] == [
        "What the business wants.",
        "A measure, a number and a day for “Readers”, “Seats”.",
        "A pillar that serves “Seats”.",
    ]


def test_what_is_written_is_no_gap() -> None:
    assert [gap.what for gap in gaps("voice", tern_and_tide())] == [
        "A sentence before and after for “Generous”."
    ]
    assert gaps("creators", tern_and_tide()) == ()
    assert gaps("purpose", tern_and_tide()) == ()


@pytest.mark.parametrize("trade", [trade.key for trade in TRADES])
def test_the_example_of_every_trade_may_be_accepted_and_has_something_in_every_section(trade: str) -> None:
    strategy = example_of(trade)

    for section in SECTIONS:
        assert any(getattr(strategy, field) for field in section.fields), section.name
        assert len(gaps(section.name, strategy)) <= 3, section.name


def test_each_trade_has_a_brand_of_its_own() -> None:
    assert len({example_of(trade.key).brand for trade in TRADES}) == len(TRADES)
