"""Counting and finding as Instagram does."""

from __future__ import annotations

from waypost.networks.contract import Terms
from waypost.networks.instagram.text import count, find, under


def test_it_counts_code_points() -> None:
    assert count("é👍🏽 https://tern.pt").length == 19
    assert under(Terms(text_limit=10)).count("a" * 11).over == 1


def test_names_may_hold_full_stops_and_tags_may_hold_emoji_and_links_are_words() -> None:
    found = find("By @ana.b. and post@tern.pt: #tide🌊 #2026 #🌊 https://tern.pt/#a")

    assert [each.text for each in found.mentions] == ["@ana.b"]
    assert [each.text for each in found.hashtags] == ["#tide🌊", "#🌊"]
    assert found.urls == ()
