"""Mentions, hashtags, cashtags: each with its neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.networks.contract import Entity
from waypost.networks.finding.tags import cashtags, hashtags, lists, mentions


def words(entities: list[Entity]) -> list[str]:
    return [entity.text for entity in entities]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#tide", ["#tide"]),
        ("＃潮 #tide_2026", ["＃潮", "#tide_2026"]),
        ("#2026 # #_", []),
        ("#2026tide", ["#2026tide"]),
        ("no#tag &#tag", []),
        ("(#tide) .#tide /#tide", ["#tide", "#tide", "#tide"]),
        ("#tide#flood #ebb", ["#ebb"]),
        ("#https://tern.pt", []),
        ("#️⃣ #⃣", []),
        ("✌️#tide", ["#tide"]),
        ("#água #Überfahrt #मौसम #한국어 #יָם", ["#água", "#Überfahrt", "#मौसम", "#한국어", "#יָם"]),
        ("#l·l #tern-tide", ["#l·l", "#tern"]),
    ],
)
def test_what_is_a_hashtag(text: str, tags: list[str]) -> None:
    assert words(hashtags(text)) == tags


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@ana and ＠rui", ["@ana", "＠rui"]),
        ("post@tern.pt", []),
        ("@ana@tern.pt", []),
        ("@anaé", []),
        ("@ana://", []),
        (".@ana (@ana) 潮@ana", ["@ana", "@ana", "@ana"]),
        ("RT@ana rt:@ana part@ana", ["@ana", "@ana"]),
        ("!@ana _@ana *@ana", []),
        ("@" + "a" * 21, ["@" + "a" * 20]),
        ("@ana/gulls", []),
        ("@ana/2", ["@ana"]),
    ],
)
def test_what_is_a_mention(text: str, people: list[str]) -> None:
    assert words(mentions(text)) == people


def test_a_list_is_named_whole() -> None:
    assert words(lists("see @ana/gulls-1, @ana")) == ["@ana/gulls-1"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("$AAPL $brk.b", ["$AAPL", "$brk.b"]),
        ("$TERN, $TERN. ($TERN)", ["$TERN", "$TERN"]),
        ("$5 $5m $ABCDEFG a$TERN $TERN2", []),
        ("$TERN$TIDE", ["$TERN"]),
    ],
)
def test_what_is_a_cashtag(text: str, tags: list[str]) -> None:
    assert words(cashtags(text)) == tags


@settings(max_examples=60, deadline=None)
@given(st.text("@#$ab1._/ é潮👍\ufe0f", max_size=40))
def test_everything_stands_where_it_is_said_to_stand(text: str) -> None:
    for entity in [*hashtags(text), *mentions(text), *lists(text), *cashtags(text)]:
        assert text[entity.start : entity.end] == entity.text
        assert entity.text[0] in "@＠#＃$"
