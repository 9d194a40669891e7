from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.on_paper import strategy_sheet
from waypost.loop.strategy.tests.documents import QUICK, strategies, tern_and_tide
from waypost.ui.paper.markdown import markdown
from waypost.ui.paper.sheet import as_record


def words_in(record: Any) -> Iterator[str]:
    """All words anywhere in plain values."""
    if isinstance(record, dict):
        for value in record.values():
            yield from words_in(value)
    elif isinstance(record, list):
        for value in record:
            yield from words_in(value)
    elif isinstance(record, str):
        yield record


def free_words(strategy: Strategy) -> Iterator[str]:
    """All that somebody wrote: each text's lines, without keys and choices."""
    for text in words_in(strategy.model_dump(mode="json")):
        yield from (line for line in text.split("\n") if " " in line)


@QUICK
@given(strategies())
def test_nothing_that_was_written_is_left_out(strategy: Strategy) -> None:
    said = "\n".join(words_in(as_record(strategy_sheet(strategy, "Version 1"))))

    assert [line for line in free_words(strategy) if line not in said] == []


def test_keys_are_said_by_their_labels() -> None:
    text = markdown(strategy_sheet(tern_and_tide(), "Version 3, in force since 2026-11-02"))

    assert text.startswith(
        "# Tern \\& Tide: Strategy\n\nVersion 3, in force since 2026-11-02\n\n## Purpose\n"
    )
    assert "coast-lover" not in text
    assert "### Goal: Orders from the web shop" in text
    assert "- **Objective:** Sell more prints directly" in text
    assert "- Behind the scenes: 40 %" in text


@pytest.mark.parametrize("field", ["posts_per_week", "first_word_minutes", "dont", "schema"])
def test_no_field_shows_the_name_that_it_has_in_the_file(field: str) -> None:
    assert field not in markdown(strategy_sheet(tern_and_tide(), ""))


def test_a_strategy_of_a_name_alone_is_a_title() -> None:
    strategy = Strategy(schema_version=2, brand="Tern")

    assert markdown(strategy_sheet(strategy, "")) == "# Tern: Strategy\n"
