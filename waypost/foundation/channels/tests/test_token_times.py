"""When tokens are renewed, and what a word about them means; no database."""

from datetime import UTC, datetime, timedelta

import pytest

from waypost.foundation.channels.domain.tokens import Word, again_at, of_exception, renewal_at
from waypost.networks.contract import Disconnected, Rejected, TryLater
from waypost.toolkit import http

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("life", "ahead"),
    [
        (timedelta(hours=2), timedelta(minutes=30)),
        (timedelta(days=60), timedelta(days=7)),
        (timedelta(0), timedelta(0)),
    ],
)
def test_a_token_is_renewed_a_quarter_ahead_and_at_most_a_week(life: timedelta, ahead: timedelta) -> None:
    assert renewal_at(NOW, NOW + life) == NOW + life - ahead


def test_a_token_that_ended_is_renewed_at_once() -> None:
    assert renewal_at(NOW, NOW - timedelta(days=1)) <= NOW


def test_a_silent_network_is_asked_less_and_less_often() -> None:
    waits = [again_at(NOW, tries) - NOW for tries in range(1, 8)]

    assert waits[0] == timedelta(seconds=30)
    assert waits == sorted(waits)
    assert waits[-1] == again_at(NOW, 10_000) - NOW == timedelta(minutes=15)


def test_a_network_is_not_asked_before_it_wants_to_be() -> None:
    assert again_at(NOW, 1, 3600) == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (Disconnected("gone"), Word.REFUSED),
        (Rejected("no"), Word.REFUSED),
        (TryLater(5, "later"), Word.SILENCE),
        (http.UnreadableAnswer("?"), Word.SILENCE),
        (http.DeadlinePassed("late"), Word.SILENCE),
    ],
)
def test_only_the_network_s_own_refusal_is_one(error: Exception, word: Word) -> None:
    assert of_exception(error, renewing=True).word is word


def test_a_refused_question_says_that_the_token_is_over() -> None:
    assert of_exception(Disconnected("gone"), renewing=False).word is Word.OVER
