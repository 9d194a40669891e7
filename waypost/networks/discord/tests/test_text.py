"""How Discord counts and finds."""

from __future__ import annotations

import pytest

from waypost.networks.discord.text import count, find, split


@pytest.mark.parametrize(("text", "length"), [("tide", 4), ("👨‍👩‍👧", 5), ("<@900000000000000001>", 21)])
def test_characters_count_as_they_are_written(text: str, length: int) -> None:
    assert count(text).length == length


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tern.pt https://tern.pt/a.", ["https://tern.pt/a"]),
        ("(https://tern.pt/a) https://tern.pt/a(b)", ["https://tern.pt/a", "https://tern.pt/a(b)"]),
        ("<https://tern.pt> http://xy", ["https://tern.pt", "http://xy"]),
        ("@tern #tide $TERN", []),
        (
            "<@12> <@!12> <@&12> <#12> @everyone @here @heretic",
            ["<@12>", "<@!12>", "<@&12>", "@everyone", "@here"],
        ),
    ],
)
def test_what_it_makes_a_link_of(text: str, found: list[str]) -> None:
    assert [entity.text for entity in find(text).entities] == found


def test_a_part_is_as_long_as_a_message() -> None:
    assert [len(part) for part in split("a" * 3000)] == [2000, 1000]
