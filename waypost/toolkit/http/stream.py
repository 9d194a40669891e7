"""An answer that does not end, or is too large to hold: read piece by piece, as its server says it."""

from __future__ import annotations

from typing import Protocol

import h11
import httpx

from waypost.toolkit.http import client, exchange, wire
from waypost.toolkit.http.client import MAX_BYTES, complete
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import DeadlinePassed, UnreadableAnswer
from waypost.toolkit.http.pipe import open_pipe


class Stream(Protocol):
    """An answer whose head has come. That of a refusal is whole and has nothing to read."""

    answer: httpx.Response

    def read(self, seconds: float) -> bytes | None:
        """Return what came, waiting at most so long; None when nothing did, nothing in it when the server is done.

        Raises UnreadableAnswer when the line broke.
        """

    def close(self) -> None:
        """Hang up. Harmless twice."""


def stream(request: httpx.Request, deadline: Deadline) -> Stream:
    """Ask on a connection of its own and read the head of the answer; follows no redirect.

    `deadline` covers that alone. Raises HttpError; NotSent among them means that nothing left.
    """
    complete(request)
    request.headers["accept-encoding"] = "identity"
    request.headers["connection"] = "close"
    if (inside := wire.current()) is not None:
        inside.connect(request)
        return _Inside(inside.answer(request, deadline))
    talk = h11.Connection(h11.CLIENT)
    packed = exchange.pack(talk, request)
    pipe = open_pipe(request.url, deadline)
    try:
        packed.write(pipe, deadline)
        whole = exchange.Incoming(talk, pipe, request)
        head = whole.head(deadline)
        if not head.is_success:
            answer = whole.rest(head, deadline, MAX_BYTES)
            pipe.close()
            return _Inside(answer)
    except BaseException:
        pipe.close()
        raise
    return _Outside(whole, head)


def follow(url: str, deadline: Deadline) -> Stream:
    """Read what lies at an address piece by piece: a GET that follows up to five redirects, each of them guarded.

    `deadline` covers all their heads. Raises HttpError.
    """
    asked = client.request("GET", url)
    for _ in range(client.MAX_REDIRECTS + 1):
        found = stream(asked, deadline)
        after = client.following(asked, found.answer)
        if after is None:
            return found
        found.close()
        asked = after
    raise UnreadableAnswer(f"{asked.url.host} redirects more than {client.MAX_REDIRECTS} times")


class _Outside:
    """A Stream over a socket."""

    def __init__(self, incoming: exchange.Incoming, answer: httpx.Response) -> None:
        self._incoming = incoming
        self.answer = answer

    def read(self, seconds: float) -> bytes | None:
        try:
            return self._incoming.piece(Deadline(seconds))
        except DeadlinePassed:
            return None

    def close(self) -> None:
        self._incoming.pipe.close()


class _Inside:
    """A Stream over a wire, or one that is over: what there is comes in one piece."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._left = answer.content if answer.is_success else b""

    def read(self, seconds: float) -> bytes | None:
        piece, self._left = self._left, b""
        return piece

    def close(self) -> None:
        self._left = b""
