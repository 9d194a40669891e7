"""Counting as a server counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.networks.contract import Terms
from waypost.networks.mastodon.text import count, split, under

WORDS = st.sampled_from(["tern", "@tern@mastodon.example", "@a@b.example,", "🇵🇹🇩🇪", "x" * 700, "a@b"])
LINKS = st.builds("https://tern.pt/{}".format, st.text("abc", min_size=1, max_size=40))
TEXTS = st.lists(st.one_of(WORDS, LINKS), max_size=80).map(" ".join)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("The tide", 8),
        ("👩‍👩‍👧‍👦 e\u0301", 3),
        ("https://tern.pt/a", 23),
        ("https://tern.pt/" + "a" * 300, 23),
        ("See http://t.pt.", 28),
        ("See https://tern.example", 24),
        ("See tern.pt/prints", 18),
        ("Hello @ana@mastodon.example", 10),
        ("Hello @ana", 10),
        ("Hello @ana@" + "t" * 300 + ".pt", 314),
        ("@ana@tern.pt@x @rui", 19),
        ("https://tern.pt/" + "#foo?" * 1000, 5016),
        ("ahttps://tern.pt", 16),
        ("xhttps://tern.pt/ https://tern.pt/", 41),
        ("mail tern@tide.example", 22),
        ("https://social.pt/@tern@tide.pt", 23),
    ],
)
def test_links_and_mentions_count_as_a_server_counts_them(text: str, length: int) -> None:
    assert count(text).length == length


def test_a_server_s_own_terms_count() -> None:
    texts = under(Terms(text_limit=1000, link_length=30))

    assert texts.count("https://t.pt").length == 30
    assert texts.count("a" * 1000).over == 0
    assert texts.count("a" * 1001).over == 1
    assert len(texts.split("tide " * 300)) == 2


def test_a_server_that_says_nothing_counts_as_usual() -> None:
    assert under(Terms()).count("tide") == count("tide")


@settings(max_examples=30, deadline=None)
@given(text=TEXTS)
def test_no_mention_and_no_link_is_cut(text: str) -> None:
    whole = [word for word in text.split() if word.startswith(("@", "https"))]

    parts = split(text)

    assert [word for part in parts for word in part.split() if word.startswith(("@", "https"))] == whole
    assert all(count(part).over == 0 for part in parts)
