from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest

from waypost.networks import calling
from waypost.networks.contract import Unreachable
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


def test_where_nobody_is_there_it_is_tried_again_as_soon_as_the_network_wants() -> None:
    class Nobody:
        def connect(self, request: httpx.Request) -> None:
            raise http.NotSent("nobody listens")

        def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
            raise http.NotSent("nobody listens")

    with http.wired(Troubled(Nobody())), pytest.raises(Unreachable) as caught:
        calling.fetch("GET", "https://tern.example/", again=5.0)

    assert caught.value.after_seconds == 5.0
