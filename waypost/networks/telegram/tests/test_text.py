"""How Telegram counts and finds."""

from __future__ import annotations

import pytest

from waypost.networks.telegram.text import count, find, split


@pytest.mark.parametrize(
    ("text", "length"), [("tide", 4), ("👨‍👩‍👧", 5), ("https://tern.example/a", 22), ("é", 1)]
)
def test_characters_count_and_links_in_full(text: str, length: int) -> None:
    assert count(text).length == length


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@tern @ter a@ternandtide @ternandtide.", ["@tern", "@ternandtide"]),
        ("@" + "a" * 32, ["@" + "a" * 32]),
        ("@" + "a" * 33, []),
        ("#tide #2026 #2026tide x#tide #潮 #tide#sea", ["#tide", "#2026tide", "#潮"]),
        ("$TERN $tern x$TERN $TERNANDTI $TERN2", ["$TERN"]),
        ("see tern.pt, or https://tern.pt/a(b)?c=d#e.", ["tern.pt", "https://tern.pt/a(b)?c=d#e"]),
        ("index.html tern.pt/é ftp://tern.pt", ["tern.pt/é", "ftp://tern.pt"]),
    ],
)
def test_what_it_makes_a_link_of(text: str, found: list[str]) -> None:
    assert [entity.text for entity in find(text).entities] == found


def test_a_part_is_as_long_as_a_message() -> None:
    assert [len(part) for part in split("a" * 5000)] == [4096, 904]
