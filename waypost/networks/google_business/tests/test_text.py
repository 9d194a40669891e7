"""Counting as Google Business Profile does."""

from __future__ import annotations

from waypost.networks.google_business.text import count, find


def test_it_counts_code_points_and_finds_nothing() -> None:
    assert count("👍🏽 a").length == 4
    assert find("@ana #tide https://tern.pt").entities == []
