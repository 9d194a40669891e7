"""A body that is written piece by piece arrives whole, never lies in memory, and never arrives whole by mistake."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser

import pytest

from waypost.toolkit import http
from waypost.toolkit.http.tests.loopback import Loopback, answer
from waypost.toolkit.http.tests.test_wire import Echo

PIECE = bytes(1 << 20)


class Lost(OSError):
    """What a file raises that is not what it was."""


def broken() -> Iterator[bytes]:
    yield b"The first half"
    raise Lost


def drinking(plug: socket.socket) -> None:
    """Read 32 MiB and the head before them without keeping any of it."""
    glass, drunk = bytearray(1 << 16), 0
    while drunk < 32 * len(PIECE):
        drunk += plug.recv_into(glass)
    plug.sendall(answer(b"Thanks."))


def test_a_body_arrives_whole_with_its_length_each_time_it_is_sent(server: Loopback) -> None:
    server.play(server.answering(answer(b"{}")))
    body = http.Body(14, lambda: iter([b"Low tide ", b"", b"at 9."]))

    for _ in range(2):
        http.fetch("POST", server.url, content=body, deadline_seconds=2)

    for heard in server.heard:
        head, _, said = heard.partition(b"\r\n\r\n")
        assert said == b"Low tide at 9."
        assert b"content-length: 14" in head.lower()
        assert b"transfer-encoding" not in head.lower()


def test_a_large_body_never_lies_in_memory(server: Loopback) -> None:
    server.play(drinking)
    body = http.Body(32 * len(PIECE), lambda: (PIECE for _ in range(32)))
    tracemalloc.start()

    try:
        thanks = http.fetch("POST", server.url, content=body, deadline_seconds=10)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert thanks.content == b"Thanks."
    assert peak < 4 * len(PIECE)


def test_what_breaks_on_the_way_is_told_and_never_looks_whole(server: Loopback) -> None:
    server.play(server.answering(answer(b"{}")))

    with pytest.raises(Lost):
        http.fetch("POST", server.url, content=http.Body(28, broken), deadline_seconds=2)

    assert server.hung_up.acquire(timeout=2)
    assert server.heard == []


def test_a_call_that_breaks_after_its_head_is_not_said_to_have_not_been_sent(server: Loopback) -> None:
    server.play(lambda plug: server.over.wait(20))
    body = http.Body(32 * len(PIECE), lambda: (PIECE for _ in range(32)))

    with pytest.raises(http.DeadlinePassed):
        http.fetch("POST", server.url, content=body, deadline_seconds=0.1)


def test_a_wire_hears_it_too() -> None:
    with http.wired(Echo()):
        heard = http.fetch("POST", "https://tern.example/", content=http.Body(4, lambda: [b"Ti", b"de"]))

    assert heard.content == b"Tide"


def test_a_form_carries_its_fields_and_its_file() -> None:
    film = http.Body(8, lambda: [b"a fi", b"lm\r\n"])

    kind, body = http.form({"description": "A tern, é"}, "file", "video.mp4", film, "video/mp4")

    written = b"".join(body)
    assert len(written) == body.size
    read = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + written)
    words, file = read.get_payload()
    assert isinstance(words, Message)
    assert isinstance(file, Message)
    assert words.get_param("name", header="content-disposition") == "description"
    assert words.get_payload(decode=True) == "A tern, é".encode()
    assert (file.get_filename(), file.get_content_type()) == ("video.mp4", "video/mp4")
    assert file.get_payload(decode=True) == b"a film\r\n"
