from typing import Any

import pytest

from waypost.loop.strategy.domain.guidance import gaps
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.sections import SECTIONS
from waypost.loop.strategy.domain.templates import TRADES, example_of
from waypost.loop.strategy.tests.documents import pillar, small, tern_and_tide

Record = dict[str, Any]
GOAL: Record = {"key": "a", "label": "Orders", "metric": "Orders", "target": 60, "deadline": "2027-06-30"}
OWNER: Record = {"key": "owner", "label": "Owner", "reach": "The night phone"}
HELP: Record = {"key": "help", "label": "Help", "reach": "The shop phone", "backup": "owner"}
LEVEL: Record = {
    "key": "issue",
    "label": "Issue",
    "triggers": ["A reporter calls"],
    "decides": "owner",
    "first_word_minutes": 60,
}
LINE: Record = {"key": "signs", "label": "Signs", "level": "issue", "contact": "owner", "answer_minutes": 30}
WORDS: Record = {
    "key": "down",
    "label": "Down",
    "text": "It is down.",
    "owner": "Owner",
    "expires_on": "2027-12-31",
}

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
            "baseline": 31,
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


@pytest.mark.parametrize(
    ("section", "written", "asked"),
    [
        ("goals", {"goals": [GOAL]}, "Where “Orders” stands today."),
        ("voice", {"voice": {"traits": [{"key": "a", "label": "Plain", "do": ["Say it"]}]}}, "What “Plain” means we do, and do not do."),
        ("competitors", {"competitors": [{"key": "a", "label": "Gull"}]}, "The accounts of “Gull”."),
        ("creators", {"creator_criteria": {"red_flags": ["Bought"]}}, "What is always agreed on, such as marking adverts."),
        ("boundaries", {"boundaries": {"topics": [{"key": "a", "label": "Prices", "stance": "care"}]}}, "How we talk about “Prices”."),
    ],
)  # fmt: skip
def test_a_section_that_was_begun_asks_for_what_makes_it_work(
    section: str, written: Record, asked: str
) -> None:
    assert asked in [gap.what for gap in gaps(section, strategy_from(small(**written), whole=False))]


@pytest.mark.parametrize(
    ("part", "items", "asked"),
    [
        ("levels", [{**LEVEL, "triggers": []}], "What begins “Issue”."),
        ("levels", [{**LEVEL, "decides": None}], "Who decides at “Issue”."),
        ("levels", [{**LEVEL, "first_word_minutes": None}], "How soon the first word of “Issue” is due."),
        ("contacts", [{**OWNER, "reach": ""}], "How to reach “Owner”."),
        ("contacts", [OWNER, {**HELP, "backup": None}], "Who stands in for “Owner”, “Help”."),
        ("escalation", [], "Who does what at which level, and how soon."),
        ("escalation", [{**LINE, "contact": None}], "Who does “Signs”, and how soon they answer."),
        ("escalation", [{**LINE, "answer_minutes": None}], "Who does “Signs”, and how soon they answer."),
        ("holding_statements", [], "The first words."),
        ("holding_statements", [{**WORDS, "owner": ""}], "Who keeps the words for “Down” true, and until when."),
        ("holding_statements", [{**WORDS, "expires_on": None}], "Who keeps the words for “Down” true, and until when."),
    ],
)  # fmt: skip
def test_a_crisis_plan_asks_for_what_it_would_lack_at_night(
    part: str, items: list[Record], asked: str
) -> None:
    whole = {
        "levels": [LEVEL],
        "contacts": [{**OWNER, "backup": "help"}, HELP],
        "escalation": [LINE],
        "holding_statements": [WORDS],
        "stop_when": ["Nothing new is said"],
    }

    def asks(plan: Record) -> list[str]:
        return [gap.what for gap in gaps("crisis", strategy_from(small(crisis_plan=plan)))]

    assert asks(whole) == []
    assert asks({**whole, part: items}) == [asked]


def test_where_one_person_is_called_no_matrix_is_asked_for() -> None:
    alone = {"levels": [LEVEL], "contacts": [OWNER]}

    asked = [gap.what for gap in gaps("crisis", strategy_from(small(crisis_plan=alone)))]

    assert "Who does what at which level, and how soon." not in asked


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
        assert len(gaps(section.name, strategy)) <= (1 if section.name == "voice" else 0), section.name


def test_each_trade_has_a_brand_of_its_own() -> None:
    assert len({example_of(trade.key).brand for trade in TRADES}) == len(TRADES)
