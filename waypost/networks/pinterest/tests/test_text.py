"""Counting and finding as Pinterest does."""

from __future__ import annotations

from waypost.networks.pinterest.card import CARD
from waypost.networks.pinterest.text import count, find


def test_it_counts_code_points_and_links_are_words() -> None:
    found = find("@tern_prints #tide https://tern.pt")

    assert count("👍🏽").length == 2
    assert [each.text for each in found.entities] == ["@tern_prints", "#tide"]


def test_a_pin_wants_a_board_and_a_title() -> None:
    assert [option.name for option in CARD.options if option.required] == ["board", "title"]
