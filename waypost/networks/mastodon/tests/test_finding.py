"""What a server finds in a text."""

from __future__ import annotations

import pytest

from waypost.networks.mastodon.text import find


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#tide ＃潮 #2026 #a", ["#tide", "＃潮", "#a"]),
        ("no#tag /#tag (#tag)", []),
        ("#l·l #tern_ #_", ["#l·l", "#tern_"]),
        ("#tide·", ["#tide"]),
        ("#tidehttps://tern.pt", ["#tide"]),
    ],
)
def test_what_is_a_hashtag(text: str, tags: list[str]) -> None:
    assert [tag.text for tag in find(text).hashtags] == tags


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@ana @rui@tern.pt, @eva.lu", ["@ana", "@rui@tern.pt", "@eva.lu"]),
        ("post@tern.pt /@ana =@ana", []),
        ("(@ana)", ["@ana"]),
        ("https://tern.pt/@ana", []),
    ],
)
def test_what_is_a_mention(text: str, people: list[str]) -> None:
    assert [person.text for person in find(text).mentions] == people


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("tern.pt https://tern.pt", ["https://tern.pt"]),
        ("https://tern.pt/água?q=潮#a.", ["https://tern.pt/água?q=潮#a"]),
        ("<https://tern.pt/a>", ["https://tern.pt/a"]),
        ("gemini://tern.pt/", ["gemini://tern.pt/"]),
        ("https://tern.example", []),
    ],
)
def test_what_is_a_link(text: str, links: list[str]) -> None:
    assert [link.text for link in find(text).urls] == links


def test_there_are_no_cashtags() -> None:
    assert find("$TERN").cashtags == ()
