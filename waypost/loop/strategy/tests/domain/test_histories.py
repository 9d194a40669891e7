from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.patch import between
from waypost.loop.strategy.domain.restoring import restored
from waypost.loop.strategy.domain.yaml import read_yaml, write_yaml
from waypost.loop.strategy.tests.documents import QUICK
from waypost.loop.strategy.tests.edits import histories


def words_of(strategy: Strategy) -> Strategy:
    """The strategy without what its pillars were called before: that is about the version before it."""
    pillars = tuple(pillar.model_copy(update={"was": None}) for pillar in strategy.pillars)
    return strategy.model_copy(update={"pillars": pillars})


@QUICK
@given(histories())
def test_any_sequence_of_edits_goes_through_yaml_and_back(history: list[Strategy]) -> None:
    for strategy in history:
        assert read_yaml(write_yaml(strategy)) == strategy


@QUICK
@given(histories())
def test_edits_one_after_the_other_come_to_what_lies_between_first_and_last(history: list[Strategy]) -> None:
    first, last = words_of(history[0]), words_of(history[-1])

    assert between(first, last).apply(first) == last


@QUICK
@given(histories(), st.data())
def test_any_version_comes_back_word_for_word(history: list[Strategy], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(history) - 1))

    back = restored(history[place], history[place + 1 :])

    assert words_of(back) == words_of(history[place])
