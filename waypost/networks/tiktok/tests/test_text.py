"""Counting as TikTok does: UTF-16."""

from __future__ import annotations

import pytest

from waypost.networks.tiktok.text import count, find


@pytest.mark.parametrize(
    ("text", "length"), [("tide", 4), ("潮", 1), ("👍", 2), ("👍🏽", 4), ("👨‍👩‍👧‍👦", 11), ("𝒜", 2)]
)
def test_it_counts_utf16(text: str, length: int) -> None:
    assert count(text).length == length


def test_tags_and_names_are_found_and_links_are_words() -> None:
    found = find("@ana.b #tide https://tern.pt")

    assert [each.text for each in found.entities] == ["@ana.b", "#tide"]
