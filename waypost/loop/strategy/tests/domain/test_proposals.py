from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Expectation, Interval
from waypost.loop.strategy.domain.patch import Patch, SetField, between
from waypost.loop.strategy.domain.proposals import LOOKS, WAYS, State, next_review, still_applies
from waypost.loop.strategy.domain.weighing import expected, how_sure, odds, percent, signed, span
from waypost.loop.strategy.tests.documents import QUICK, strategies, tern_and_tide
from waypost.toolkit.wording import listed

MORE = Patch(
    operations=(
        SetField(at="pillars", key="harbour-life", field="share", value=0.35),
        SetField(at="pillars", key="finished-work", field="share", value=0.25),
    )
)


@QUICK
@given(strategies(), strategies())
def test_a_trial_is_taken_back_whatever_it_changed(before: Strategy, after: Strategy) -> None:
    patch = between(before, after)
    inverse = patch.inverse(before)

    assert still_applies(patch, inverse, before)
    assert still_applies(inverse, patch, after)
    assert inverse.apply(patch.apply(before)) == before


@QUICK
@given(strategies(), strategies(), st.text("abc", min_size=1, max_size=5))
def test_a_trial_is_taken_back_under_a_version_that_changed_something_else(
    before: Strategy, after: Strategy, purpose: str
) -> None:
    patch = between(before, after.model_copy(update={"purpose": before.purpose}))
    inverse = patch.inverse(before)
    since = patch.apply(before).model_copy(update={"purpose": purpose})

    assert still_applies(inverse, patch, since)
    assert inverse.apply(since) == before.model_copy(update={"purpose": purpose})


def test_a_patch_does_not_apply_over_what_somebody_chose_since() -> None:
    strategy = tern_and_tide()
    inverse = MORE.inverse(strategy)
    chosen = Patch(operations=(SetField(at="pillars", key="harbour-life", field="share", value=0.3),))

    assert not still_applies(MORE, inverse, chosen.apply(strategy))
    assert still_applies(MORE, inverse, strategy.model_copy(update={"purpose": "Another."}))


def test_a_patch_does_not_apply_where_its_item_is_gone() -> None:
    strategy = tern_and_tide()
    without = strategy.model_copy(update={"pillars": strategy.pillars[:1]})

    assert not still_applies(MORE, MORE.inverse(strategy), without)


def test_every_state_has_its_looks_and_its_ways() -> None:
    assert set(LOOKS) == set(WAYS) == set(State)
    assert all(state not in ways for state, ways in WAYS.items())


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_the_next_review_is_the_beginning_of_a_month_and_not_too_soon(today: date) -> None:
    review = next_review(today)

    assert review.day == 1
    assert timedelta(days=14) <= review - today <= timedelta(days=45)


def test_figures_are_said_as_people_say_them() -> None:
    gain = Interval(value=0.052, low=-0.004, high=0.12)
    expectation = Expectation(metric="clicks", measure="clicks per post", gain=gain, by=date(2027, 1, 1))

    assert expected(expectation) == "5.2\u00a0% more clicks per post"
    assert span(gain) == "\u22120.4\u00a0% to +12\u00a0%"
    assert (percent(0.05), signed(-0.25), signed(0.0)) == ("5\u00a0%", "\u221225\u00a0%", "0\u00a0%")
    assert (odds(0.9), odds(0.95)) == ("9 times out of 10", "95 times out of 100")
    assert (listed(()), listed(("a",)), listed(("a", "b", "c"))) == ("", "a", "a, b and c")


@pytest.mark.parametrize(
    ("sureness", "words"),
    [
        (0.999, "Very sure: in more than 99 of 100"),
        (0.98, "Very sure: in 98 of 100 cases like this one it brings more, in 2"),
        (0.92, "Quite sure: in 92"),
        (0.7, "Not sure: in 70"),
    ],
)
def test_sureness_is_said_in_cases_of_a_hundred(sureness: float, words: str) -> None:
    assert how_sure(sureness).startswith(words)
