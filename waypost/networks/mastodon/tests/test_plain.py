"""HTML back into words."""

from __future__ import annotations

import pytest

from waypost.networks.mastodon.plain import folded, plain
from waypost.networks.mastodon.tests.keeping import rendered

TEXTS = [
    "The tide turns at six.",
    "One.\n\nTwo,\nthree.",
    "A < B & C > D “quoted” 'so'",
    "See https://tern.example/a/very/long/address/that/is/shortened?a=1&b=2 there",
    "Hello @ana, and @ben!",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_a_server_shows_reads_as_it_was_written(text: str) -> None:
    assert plain(rendered(text, "https://social.example")).words == text


def test_links_are_found_whole() -> None:
    html = rendered("See https://tern.example/a?x=1&y=2 there", "https://social.example")

    assert plain(html).links == ("https://tern.example/a?x=1&y=2",)


def test_other_servers_html_is_read_too() -> None:
    html = "First<br>line<ul><li>one</li><li>two</li></ul><blockquote>said</blockquote>"

    assert folded(plain(html).words) == "First line one two said"


def test_a_text_folds_to_what_servers_leave_of_it() -> None:
    assert folded("Hello  @ana@social.example\n you") == folded("Hello @ana you") == "Hello @ana you"
