"""The two ways to call: `fetch` for ordinary calls, `connect` and `send` for the one that must not repeat."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import h11
import httpx

from waypost.toolkit.http import exchange, setting, shelf, wire
from waypost.toolkit.http.body import Body
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import DeadlinePassed, NotSent, UnreadableAnswer
from waypost.toolkit.http.pipe import open_pipe, origin

MAX_BYTES = 4 * 1024 * 1024
MAX_REDIRECTS = 5
_PRIVATE_HEADERS = ("authorization", "cookie", "proxy-authorization")
_READING = frozenset({"GET", "HEAD"})


class Connected(Protocol):
    """A call that has reached its server and needs only to be written."""

    def send(self, deadline: Deadline, max_bytes: int = MAX_BYTES) -> httpx.Response:
        """Write the request on this very connection, once, and read the answer; follows no redirect.

        Raises NotSent when for certain not one byte left; any other HttpError means that nobody knows.
        """

    def close(self) -> None:
        """Hang up. Harmless twice, and after send."""


def connect(request: httpx.Request, deadline: Deadline) -> Connected:
    """Reach the request's server on a fresh connection and send nothing yet.

    Raises NotSent (or AddressRefused), whatever fails.
    """
    complete(request)
    request.headers["connection"] = "close"
    if (inside := wire.current()) is not None:
        inside.connect(request)
        return _Inside(inside, request)
    return _Outside(request, deadline)


def fetch(
    method: str,
    url: str,
    *,
    deadline_seconds: float = 15.0,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    json: Any = None,
    content: bytes | Body | None = None,
    max_bytes: int = MAX_BYTES,
) -> httpx.Response:
    """Call and return the answer, whatever its status; GET and HEAD follow up to five redirects.

    `deadline_seconds` covers all of it; `max_bytes` the unpacked body. Raises HttpError; NotSent among them
    means that nothing left.
    """
    asked = request(method, url, headers=headers, params=params, json=json, content=content)
    deadline = Deadline(deadline_seconds)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _exchange(asked, deadline, max_bytes)
        after = following(asked, answer)
        if after is None:
            return answer
        asked = after
    raise UnreadableAnswer(f"{asked.url.host} redirects more than {MAX_REDIRECTS} times")


def request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
    json: Any = None,
    content: bytes | Body | None = None,
) -> httpx.Request:
    """Build a request for `connect`. Raises NotSent when the address or a header cannot be written.

    A Body is read while it is written: what it raises then comes out of the call, which has failed halfway.
    """
    if isinstance(content, Body):
        headers = {**(headers or {}), "content-length": str(content.size)}
    try:
        return httpx.Request(method, url, headers=headers, params=params, json=json, content=content)
    except (httpx.InvalidURL, UnicodeError):
        # Without the cause: it quotes what it could not write, and that may be a token.
        raise NotSent("the address or a header of this call has characters that cannot be sent") from None


class _Outside:
    """A Connected over a socket."""

    def __init__(self, request: httpx.Request, deadline: Deadline) -> None:
        self._request = request
        self._talk = h11.Connection(h11.CLIENT)
        self._packed = exchange.pack(self._talk, request)
        self._pipe = open_pipe(request.url, deadline)
        self._is_used = False

    def send(self, deadline: Deadline, max_bytes: int = MAX_BYTES) -> httpx.Response:
        assert not self._is_used, "a connected call is sent once"
        self._is_used = True
        try:
            if self._pipe.is_closed():
                raise NotSent("the server hung up before anything was sent")
            self._packed.write(self._pipe, deadline)
            return exchange.read(self._talk, self._pipe, self._request, deadline, max_bytes)
        finally:
            self.close()

    def close(self) -> None:
        self._pipe.close()


class _Inside:
    """A Connected over a wire."""

    def __init__(self, inside: wire.Wire, request: httpx.Request) -> None:
        self._inside = inside
        self._request = request
        self._is_used = False

    def send(self, deadline: Deadline, max_bytes: int = MAX_BYTES) -> httpx.Response:
        assert not self._is_used, "a connected call is sent once"
        self._is_used = True
        try:
            deadline.left()
        except DeadlinePassed as error:
            raise NotSent("the time was over before anything was sent") from error
        return self._inside.answer(self._request, deadline)

    def close(self) -> None:
        self._is_used = True


def complete(request: httpx.Request) -> None:
    """Say who asks, and what may come back."""
    request.headers.setdefault("user-agent", setting.user_agent())
    request.headers.setdefault("accept", "*/*")
    request.headers["accept-encoding"] = "gzip"


def _exchange(request: httpx.Request, deadline: Deadline, max_bytes: int) -> httpx.Response:
    complete(request)
    if (inside := wire.current()) is not None:
        inside.connect(request)
        return inside.answer(request, deadline)
    if request.method not in _READING:
        return _Outside(request, deadline).send(deadline, max_bytes)
    place = origin(request.url)
    line = shelf.take(place) or shelf.Line(open_pipe(request.url, deadline), h11.Connection(h11.CLIENT))
    try:
        exchange.pack(line.talk, request).write(line.pipe, deadline)
        answer = exchange.read(line.talk, line.pipe, request, deadline, max_bytes)
    except BaseException:
        line.pipe.close()
        raise
    shelf.put(place, line)
    return answer


def following(request: httpx.Request, answer: httpx.Response) -> httpx.Request | None:
    """Return the request that a redirect asks for: never away from TLS, never with secrets to others."""
    if request.method not in _READING or not answer.has_redirect_location:
        return None
    try:
        url = request.url.join(answer.headers["location"])
    except httpx.InvalidURL as error:
        raise UnreadableAnswer(f"{request.url.host} redirects to something that is no address") from error
    if request.url.scheme == "https" and url.scheme != "https":
        raise UnreadableAnswer(f"{request.url.host} redirects away from a secure connection")
    headers = request.headers.copy()
    headers.pop("host", None)
    if origin(url) != origin(request.url):
        for name in _PRIVATE_HEADERS:
            headers.pop(name, None)
    return httpx.Request(request.method, url, headers=headers)
