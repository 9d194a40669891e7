"""Every network's count and split, as properties."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waypost.networks import registry
from waypost.networks.contract import Texts

LINK = regex.compile(r"https?://\S+")
WORDS = st.sampled_from(
    [
        "tern",
        "Überfahrt",
        "👩‍👩‍👧‍👦",
        "🇵🇹🇩🇪",
        "e\u0301",
        "नमस्ते",
        "한국어",
        "\u0301",
        "x" * 80,
        "👍🏽" * 30,
        "\u200d",
    ]
)
LINKS = st.builds("https://tern.example/{}".format, st.text("abc-/", min_size=1, max_size=120))
NAMES = st.sampled_from(
    [
        "@tern",
        "@tern.example",
        "@tern_and_tide@tern.example",
        "<@U0123ABCD>",
        "<@123456789012345678>",
        "npub10elfcs4fr0l0r8af98jlmgdh9c8tcxjvz9qkw038js35mp4dma8qzvjptg",
        "#ternandtide",
        "$TERN",
        "tern.example/pier",
    ]
)
BLANKS = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\t", "\u3000", " \u0301"])
ALONE = st.builds(" {} ".format, st.one_of(LINKS, NAMES))
TEXTS = st.lists(st.one_of(WORDS, BLANKS, BLANKS, ALONE), max_size=60).map("".join)
TIGHT = 200
"""A limit that most of these texts are over: those of some networks no text of a test ever is."""
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def texts(name: str) -> Texts:
    return registry.texts(name)


def tight(name: str) -> Texts:
    """How a network counts, finds and cuts, by a smaller limit than its own."""
    split: Any = texts(name).split
    counting: Texts = replace(split.__self__, limit=TIGHT)
    return counting


@SETTINGS
@given(text=TEXTS)
def test_no_part_is_ever_over_the_limit(name: str, text: str) -> None:
    for part in tight(name).split(text):
        assert tight(name).count(part).over == 0


@SETTINGS
@given(text=TEXTS)
def test_no_grapheme_is_cut_and_nothing_is_lost(name: str, text: str) -> None:
    parts = tight(name).split(text)

    assert [grapheme for part in parts for grapheme in solid(part)] == solid(text)
    assert all(part.strip() for part in parts)


@SETTINGS
@given(text=TEXTS)
def test_no_link_is_cut(name: str, text: str) -> None:
    parts = tight(name).split(text)

    assert [link for part in parts for link in LINK.findall(part)] == LINK.findall(text)


@SETTINGS
@given(text=TEXTS)
def test_nothing_that_a_network_finds_is_cut(name: str, text: str) -> None:
    parts = tight(name).split(text)

    for found in tight(name).find(text).entities:
        while parts and found.text not in parts[0]:
            parts = parts[1:]
        assert parts, f"{found.text} stands whole in no part"
        parts = [parts[0].partition(found.text)[2], *parts[1:]]


@pytest.mark.parametrize(("name", "named"), [("discord", "<@123456789012345678>"), ("slack", "<@U0123ABCD>")])
def test_a_name_inside_a_word_that_must_be_cut_stays_whole(name: str, named: str) -> None:
    parts = tight(name).split("x" * (TIGHT - 5) + named + "x" * 20)

    assert any(named in part for part in parts)


def test_a_link_longer_than_the_limit_is_left_whole(name: str) -> None:
    limit = registry.card(name).text_limit
    link = "https://tern.example/" + "a" * (2 * limit)

    parts = texts(name).split(f"Look: {link} there")

    counts_whole = texts(name).count(link).over > 0
    assert parts == (["Look:", link, "there"] if counts_whole else [f"Look: {link} there"])


def test_a_text_that_fits_is_one_part(name: str) -> None:
    assert texts(name).split("The tide turns at six.\n\nCome.") == ["The tide turns at six.\n\nCome."]


def test_nothing_has_no_parts(name: str) -> None:
    assert texts(name).split(" \n ") == []
    assert texts(name).count("").length == 0


def test_one_too_many_is_over_by_one(name: str) -> None:
    limit = registry.card(name).text_limit

    assert texts(name).count("a" * limit).over == 0
    assert texts(name).count("a" * (limit + 1)).over == 1


def solid(text: str) -> list[str]:
    return [grapheme for grapheme in regex.findall(r"\X", text) if not grapheme.isspace()]
