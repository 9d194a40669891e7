"""Answers that do not end."""

from __future__ import annotations

import socket
import time

import httpx
import pytest

from waypost.toolkit import http
from waypost.toolkit.http.tests.loopback import Loopback, Script, answer, hear
from waypost.toolkit.http.tests.test_wire import Echo

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


def chunk(piece: bytes) -> bytes:
    return f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


def saying(server: Loopback, *pieces: bytes, ends: bytes = b"") -> Script:
    """Write the head, each piece as a chunk of its own, and `ends`; without that keep the line open."""

    def script(plug: socket.socket) -> None:
        server.heard.append(hear(plug))
        plug.sendall(HEAD)
        for piece in pieces:
            plug.sendall(chunk(piece))
        if ends:
            plug.sendall(ends)
        else:
            server.over.wait(20)

    return script


def opened(server: Loopback) -> http.Stream:
    return http.stream(httpx.Request("GET", server.url), http.Deadline(10))


def everything(line: http.Stream) -> bytes:
    """What comes until the server is done."""
    said = b""
    while piece := line.read(2):
        said += piece
    assert piece == b"", "the server is not done"
    return said


def test_pieces_come_as_the_server_writes_them(server: Loopback) -> None:
    server.play(saying(server, b"one", b"two", ends=b"0\r\n\r\n"))

    line = opened(server)

    assert line.answer.headers["content-type"] == "text/event-stream"
    assert everything(line) == b"onetwo"


def test_nothing_said_is_no_end(server: Loopback) -> None:
    server.play(saying(server, b"one"))
    line = opened(server)
    assert line.read(2) == b"one"
    before = time.monotonic()

    assert line.read(0.05) is None

    assert time.monotonic() - before < 10
    line.close()


def test_a_line_that_breaks_is_noticed(server: Loopback) -> None:
    server.play(saying(server, b"one", ends=b"5\r\ntwo"))
    line = opened(server)

    with pytest.raises(http.UnreadableAnswer):
        everything(line)


def test_a_refusal_is_read_whole(server: Loopback) -> None:
    server.play(server.answering(answer(b'{"error": "no"}', "401 Unauthorized")))

    line = opened(server)

    assert (line.answer.status_code, line.answer.json(), line.read(1)) == (401, {"error": "no"}, b"")


def test_a_packed_stream_is_refused(server: Loopback) -> None:
    packed = HEAD.replace(b"\r\n\r\n", b"\r\ncontent-encoding: gzip\r\n\r\n") + chunk(b"one")
    server.play(server.answering(packed))
    line = opened(server)

    with pytest.raises(http.UnreadableAnswer, match="packed"):
        line.read(2)


def test_a_redirect_is_not_followed(server: Loopback) -> None:
    server.play(server.answering(answer(b"", "307 Temporary Redirect", "location: https://tern.example/")))

    assert opened(server).answer.status_code == 307


def test_the_guard_holds_for_streams(server: Loopback) -> None:
    http.configure([], "Waypost (test)")

    with pytest.raises(http.AddressRefused):
        opened(server)


def test_a_server_that_says_nothing_at_all_is_given_up(server: Loopback) -> None:
    server.play(lambda plug: server.over.wait(20))

    with pytest.raises(http.DeadlinePassed):
        http.stream(httpx.Request("GET", server.url), http.Deadline(0.1))


def test_over_a_wire_all_comes_in_one_piece() -> None:
    with http.wired(Echo()):
        line = http.stream(httpx.Request("POST", "http://any.example/", content=b"one"), http.Deadline(10))

    assert [line.read(1), line.read(1)] == [b"one", b""]


def test_what_is_too_large_to_hold_is_followed_to_where_it_lies(server: Loopback) -> None:
    away = answer(b"", "302 Found", "location: /there", "connection: close")
    server.play(server.answering(away), saying(server, b"one", b"two", ends=b"0\r\n\r\n"))

    line = http.follow(server.url, http.Deadline(10))

    assert everything(line) == b"onetwo"
    assert server.heard[1].startswith(b"GET /there ")


def test_each_place_on_the_way_is_guarded(server: Loopback) -> None:
    server.play(server.answering(answer(b"", "302 Found", "location: http://127.0.0.2:9/secret")))

    with pytest.raises(http.AddressRefused):
        http.follow(server.url, http.Deadline(10))


def test_a_circle_is_not_followed_for_ever(server: Loopback) -> None:
    server.play(server.answering(answer(b"", "302 Found", "location: /", "connection: close")))

    with pytest.raises(http.UnreadableAnswer, match="redirects"):
        http.follow(server.url, http.Deadline(10))
