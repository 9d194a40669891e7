"""docs/publishing.md is drawn from the declaration: every state with its sentence, every arrow with its reason."""

import re
from pathlib import Path

import pytest

from waypost.loop.publishing.domain.drawing import redrawn
from waypost.loop.publishing.domain.states import LOOKS, TRANSITIONS, State

PAGE = Path(__file__).parents[4] / "docs" / "publishing.md"
ARROW = re.compile(r"^    (\w+) --> (\w+): (.+)$", re.MULTILINE)


def test_the_page_is_what_make_docs_draws():
    page = PAGE.read_text(encoding="utf-8")

    assert redrawn(page) == page, "the states have changed: run `make docs`"


def test_the_drawing_has_exactly_the_arrows_of_the_declaration():
    drawn = {(before, after): why for before, after, why in ARROW.findall(redrawn(PAGE.read_text()))}

    declared = {
        (before.value, after.value): why
        for before, ways in TRANSITIONS.items()
        for after, why in ways.items()
    }

    assert drawn == declared


def test_every_state_is_told_with_its_word_its_sentence_and_the_next_step():
    page = redrawn(PAGE.read_text())

    for state in State:
        looks = LOOKS[state]
        assert f"| `{state.value}` | {looks.word} | {looks.meaning} | {looks.next_step} |" in page
        assert f'    state "{looks.word}" as {state.value}\n' in page
    assert len(re.findall(r"^\| `\w+` \|", page, re.MULTILINE)) == len(State)


@pytest.mark.parametrize("state", State)
def test_every_state_says_what_it_means_and_what_to_do(state):
    looks = LOOKS[state]

    assert looks.meaning.endswith(".")
    assert looks.next_step.endswith(".")
    assert len([known for known in State if LOOKS[known].word == looks.word]) == 1


def test_a_drawing_that_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        redrawn("<!-- drawn: nothing -->\n<!-- end -->")
