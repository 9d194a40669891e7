"""Counting and finding as Facebook does."""

from __future__ import annotations

from waypost.networks.facebook_page.text import count, find


def test_it_counts_code_points_and_links_in_full() -> None:
    assert count("👍🏽 https://tern.pt").length == 18


def test_pages_tags_and_links_are_found() -> None:
    found = find("@tern.tide, @ana, #tide: tern.pt")

    assert [each.text for each in found.entities] == ["@tern.tide", "#tide", "tern.pt"]
