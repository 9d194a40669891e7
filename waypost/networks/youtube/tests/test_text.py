"""Counting as YouTube does: bytes, and no angle brackets."""

from __future__ import annotations

import pytest

from waypost.networks.youtube.text import count, find


@pytest.mark.parametrize(
    ("text", "length", "valid"),
    [("tide", 4, True), ("água", 5, True), ("👍", 4, True), ("a<b", 3, False), ("é" * 2501, 5002, False)],
)
def test_it_counts_bytes(text: str, length: int, valid: bool) -> None:
    assert (count(text).length, count(text).valid) == (length, valid)


def test_handles_tags_and_whole_links_are_found() -> None:
    found = find("@tern-and.tide #tide tern.pt https://tern.pt")

    assert [each.text for each in found.entities] == ["@tern-and.tide", "#tide", "https://tern.pt"]
