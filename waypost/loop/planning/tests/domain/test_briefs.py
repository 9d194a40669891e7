from datetime import date

import pytest

from waypost.loop.planning.domain.briefs import Ask, due_before, missing, too_late

TODAY = date(2026, 10, 5)  # a Monday


def test_a_brief_that_says_nothing_misses_everything():
    assert missing(Ask(says=False, has_writer=False, due_on=None)) == (
        "what to say",
        "who writes it",
        "until when",
    )


def test_a_complete_brief_misses_nothing():
    assert missing(Ask(says=True, has_writer=True, due_on=TODAY)) == ()


@pytest.mark.parametrize(
    ("goes_out", "days", "due"),
    [
        (date(2026, 10, 15), 3, date(2026, 10, 12)),
        (date(2026, 10, 14), 3, date(2026, 10, 9)),  # a Sunday becomes the Friday before
        (date(2026, 10, 13), 3, date(2026, 10, 9)),  # a Saturday too
        (date(2026, 10, 6), 3, TODAY),
        (date(2026, 10, 5), 0, TODAY),
        (date(2026, 10, 12), 0, date(2026, 10, 12)),
    ],
)
def test_a_post_is_asked_for_on_a_weekday_before_it_goes_out(goes_out, days, due):
    assert due_before(goes_out, days, TODAY) == due


def test_on_a_weekend_itself_the_day_stays():
    saturday = date(2026, 10, 10)

    assert due_before(date(2026, 10, 11), 1, saturday) == saturday


def test_a_post_is_not_asked_for_after_it_goes_out():
    assert too_late(date(2026, 10, 6), TODAY)
    assert not too_late(TODAY, TODAY)
