"""A text as a network sees it, by the command line."""

import io
import json
import sys
from typing import Any

import pytest

from waypost.interfaces.commands.main import main


def ask(monkeypatch: pytest.MonkeyPatch, capsys: Any, said: bytes, *arguments: str) -> str:
    """What the command prints when it is given these bytes."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said)))
    assert main(["text", *arguments]) == 0
    printed: str = capsys.readouterr().out
    return printed


def answers(monkeypatch: pytest.MonkeyPatch, capsys: Any, network: str, *lines: str | bytes) -> list[Any]:
    said = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return [json.loads(line) for line in ask(monkeypatch, capsys, said, network, "--json").splitlines()]


def test_a_text_is_answered_with_its_length_what_is_found_and_its_parts(monkeypatch, capsys):
    line = json.dumps({"text": "👍🏽 @ana https://tern.pt/a #tide $TERN"})

    (seen,) = answers(monkeypatch, capsys, "x", line)

    assert seen == {
        "length": 43,
        "limit": 280,
        "valid": True,
        "urls": [{"text": "https://tern.pt/a", "indices": [8, 25]}],
        "mentions": [{"text": "@ana", "indices": [3, 7]}],
        "hashtags": [{"text": "#tide", "indices": [26, 31]}],
        "cashtags": [{"text": "$TERN", "indices": [32, 37]}],
        "parts": ["👍🏽 @ana https://tern.pt/a #tide $TERN"],
    }


def test_a_wrong_line_is_answered_in_its_place_and_the_others_are_done(monkeypatch, capsys):
    wrong = ["{", "[]", '{"text": 7}', "", b"\xff", '{"text": "\\ud800"}']

    seen = answers(monkeypatch, capsys, "bluesky", '{"text": "a"}', *wrong, '{"text": "ab"}')

    assert [each.get("length") for each in seen] == [1, *[None] * len(wrong), 2]
    assert all(each["error"].endswith(".") for each in seen[1:-1])


def test_a_text_that_is_too_long_says_its_parts(monkeypatch, capsys):
    (seen,) = answers(monkeypatch, capsys, "mastodon", json.dumps({"text": "tide " * 150}))

    assert (seen["length"], seen["limit"], seen["valid"]) == (750, 500, False)
    assert [len(part) for part in seen["parts"]] == [499, 249]


def test_without_json_people_read_it(monkeypatch, capsys):
    said = ask(monkeypatch, capsys, ("潮 " * 120 + "#tide").encode(), "x")

    assert said.splitlines()[0] == (
        "X: 365 of 280 characters as they count there; the network does not take it, in 2 parts it would fit."
    )
    assert said.splitlines()[1] == "hashtags: #tide"


def test_a_network_that_is_not_there_is_refused_with_those_that_are(capsys):
    assert main(["text", "nowhere"]) == 2
    assert "There is no network “nowhere”. There are bluesky," in capsys.readouterr().err
