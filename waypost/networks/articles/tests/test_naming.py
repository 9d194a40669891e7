"""What an article is called."""

import pytest

from waypost.networks.articles.naming import mark_of, names_in, slug_of, title_of


@pytest.mark.parametrize(
    ("options", "text", "title"),
    [
        ({"title": " Low tide "}, "Whatever", "Low tide"),
        ({"title": " "}, "\n\nCome and see.\nMore", "Come and see."),
        ({}, "https://tern.example/a\nCome   and see https://tern.example", "Come and see"),
        ({}, "word " * 30, "word " * 15 + "word…"),
        ({}, "https://tern.example", ""),
    ],
)
def test_a_title_is_written_or_is_how_the_text_begins(options: dict[str, str], text: str, title: str) -> None:
    assert title_of(options, text) == title


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Über die Flut: 6 o'clock!", "uber-die-flut-6-oclock-"),
        ("潮", ""),
        ("--", ""),
        ("a" * 90, "a" * 60 + "-"),
    ],
)
def test_a_slug_has_words_for_people_and_a_mark_of_its_own(title: str, words: str) -> None:
    assert slug_of("k1", title) == f"{words}{mark_of('k1')}"


def test_every_key_has_a_mark_of_its_own_that_is_no_number() -> None:
    marks = {mark_of(str(number)) for number in range(2000)}

    assert len(marks) == 2000
    assert all(mark.startswith("w") and len(mark) == 12 and mark.isalnum() for mark in marks)


def test_names_stand_between_commas_each_once() -> None:
    assert names_in(" Tide,#boots, tide ,, Low   water\nPier") == ["Tide", "boots", "Low water", "Pier"]
