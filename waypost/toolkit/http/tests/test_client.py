"""The guarded client against a server that misbehaves."""

from __future__ import annotations

import gzip
import socket
import time

import httpx
import pytest

from waypost.toolkit import http
from waypost.toolkit.http import guard
from waypost.toolkit.http.tests.loopback import Loopback, answer, hear, reset


def connected(server: Loopback, body: bytes = b"{}") -> http.Connected:
    return http.connect(httpx.Request("POST", server.url, content=body), http.Deadline(10))


TRICKLES_FOR = 20
"""Seconds for which a server trickles, a hundred times the deadline: whoever waits for its end is found out, on a
busy machine too."""


def trickle(plug: socket.socket) -> None:
    hear(plug)
    plug.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n")
    for _ in range(TRICKLES_FOR * 100):
        plug.sendall(b"x")
        time.sleep(0.01)


# The deadline


def test_a_trickling_server_cannot_stretch_the_deadline(server: Loopback) -> None:
    server.play(trickle)
    call = connected(server)
    before = time.monotonic()

    with pytest.raises(http.DeadlinePassed):
        call.send(http.Deadline(0.2))

    assert time.monotonic() - before < TRICKLES_FOR / 2


def test_a_trickling_server_cannot_stretch_a_reading_call_either(server: Loopback) -> None:
    server.play(trickle)
    before = time.monotonic()

    with pytest.raises(http.DeadlinePassed):
        http.fetch("GET", server.url, deadline_seconds=0.2)

    assert time.monotonic() - before < TRICKLES_FOR / 2


def test_a_server_that_does_not_read_cannot_stretch_the_deadline(server: Loopback) -> None:
    server.play(lambda plug: server.over.wait(20))
    call = connected(server, bytes(8_000_000))

    with pytest.raises(http.DeadlinePassed):
        call.send(http.Deadline(0.2))


# What was certainly not sent


def test_no_listener_means_that_nothing_was_sent(server: Loopback) -> None:
    server.close()

    with pytest.raises(http.NotSent):
        connected(server)


def test_a_deadline_that_has_passed_before_sending_means_that_nothing_was_sent(server: Loopback) -> None:
    server.play(server.answering(answer()))
    call = connected(server)

    with pytest.raises(http.NotSent):
        call.send(http.Deadline(-1))

    assert server.heard == []


def connect_and_send(server: Loopback) -> None:
    call = connected(server)
    assert server.hung_up.acquire(timeout=1)
    call.send(http.Deadline(10))


@pytest.mark.parametrize("hang_up", [reset, socket.socket.close])
def test_a_server_that_hangs_up_before_a_byte_means_that_nothing_was_sent(server: Loopback, hang_up) -> None:
    server.play(hang_up)

    # A reset may overtake the end of connecting; then connecting itself says so.
    with pytest.raises(http.NotSent):
        connect_and_send(server)


def test_a_header_that_cannot_be_written_means_that_nothing_was_sent(server: Loopback) -> None:
    request = httpx.Request("POST", server.url, headers={"authorization": "Bearer s3cret\n"})

    with pytest.raises(http.NotSent) as caught:
        http.connect(request, http.Deadline(10))

    assert "s3cret" not in str(caught.value)
    assert server.connections == 0


@pytest.mark.parametrize(
    "url", ["http://[::", "http://x:port/", "tern.example", "http://a b/", "http://ü\ud800/"]
)
def test_an_address_that_is_none_means_that_nothing_was_sent(url: str) -> None:
    with pytest.raises(http.NotSent):
        http.fetch("GET", url, deadline_seconds=1)


def test_a_token_that_is_no_ascii_is_not_sent_and_not_quoted() -> None:
    with pytest.raises(http.NotSent) as caught:
        http.request("GET", "http://tern.example/", headers={"authorization": "Bearer s3cret–"})

    assert "s3cret" not in str(caught.value)


# What nobody knows


def after_hearing(*parts: bytes, end=socket.socket.close):
    def script(plug: socket.socket) -> None:
        hear(plug)
        for part in parts:
            plug.sendall(part)
        end(plug)

    return script


@pytest.mark.parametrize(
    "script",
    [
        after_hearing(end=reset),
        after_hearing(),
        after_hearing(b"HTTP/1.1 2"),
        after_hearing(answer(b"a whole answer")[:-5]),
        after_hearing(b"SMTP ready\r\n\r\n"),
        after_hearing(answer(b"not gzip", "200 OK", "content-encoding: gzip")),
        after_hearing(answer(gzip.compress(b"cut short")[:-9], "200 OK", "content-encoding: gzip")),
        after_hearing(answer(b"\x0b\x02", "200 OK", "content-encoding: br")),
        after_hearing(b"HTTP/1.1 200 OK\r\n" + b"x: " + b"y" * 200_000),
    ],
)
def test_a_broken_answer_leaves_a_doubt(server: Loopback, script) -> None:
    server.play(script)
    call = connected(server)

    with pytest.raises(http.UnreadableAnswer):
        call.send(http.Deadline(10))


# Limits


def test_a_gzip_bomb_does_not_go_off(server: Loopback) -> None:
    server.play(server.answering(answer(gzip.compress(bytes(8_000_000)), "200 OK", "content-encoding: gzip")))

    with pytest.raises(http.TooLarge):
        http.fetch("GET", server.url, max_bytes=100_000)


def test_a_packed_answer_is_unpacked(server: Loopback) -> None:
    server.play(
        server.answering(answer(gzip.compress(b"hello" * 50_000), "200 OK", "content-encoding: gzip"))
    )

    assert http.fetch("GET", server.url).content == b"hello" * 50_000


def test_an_answer_of_more_than_the_allowed_bytes_is_refused(server: Loopback) -> None:
    server.play(server.answering(answer(b"x" * 1001)))

    with pytest.raises(http.TooLarge):
        http.fetch("GET", server.url, max_bytes=1000)


# One call, one connection


def test_the_mutating_call_sends_one_whole_request(server: Loopback) -> None:
    server.play(server.answering(answer(b'{"id": 1}', "201 Created")))

    found = connected(server, b'{"text": "hi"}').send(http.Deadline(10))

    assert (found.status_code, found.json()) == (201, {"id": 1})
    assert server.heard[0].startswith(b"POST / HTTP/1.1\r\n")
    assert b"user-agent: Waypost (test)\r\n" in server.heard[0].lower().replace(b"waypost", b"Waypost")
    assert server.heard[0].endswith(b'{"text": "hi"}')


def test_the_mutating_call_follows_no_redirect(server: Loopback) -> None:
    server.play(server.answering(answer(b"", "307 Temporary Redirect", "location: /elsewhere")))

    assert connected(server).send(http.Deadline(10)).status_code == 307
    assert server.connections == 1


def test_reading_calls_share_a_connection_and_writing_calls_do_not(server: Loopback) -> None:
    server.play(server.answering(*[answer()] * 9))

    for method in ("GET", "GET", "POST", "POST", "GET"):
        http.fetch(method, server.url)

    assert server.connections == 3


def test_a_kept_connection_that_was_closed_is_not_used_again(server: Loopback) -> None:
    server.play(server.answering(answer()))

    for _ in range(2):
        assert http.fetch("GET", server.url).text == "ok"
        assert server.hung_up.acquire(timeout=1)

    assert server.connections == 2


# Redirects


def test_a_redirect_to_a_private_address_is_refused(server: Loopback) -> None:
    server.play(server.answering(answer(b"", "302 Found", "location: http://127.0.0.2:9/secret")))

    with pytest.raises(http.AddressRefused):
        http.fetch("GET", server.url)


def test_a_redirect_is_followed_five_times(server: Loopback) -> None:
    again = answer(b"", "302 Found", "location: /next")
    server.play(server.answering(*[again] * 5, answer(b"there")))

    assert http.fetch("GET", server.url).text == "there"


def test_a_circle_of_redirects_ends(server: Loopback) -> None:
    server.play(server.answering(*[answer(b"", "302 Found", "location: /")] * 9))

    with pytest.raises(http.UnreadableAnswer, match="redirects"):
        http.fetch("GET", server.url)

    assert len(server.heard) == 6


def test_no_error_quotes_an_address_because_a_token_may_stand_in_it(server: Loopback) -> None:
    server.play(server.answering(*[answer(b"", "302 Found", "location: /bot-s3cret/me")] * 9))

    with pytest.raises(http.UnreadableAnswer) as going_round:
        http.fetch("GET", f"{server.url}bot-s3cret/me")
    with pytest.raises(http.NotSent) as not_http:
        http.fetch("GET", "ftp://files.example/bot-s3cret/me")

    assert "s3cret" not in f"{going_round.value} {not_http.value}"


def test_a_redirect_elsewhere_takes_no_secret_along(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "resolve", lambda host, port: ["127.0.0.1"])
    http.configure([server.place, f"other.example:{server.port}"], "Waypost (test)")
    away = f"location: http://other.example:{server.port}/"
    server.play(server.answering(answer(b"", "302 Found", away)), server.answering(answer()))

    http.fetch("GET", server.url, headers={"authorization": "Bearer s3cret"})

    assert b"s3cret" in server.heard[0]
    assert b"s3cret" not in server.heard[1]
    assert f"Host: other.example:{server.port}".encode() in server.heard[1]


def test_a_redirect_to_nowhere_is_unreadable(server: Loopback) -> None:
    server.play(server.answering(answer(b"", "302 Found", "location: http://[::")))

    with pytest.raises(http.UnreadableAnswer, match="no address"):
        http.fetch("GET", server.url)


# A name is looked up once


def test_a_name_that_changes_its_address_is_checked_and_called_at_one_and_the_same(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    monkeypatch.setattr(guard, "resolve", rebinding)
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    server.play(server.answering(answer()))

    assert http.fetch("POST", f"http://rebind.example:{server.port}/").text == "ok"
    assert asked == ["rebind.example"]
    with pytest.raises(http.AddressRefused):
        http.fetch("POST", f"http://rebind.example:{server.port}/")
