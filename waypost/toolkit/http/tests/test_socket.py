"""A socket to the outside, against a real server on loopback and against servers that are none."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import Thread
from typing import Any

import httpx
import pytest
from websockets.datastructures import Headers
from websockets.http11 import Request, Response
from websockets.sync.server import Server, ServerConnection, serve

from waypost.toolkit import http
from waypost.toolkit.http.socket import SocketRefused, open_socket
from waypost.toolkit.http.tests.loopback import Loopback, hear


def repeat(talk: ServerConnection) -> None:
    """Say everything twice; a long text in pieces."""
    for heard in talk:
        talk.send(heard)
        talk.send([heard[: len(heard) // 2], heard[len(heard) // 2 :]])


@contextmanager
def serving(handler: Callable[[ServerConnection], object] = repeat, **how: Any) -> Iterator[str]:
    server: Server = serve(
        handler,  # type: ignore[arg-type]
        "127.0.0.1",
        0,
        **how,
    )
    port = server.socket.getsockname()[1]
    Thread(target=server.serve_forever, daemon=True).start()
    http.configure([f"127.0.0.1:{port}"], "Waypost (test)")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()


def test_what_is_said_is_heard_and_pieces_are_put_together() -> None:
    with serving() as url:
        talk = open_socket(url, http.Deadline(5))
        talk.say("Tide Ü", http.Deadline(5))

        assert [talk.hear(http.Deadline(5)) for _ in range(2)] == ["Tide Ü", "Tide Ü"]
        talk.close()
        talk.close()


def test_the_server_learns_who_calls() -> None:
    named: list[str] = []

    def remember(talk: ServerConnection, request: Request) -> None:
        named.append(request.headers["User-Agent"])

    with serving(process_request=remember) as url:
        open_socket(url, http.Deadline(5)).close()

    assert named == ["Waypost (test)"]


def test_a_server_that_asks_whether_we_are_there_is_told() -> None:
    answered: list[bool] = []

    def ping(talk: ServerConnection) -> None:
        answered.append(talk.ping().wait(10))
        talk.send("there")

    with serving(ping) as url:
        talk = open_socket(url, http.Deadline(5))

        assert talk.hear(http.Deadline(5)) == "there"
        talk.close()
    assert answered == [True]


def test_a_server_that_hangs_up_is_noticed() -> None:
    with serving(lambda talk: None) as url:
        talk = open_socket(url, http.Deadline(5))

        with pytest.raises(http.UnreadableAnswer):
            talk.hear(http.Deadline(5))
        with pytest.raises(http.NotSent):
            talk.say("Tide", http.Deadline(5))


def test_a_server_that_says_nothing_is_not_waited_for_beyond_the_deadline() -> None:
    with serving(lambda talk: time.sleep(0.3)) as url:
        talk = open_socket(url, http.Deadline(5))

        with pytest.raises(http.DeadlinePassed):
            talk.hear(http.Deadline(0.05))
        talk.close()


def test_more_than_anybody_asked_for_is_not_taken() -> None:
    def flood(talk: ServerConnection) -> None:
        talk.send(["x" * 1_000_000] * 6)

    with serving(flood) as url:
        talk = open_socket(url, http.Deadline(5))

        with pytest.raises(http.HttpError) as caught:
            talk.hear(http.Deadline(5))
        assert not isinstance(caught.value, http.NotSent)


def test_a_refusal_says_its_status_and_when_to_come_back() -> None:
    def refuse(talk: ServerConnection, request: Request) -> Response:
        return Response(
            HTTPStatus.TOO_MANY_REQUESTS, "no", Headers({"Retry-After": "7", "Content-Length": "2"}), b"no"
        )

    with serving(process_request=refuse) as url, pytest.raises(SocketRefused) as caught:
        open_socket(url, http.Deadline(5))

    assert (caught.value.status, caught.value.retry_after) == (429, "7")


def test_a_server_that_speaks_something_else_was_told_nothing() -> None:
    def speak(plug: socket.socket) -> None:
        hear(plug)
        plug.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")

    server = Loopback(speak)
    http.configure([server.place], "Waypost (test)")

    with pytest.raises(http.NotSent):
        open_socket(server.url, http.Deadline(10))
    server.close()


def test_a_private_address_is_refused(server: Loopback) -> None:
    http.configure([], "Waypost (test)")

    with pytest.raises(http.AddressRefused):
        open_socket(server.url, http.Deadline(10))
    assert server.connections == 0


@pytest.mark.parametrize("url", ["gopher://tern.example", "http://te rn.example", "https://"])
def test_what_is_no_address_is_called_by_nobody(url: str) -> None:
    with pytest.raises(http.NotSent):
        open_socket(url, http.Deadline(10))


class Echo:
    """A wire on which a server repeats what is said, on two lines."""

    status = 200

    def connect(self, request: httpx.Request) -> None:
        assert request.url.host == "tern.example"

    def answer(self, request: httpx.Request, deadline: http.Deadline) -> httpx.Response:
        words = request.read().decode()
        return httpx.Response(
            self.status, text=f"{words}\n{words}", headers={"retry-after": "7"}, request=request
        )


def test_over_a_wire_each_line_of_an_answer_is_something_that_is_heard() -> None:
    with http.wired(Echo()):
        talk = open_socket("https://tern.example", http.Deadline(5))
        talk.say("Tide", http.Deadline(5))

        assert [talk.hear(http.Deadline(5)) for _ in range(2)] == ["Tide", "Tide"]
        with pytest.raises(http.UnreadableAnswer):
            talk.hear(http.Deadline(5))
        with pytest.raises(http.NotSent):
            talk.say("Too late", http.Deadline(-1))


def test_over_a_wire_a_status_is_a_refusal() -> None:
    wire = Echo()
    wire.status = 429

    with http.wired(wire), pytest.raises(SocketRefused) as caught:
        open_socket("https://tern.example", http.Deadline(5)).say("Tide", http.Deadline(5))

    assert (caught.value.status, caught.value.retry_after) == (429, "7")
