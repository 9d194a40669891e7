"""What is one emoji."""

from __future__ import annotations

import pytest

from waypost.networks.finding.emoji import emoji


@pytest.mark.parametrize(
    "one",
    [
        "👍",
        "👍🏽",
        "👨‍👩‍👧‍👦",
        "🧑🏾‍🚀",
        "👩🏻‍🤝‍👨🏿",
        "🏳️‍🌈",
        "❤️‍🔥",
        "🐻‍❄️",
        "🇵🇹",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "1️⃣",
        "#️⃣",
        "☺️",
        "☺",
        "©️",
    ],
)
def test_what_a_reader_takes_for_one_is_one(one: str) -> None:
    assert emoji(f"é{one}a") == [(1, 1 + len(one))]


@pytest.mark.parametrize(
    ("several", "pieces"),
    [
        ("🇵🇹🇩🇪", ["🇵🇹", "🇩🇪"]),
        ("🇽🇽", ["🇽", "🇽"]),
        ("👨‍🐶", ["👨", "🐶"]),
        ("👨‍👩‍👧‍👦🏽", ["👨‍👩‍👧‍👦", "🏽"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("1 © # é 潮", []),
    ],
)
def test_what_the_list_does_not_join_is_several(several: str, pieces: list[str]) -> None:
    assert [several[start:end] for start, end in emoji(several)] == pieces
