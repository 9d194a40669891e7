import pytest

from waypost.loop.content.domain.states import (
    AFTER,
    POSSIBLE,
    TONES,
    WHY_NOT,
    WORDS,
    Decision,
    State,
    may_follow,
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("decision", Decision)
def test_every_decision_is_possible_or_says_why_not(state, decision):
    assert may_follow(state, decision) != ((state, decision) in WHY_NOT)


def test_every_state_has_a_word_and_a_shape_of_its_own():
    assert set(WORDS) == set(TONES) == set(POSSIBLE) == set(State)
    assert len({shape for _, shape in TONES.values()}) == len(State)
    assert set(AFTER) == set(Decision)


def test_nothing_is_approved_that_was_not_submitted():
    assert not may_follow(State.DRAFT, Decision.APPROVED)
    assert not may_follow(State.RETURNED, Decision.APPROVED)
