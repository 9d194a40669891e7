"""A WebSocket (RFC 6455) to the outside: the same guard, deadlines and limits as every other call."""

from __future__ import annotations

from collections import deque
from typing import Protocol

import httpx
from websockets.client import ClientProtocol
from websockets.exceptions import InvalidStatus
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import State
from websockets.uri import parse_uri

from waypost.toolkit.http import setting, wire
from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import DeadlinePassed, HttpError, NotSent, TooLarge, UnreadableAnswer
from waypost.toolkit.http.pipe import open_pipe

_MAX_BYTES = 4 * 1024 * 1024


class SocketRefused(HttpError):
    """The server answered with something else than a socket: `status`, and after how many seconds to come back."""

    def __init__(self, status: int, retry_after: str = "") -> None:
        super().__init__(f"the server answered {status} instead of opening a socket")
        self.status, self.retry_after = status, retry_after


class Socket(Protocol):
    """An open socket on which both sides say texts."""

    def say(self, text: str, deadline: Deadline) -> None:
        """Say something. Raises NotSent when for certain not one byte left."""

    def hear(self, deadline: Deadline) -> str:
        """The next thing that the other side says. Raises UnreadableAnswer when it has hung up, or DeadlinePassed."""

    def close(self) -> None:
        """Hang up. Harmless twice."""


def open_socket(url: str, deadline: Deadline) -> Socket:
    """Look up, check, connect, and open a socket at an http or https address. Raises NotSent or SocketRefused."""
    try:
        place = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError):
        raise NotSent("the address of this socket has characters that cannot be sent") from None
    if (inside := wire.current()) is not None:
        inside.connect(httpx.Request("GET", place))
        return _Inside(inside, place)
    return _Outside(place, deadline)


class _Outside:
    """A socket over a connection."""

    def __init__(self, place: httpx.URL, deadline: Deadline) -> None:
        self._pipe = open_pipe(place, deadline)
        secure = place.scheme == "https"
        self._talk = ClientProtocol(
            parse_uri(str(place.copy_with(scheme="wss" if secure else "ws"))), max_size=_MAX_BYTES
        )
        self._heard: deque[str] = deque()
        self._piece = ""
        try:
            self._greet(deadline)
        except BaseException:
            self._pipe.close()
            raise

    def say(self, text: str, deadline: Deadline) -> None:
        if self._talk.state is not State.OPEN or self._pipe.is_closed():
            raise NotSent("the server hung up before anything was said")
        self._talk.send_text(text.encode())
        self._flush(deadline)

    def hear(self, deadline: Deadline) -> str:
        while not self._heard:
            if self._talk.state is not State.OPEN:
                self.close()
                raise UnreadableAnswer("the server closed the socket")
            self._receive(deadline)
            self._listen()
            self._flush(deadline)
        return self._heard.popleft()

    def close(self) -> None:
        self._pipe.close()

    def _greet(self, deadline: Deadline) -> None:
        request = self._talk.connect()
        request.headers["User-Agent"] = setting.user_agent()
        self._talk.send_request(request)
        try:
            self._flush(deadline)
            while self._talk.state is State.CONNECTING and self._talk.handshake_exc is None:
                self._receive(deadline)
        except (DeadlinePassed, UnreadableAnswer) as error:
            raise NotSent(f"{self._talk.uri.host} does not open a socket: {error}") from error
        failure = self._talk.handshake_exc
        if isinstance(failure, InvalidStatus):
            answer: Response = failure.response
            raise SocketRefused(answer.status_code, answer.headers.get("Retry-After", ""))
        if failure is not None:
            raise NotSent(f"{self._talk.uri.host} does not open a socket")
        self._listen()

    def _receive(self, deadline: Deadline) -> None:
        payload = self._pipe.read(deadline)
        if payload:
            self._talk.receive_data(payload)
        else:
            self._talk.receive_eof()

    def _listen(self) -> None:
        """Take in what has arrived whole; a text may come in pieces."""
        for event in self._talk.events_received():
            if not isinstance(event, Frame) or event.opcode not in (Opcode.TEXT, Opcode.CONT):
                continue
            self._piece += bytes(event.data).decode("utf-8", "replace")
            if len(self._piece) > _MAX_BYTES:
                raise TooLarge(f"what the server says is larger than {_MAX_BYTES} bytes")
            if event.fin:
                self._heard.append(self._piece)
                self._piece = ""

    def _flush(self, deadline: Deadline) -> None:
        payload = b"".join(self._talk.data_to_send())
        if payload:
            self._pipe.write(payload, deadline)


class _Inside:
    """A socket over a wire: what is said is a request, and each line of its answer is something that is heard."""

    def __init__(self, inside: wire.Wire, place: httpx.URL) -> None:
        self._inside, self._place = inside, place
        self._heard: deque[str] = deque()
        self._is_closed = False

    def say(self, text: str, deadline: Deadline) -> None:
        try:
            deadline.left()
        except DeadlinePassed as error:
            raise NotSent("the time was over before anything was said") from error
        request = httpx.Request("POST", self._place, content=text, headers={"upgrade": "websocket"})
        answer = self._inside.answer(request, deadline)
        if not answer.is_success:
            raise SocketRefused(answer.status_code, answer.headers.get("retry-after", ""))
        self._heard.extend(answer.text.splitlines())

    def hear(self, deadline: Deadline) -> str:
        if not self._heard:
            raise UnreadableAnswer("the server closed the socket")
        return self._heard.popleft()

    def close(self) -> None:
        self._heard.clear()
