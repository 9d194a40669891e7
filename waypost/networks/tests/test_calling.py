from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from waypost.networks import calling
from waypost.networks.contract import REST, Disconnected, Rejected, TryLater, Unreachable
from waypost.networks.tests.fakes import Troubled
from waypost.toolkit import clock, http


def asking(wait: str) -> httpx.Response:
    return httpx.Response(429, headers={"retry-after": wait} if wait else {})


@pytest.mark.parametrize(
    ("wait", "seconds"), [("7", 7.0), (" 12 ", 12.0), ("", 60.0), ("soon", 60.0), ("-3", 60.0)]
)
def test_an_answer_says_in_seconds_how_long_to_wait_or_it_is_as_long_as_usual(
    wait: str, seconds: float
) -> None:
    assert calling.pause(asking(wait), 60.0) == seconds


def test_an_answer_may_say_until_when() -> None:
    with clock.frozen_at(clock.now().replace(microsecond=0)):
        later = format_datetime(clock.now() + timedelta(seconds=90), usegmt=True)
        over = format_datetime(clock.now() - timedelta(seconds=90), usegmt=True)

        assert calling.pause(asking(later), 60.0) == 90.0
        assert calling.pause(asking(over), 60.0) == 1.0


def test_where_nobody_is_there_it_is_tried_again_soon() -> None:
    class Nobody:
        def connect(self, request: httpx.Request) -> None:
            raise http.NotSent("nobody listens")

        def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
            raise http.NotSent("nobody listens")

    with http.wired(Troubled(Nobody())), pytest.raises(Unreachable) as caught:
        calling.fetch("GET", "https://tern.example/")

    assert caught.value.after_seconds == 5.0


@pytest.mark.parametrize(
    ("error", "means", "after"),
    [
        (Rejected("Not yet.", "404"), TryLater, 3600.0),
        (Rejected("Not you.", "403"), Disconnected, None),
        (http.UnreadableAnswer("half a page"), TryLater, 5.0),
        (TryLater(7.0, "Soon."), TryLater, 7.0),
    ],
)
def test_no_refusal_of_a_reading_is_final_but_one_of_ourselves(
    error: Exception, means: type[Exception], after: float | None
) -> None:
    def ask() -> None:
        raise error

    with pytest.raises(means) as caught:
        calling.reading(ask, is_shut_out=lambda refusal: refusal.code == "403")

    assert str(caught.value) == str(error)
    assert getattr(caught.value, "after_seconds", None) == after


def test_a_pause_leaves_nothing_of_its_limit_until_it_is_over() -> None:
    with clock.frozen_at(clock.now()):
        of_all, of_one = calling.rested(9.0, "Rest."), calling.rested(9.0, "Rest.", limit="posts")

        assert [told.limit for error in (of_all, of_one) for told in error.allowances] == [REST, "posts"]
        assert [(told.left, told.until - clock.now()) for told in of_all.allowances] == [
            (0, timedelta(seconds=9))
        ]
