"""Calls that stay inside the process."""

from __future__ import annotations

import httpx
import pytest

from waypost.toolkit import http


class Echo:
    """Answers with what it was asked."""

    def connect(self, request: httpx.Request) -> None:
        if request.url.host == "down.example":
            raise http.NotSent("down")

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        return httpx.Response(200, content=request.read(), request=request)


def test_a_wire_answers_both_ways_of_calling() -> None:
    with http.wired(Echo()):
        fetched = http.fetch("POST", "http://any.example/", content=b"one")
        call = http.connect(httpx.Request("POST", "http://any.example/", content=b"two"), http.Deadline(10))

    assert fetched.content == b"one"
    assert call.send(http.Deadline(10)).content == b"two"


def test_a_wire_can_be_out_of_reach() -> None:
    with http.wired(Echo()), pytest.raises(http.NotSent):
        http.connect(httpx.Request("POST", "http://down.example/"), http.Deadline(10))


def test_a_passed_deadline_sends_nothing_over_a_wire_either() -> None:
    with http.wired(Echo()):
        call = http.connect(httpx.Request("POST", "http://any.example/"), http.Deadline(10))

    with pytest.raises(http.NotSent):
        call.send(http.Deadline(-1))


def test_a_call_is_sent_once() -> None:
    with http.wired(Echo()):
        call = http.connect(httpx.Request("POST", "http://any.example/"), http.Deadline(10))
    call.send(http.Deadline(10))

    with pytest.raises(AssertionError):
        call.send(http.Deadline(10))
