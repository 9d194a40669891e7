from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain.gains import TAKEN_BACK, credited_on, step
from waypost.networks.contract import Metric

counts = st.dictionaries(st.sampled_from(list(Metric)), st.integers(0, 10**9))


def test_what_came_since_the_reading_before_is_gained():
    found = step({Metric.LIKES: 4}, {Metric.LIKES: 9, Metric.CLICKS: 2})

    assert found.totals == {Metric.LIKES: 9, Metric.CLICKS: 2}
    assert found.gains == {Metric.LIKES: 5, Metric.CLICKS: 2}


def test_a_like_can_be_taken_back():
    assert step({Metric.LIKES: 4}, {Metric.LIKES: 3}).gains == {Metric.LIKES: -1}


def test_a_counter_that_only_rises_does_not_fall():
    found = step({Metric.IMPRESSIONS: 400}, {Metric.IMPRESSIONS: 3})

    assert found.totals == {Metric.IMPRESSIONS: 400}
    assert found.gains == {Metric.IMPRESSIONS: 0}


@given(st.lists(counts, max_size=8))
def test_all_that_was_gained_adds_up_to_the_total(said: list[dict[Metric, int]]):
    totals: dict[Metric, int] = {}
    gained = dict.fromkeys(Metric, 0)

    for words in said:
        found = step(totals, words)
        totals = dict(found.totals)
        for metric, value in found.gains.items():
            gained[metric] += value

    assert {metric: value for metric, value in gained.items() if metric in totals} == totals
    assert all(totals[m] >= max(words.get(m, 0) for words in said) for m in totals if m not in TAKEN_BACK)


def test_a_first_reading_belongs_to_the_day_of_publication():
    born, read = date(2026, 1, 5), date(2026, 9, 1)

    assert credited_on(born, read, is_first=True) == born
    assert credited_on(born, read, is_first=False) == read
