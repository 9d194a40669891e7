"""Counting and finding as LinkedIn does."""

from __future__ import annotations

from waypost.networks.linkedin_page.text import count, find

NAMED = "@[Tern & Tide](urn:li:organization:123)"


def test_it_counts_code_points_and_links_in_full() -> None:
    assert count("👍🏽 https://tern.pt").length == 18


def test_who_is_named_as_the_interface_names_them_is_found() -> None:
    found = find(f"By {NAMED} and @ana: #tide tern.pt")

    assert [each.text for each in found.entities] == [NAMED, "#tide", "tern.pt"]
