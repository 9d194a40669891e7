from datetime import date

import pytest

from waypost.loop.planning.domain.campaigns import State, due_within, free_hue, in_words, key_of

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 15)


@pytest.mark.parametrize(
    ("words", "taken", "key"),
    [
        ("Spring tides", (), "spring-tides"),
        ("  Été à la mer! ", (), "ete-a-la-mer"),
        ("حملة الربيع", (), "campaign"),
        ("Spring tides", ("spring-tides", "spring-tides-2"), "spring-tides-3"),
        ("x" * 90, ("x" * 60,), "x" * 55 + "-2"),
    ],
)
def test_a_key_is_made_of_the_name_and_is_nobody_elses(words, taken, key):
    assert key_of(words, taken) == key


def test_a_campaign_gets_the_colour_that_the_fewest_have():
    assert free_hue([]) == 1
    assert free_hue([1, 2, 4]) == 3
    assert free_hue([*range(1, 9), 1, 2]) == 3


@pytest.mark.parametrize(
    ("state", "today", "words"),
    [
        (State.DRAFT, date(2026, 11, 1), "It is being planned."),
        (State.RUNNING, date(2026, 10, 30), "It starts in 3 days."),
        (State.RUNNING, date(2026, 11, 1), "It starts tomorrow."),
        (State.RUNNING, date(2026, 11, 13), "2 days are left after today."),
        (State.RUNNING, date(2026, 11, 14), "One day is left after today."),
        (State.RUNNING, LAST, "This is its last day."),
        (State.DRAFT, date(2026, 11, 16), "Its last day is past."),
        (State.ENDED, date(2026, 11, 5), "It has ended."),
    ],
)
def test_a_campaign_says_how_it_stands_to_its_days(state, today, words):
    assert in_words(state, FIRST, LAST, today) == words


@pytest.mark.parametrize(
    ("last_on", "before", "after", "due"),
    [
        (LAST, 0, 0, 9),
        (date(2026, 12, 31), 0, 0, 9),
        (date(2026, 11, 8), 0, 0, 5),
        (date(2026, 11, 8), 6, 0, 0),
        (LAST, 5, 0, 4),
        (LAST, 2, 0, 7),
        (date(2026, 11, 8), 0, 6, 3),
        (LAST, 12, 0, 0),
    ],
)
def test_a_campaign_asks_a_period_for_its_part_of_the_slots(last_on, before, after, due):
    assert due_within(9, FIRST, LAST, last_on=last_on, before=before, after=after) == due
