"""Signs and units that several networks share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.networks.contract import Found, TextUnit
from waypost.networks.counting.signs import DOTTED_NAME, EMOJI, WORD, Signs
from waypost.networks.counting.texts import Counting
from waypost.networks.counting.units import characters, graphemes, utf8, utf16
from waypost.networks.finding.urls import Links

SIGNS = Signs(name=DOTTED_NAME, tag=WORD + EMOJI, links=Links())


@pytest.mark.parametrize(
    ("text", "points", "seen", "units", "size"),
    [
        ("tide", 4, 4, 4, 4),
        ("é", 1, 1, 1, 2),
        ("e\u0301", 2, 1, 2, 3),
        ("👨‍👩‍👧", 5, 1, 8, 18),
        ("", 0, 0, 0, 0),
    ],
)
def test_a_text_measures_differently(text: str, points: int, seen: int, units: int, size: int) -> None:
    assert (characters(text), graphemes(text), utf16(text), utf8(text)) == (points, seen, units, size)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@ana @ana.b. @ana. a@ana", ["@ana", "@ana.b", "@ana"]),
        ("@" + "a" * 30, ["@" + "a" * 30]),
        ("@" + "a" * 31, []),
        ("#tide #2026 ##tide a#tide #潮 #", ["#tide", "#潮"]),
        ("tern.pt/#tide", ["tern.pt/#tide"]),
    ],
)
def test_what_a_sign_makes_of_words(text: str, found: list[str]) -> None:
    assert [each.text for each in SIGNS.find(text).entities] == found


def test_signs_without_a_meaning_find_nothing() -> None:
    assert Signs().find("@ana #tide tern.pt") == Found()


WORDS = st.sampled_from(["tide", "@ana.b", "#潮", "tern.pt/a", "👨‍👩‍👧", "x" * 12, "é", " ", "\n"])


@settings(max_examples=40, deadline=None)
@given(text=st.lists(WORDS, max_size=40).map("".join), limit=st.integers(20, 60))
def test_parts_fit_where_pieces_do_and_spell_the_text(text: str, limit: int) -> None:
    texts = Counting(limit, TextUnit.UTF16, utf16, SIGNS.find)

    parts = texts.split(text)

    assert "".join("".join(parts).split()) == "".join(text.split())
    wholes = [entity.text for entity in SIGNS.find(text).entities]
    assert all(not texts.count(part).over or any(utf16(whole) > limit for whole in wholes) for part in parts)
