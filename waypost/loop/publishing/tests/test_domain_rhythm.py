"""What is in review is decided as long after it was sent as people took before, or not at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.publishing.domain.rhythm import (
    ENOUGH,
    NO_RHYTHM,
    Awaiting,
    Decided,
    Took,
    in_words,
    verdicts,
    waits_of,
)

NOW = datetime(2031, 5, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAST = [Took(hours * HOUR, is_approved=hours != 8) for hours in (1, 2, 4, 8, 16, 30)]


def test_a_wait_is_counted_from_the_last_time_it_was_sent() -> None:
    said = [
        Decided(1, NOW, is_asked=True),
        Decided(2, NOW + HOUR, is_asked=True),
        Decided(1, NOW + 2 * HOUR),
        Decided(1, NOW + 5 * HOUR, is_asked=True),
        Decided(2, NOW + 6 * HOUR, is_withdrawn=True),
        Decided(1, NOW + 9 * HOUR, is_approved=True),
        Decided(1, NOW + 10 * HOUR),
    ]

    assert waits_of(said) == [Took(2 * HOUR, is_approved=False), Took(4 * HOUR, is_approved=True)]


def test_too_few_decisions_decide_nothing() -> None:
    [found] = verdicts([Awaiting(1, NOW)], PAST[: ENOUGH - 1], now=NOW, run=1)

    assert found.at is None
    assert not found.is_approved
    assert in_words(PAST[: ENOUGH - 1]).startswith("Only 4 decisions are known of the last 90 days")
    assert in_words([]) == NO_RHYTHM


def test_what_has_waited_longer_than_anything_is_not_decided() -> None:
    [found] = verdicts([Awaiting(1, NOW - 31 * HOUR)], PAST, now=NOW, run=1)

    assert found.at is None
    assert "nobody seems to have it in hand" in found.why


def test_the_rhythm_is_said_in_a_sentence() -> None:
    assert in_words(PAST) == (
        "Of the last 6 decisions half took 4 hours or less, and nine in ten 16 hours; 1 of them returned the post."
    )


@given(st.integers(1, 9999), st.integers(0, 29), st.integers(1, 10_000))
def test_a_decision_comes_after_the_beginning_and_as_one_of_the_past_went(
    run: int, waited: int, post_id: int
) -> None:
    asked = Awaiting(post_id, NOW - waited * HOUR)

    [found] = verdicts([asked], PAST, now=NOW, run=run)

    assert found.at is not None
    assert found.at > NOW
    assert Took(found.at - asked.since, found.is_approved) in PAST
    assert verdicts([asked], PAST, now=NOW, run=run) == [found]
