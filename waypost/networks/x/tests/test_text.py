"""Weights, and what X finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.networks.contract import Entity, Terms
from waypost.networks.x.text import count, find, split, under


def words(entities: tuple[Entity, ...]) -> list[str]:
    return [entity.text for entity in entities]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("The tide", 8),
        ("e\u0301", 1),
        ("é ß ж ა", 7),
        ("ᄀ", 2),
        ("潮", 2),
        ("— “so” …", 9),
        ("👍", 2),
        ("👍🏽", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 2),
        ("1️⃣", 2),
        ("👨‍🐶", 5),
        ("©", 1),
        ("©️", 2),
        ("𝒜", 2),
        ("https://tern.pt/" + "a" * 200, 23),
        ("See tern.pt.", 28),
        ("https://tern.example", 20),
        ("日本語tern.pt日本語", 35),
        ("\u2028\u200d", 2 + 1),
    ],
)
def test_what_a_text_weighs(text: str, weight: int) -> None:
    assert count(text).length == weight


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("", False),
        ("a" * 280, True),
        ("a" * 281, False),
        ("潮" * 140, True),
        ("潮" * 141, False),
        ("a\ufeff", False),
    ],
)
def test_what_is_taken(text: str, valid: bool) -> None:
    assert count(text).valid is valid


def test_a_character_that_is_refused_is_named() -> None:
    assert count("a\ufeffb\ufeff").forbidden == "\ufeff"


def test_what_is_found_is_apart() -> None:
    found = find("RT @ana: https://tern.pt/@rui/#ebb #tide @ana/gulls $TERN tern.pt")

    assert words(found.urls) == ["https://tern.pt/@rui/#ebb", "tern.pt"]
    assert words(found.mentions) == ["@ana"]
    assert words(found.hashtags) == ["#tide"]
    assert words(found.cashtags) == ["$TERN"]


def test_who_pays_may_write_more() -> None:
    assert under(Terms(text_limit=25_000)).count("a" * 25_000).valid


PIECES = st.sampled_from(
    [
        "tide ",
        "潮",
        "👨‍👩‍👧‍👦",
        "e\u0301",
        "@ana_ribeiro ",
        "#überfahrt ",
        "https://tern.pt/prints ",
        "$TERN ",
        "x" * 90,
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_parts_fit_and_hold_whole_what_is_found(text: str) -> None:
    parts = split(text)

    assert all(count(part).over == 0 for part in parts)
    kept = [entity.text for part in parts for entity in find(part).entities]
    assert kept == [entity.text for entity in find(text).entities]
