"""docs/publishing.md is drawn from the declaration: every state with its sentence, every arrow with its reason."""

import re
from pathlib import Path

from waypost.loop.publishing.domain.states import LOOKS, TRANSITIONS, State

PAGE = Path(__file__).parents[4] / "docs" / "publishing.md"
ARROW = re.compile(r"^    (\w+) --> (\w+): (.+)$", re.MULTILINE)


def test_the_drawing_has_exactly_the_arrows_of_the_declaration():
    drawn = {(before, after): why for before, after, why in ARROW.findall(PAGE.read_text())}

    declared = {
        (before.value, after.value): why
        for before, ways in TRANSITIONS.items()
        for after, why in ways.items()
    }

    assert drawn == declared


def test_every_state_is_told_with_its_word_its_sentence_and_the_next_step():
    page = PAGE.read_text()

    for state in State:
        looks = LOOKS[state]
        assert f"| `{state.value}` | {looks.word} | {looks.meaning} | {looks.next_step} |" in page
    assert len(re.findall(r"^\| `\w+` \|", page, re.MULTILINE)) == len(State)


def test_every_state_has_its_own_box_with_the_word_of_the_screen():
    page = PAGE.read_text()

    for state in State:
        assert f'    state "{LOOKS[state].word}" as {state.value}\n' in page
