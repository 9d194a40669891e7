import pytest
from hypothesis import given

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.problem import DocumentRefused, Problem
from waypost.loop.strategy.domain.yaml import LARGEST, read_yaml, write_yaml
from waypost.loop.strategy.tests.documents import EXAMPLE, QUICK, strategies, tern_and_tide


def problem_of(text: str | bytes) -> Problem:
    with pytest.raises(DocumentRefused) as refused:
        read_yaml(text)
    return refused.value.problems[0]


@QUICK
@given(strategies())
def test_what_is_written_gives_the_same_strategy_when_read(strategy: Strategy) -> None:
    assert read_yaml(write_yaml(strategy)) == strategy


def test_the_example_is_a_whole_strategy() -> None:
    strategy = tern_and_tide()

    assert [pillar.key for pillar in strategy.pillars] == [
        "behind-the-scenes",
        "finished-work",
        "harbour-life",
    ]
    assert strategy.channel_role("journal").posts_per_week == 2
    assert read_yaml(write_yaml(strategy)) == strategy


def test_a_problem_says_its_line_and_column_and_the_field_that_was_meant() -> None:
    found = problem_of(
        "schema: 1\nbrand: Tern\npillars:\n  - key: a\n    label: A\n    sahre: 1\n    share: 1\n"
    )

    assert (found.line, found.column) == (6, 5)
    assert "Did you mean “share”?" in found.sentence


def test_a_missing_field_is_shown_where_its_item_begins() -> None:
    found = problem_of("schema: 1\nbrand: Tern\npillars:\n  - key: a\n    label: A\n")

    assert (found.line, found.column) == (4, 5)
    assert found.path == ("pillars", 0, "share")


def test_every_problem_of_a_file_is_told_at_once() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_yaml("schema: 1\nbrand: ''\nsurprise: 1\npillars: [{key: A B, label: x, share: 3}]\n")

    assert len(refused.value.problems) == 4


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("schema: 1\nbrand: &x Tern\npurpose: *x\n", 2, "Anchors"),
        ("schema: 1\nbrand: !!python/object:os.system x\n", 2, "Tags"),
        ("schema: 1\nbrand: a\nbrand: b\n", 3, "twice"),
        ("schema: 1\nbrand: a: b\n", 2, "colon"),
        ("schema: 1\ngoals:\n\t- x\n", 3, "tab"),
        ("schema: 1\nbrand: a\n---\nschema: 1\n", 3, "second document"),
        ("- one\n- two\n", 1, "named fields"),
        ("just words", 1, "named fields"),
        ("", 1, "empty"),
        ("brand: Tern\n", 1, "schema: 2"),
        ("schema: 3\nbrand: Tern\n", 1, "Update Waypost"),
        ("[" * 200, 1, "nested deeper"),
        ("{" * 200, 1, "plain word"),
        ("schema: 1\nbrand: Tern\nvoice: {tones: [{key: a, label: b, tone: 12:30, x", 3, "quotes, colons"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    found = problem_of(text)

    assert found.line == line
    assert words in found.sentence


def test_a_file_that_is_too_large_is_not_even_parsed() -> None:
    assert "larger than" in problem_of("a" * (LARGEST + 1)).sentence


def test_a_file_in_another_encoding_says_so() -> None:
    found = problem_of("schema: 1\nbrand: Inês\n".encode("latin-1"))

    assert found.line == 2
    assert "UTF-8" in found.sentence


def test_characters_that_are_no_text_are_refused() -> None:
    assert "not text" in problem_of("schema: 1\nbrand: \x00\n").sentence


def test_words_that_look_like_something_else_come_back_as_words() -> None:
    strategy = Strategy(
        schema=2, brand="no", purpose="2027-01-01", voice={"banned_words": ("12", "null", "09:30")}
    )

    text = write_yaml(strategy)

    assert read_yaml(text) == strategy
    assert 'brand: "no"' in text


def test_long_texts_are_written_as_blocks() -> None:
    assert "purpose: |\n  A small print gallery" in write_yaml(read_yaml(EXAMPLE.read_bytes()))
