"""Counting as Threads does: an emoji as many as it has bytes."""

from __future__ import annotations

import pytest

from waypost.networks.threads.text import count, find, split


@pytest.mark.parametrize(
    ("text", "length"),
    [("tide", 4), ("água 潮", 6), ("👍", 4), ("👍🏽", 8), ("👨‍👩‍👧‍👦", 25), ("🇵🇹", 8), ("☺", 3), ("a👍b", 6)],
)
def test_an_emoji_counts_its_bytes(text: str, length: int) -> None:
    assert count(text).length == length


def test_a_long_text_is_cut_between_emoji() -> None:
    parts = split("👨‍👩‍👧‍👦" * 41)

    assert [len(part) // 7 for part in parts] == [20, 20, 1]
    assert all(not count(part).over for part in parts)


def test_links_mentions_and_topics_are_found() -> None:
    found = find("@ana.b at tern.pt #low_tide")

    assert [each.text for each in found.entities] == ["@ana.b", "tern.pt", "#low_tide"]
