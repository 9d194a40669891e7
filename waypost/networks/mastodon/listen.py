"""The line on which a server says at once that somebody spoke to us: server-sent events of the account's notifications.

https://docs.joinmastodon.org/methods/streaming/ (2026-07). Where it is spoken, the server's own document says.
"""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.contract import Account, Disconnected, Line, Rejected, TryLater, Unreachable
from waypost.networks.mastodon import client
from waypost.toolkit import http

_PATH = "/api/v1/streaming/user/notification"
_OPEN_SECONDS = 15.0
_SILENCE_SECONDS = 90.0
"""Servers say something every 15 seconds, if only that they are there; after so long nobody is."""
_EVENT_BYTES = 1_000_000
_SCHEMES = {"wss": "https", "https": "https", "ws": "http", "http": "http"}
_NO_LINE = "The server does not say where it could be listened to."


class Urls(BaseModel):
    """Where a server lives; the second is the word of the older document."""

    streaming: str | None = None
    streaming_api: str | None = None


class Configuration(BaseModel):
    """What the newer document says under this name."""

    urls: Urls = Urls()


class InstanceAnswer(BaseModel):
    """A server's own document, of today or the one before it."""

    configuration: Configuration = Configuration()
    urls: Urls = Urls()

    @property
    def streaming(self) -> str:
        return self.configuration.urls.streaming or self.urls.streaming_api or ""


def open_line(account: Account) -> Line:
    """Open the line. Raises TryLater, Disconnected, or Rejected where the server has none of this kind."""
    try:
        found = _opened(account)
        if found.answer.is_success and _is_stream(found.answer):
            return _Line(found)
        found.close()
        if found.answer.status_code == 401:
            raise Disconnected(client.error_of(found.answer) or "The server no longer accepts this sign-in.")
        if found.answer.status_code == 429 or found.answer.status_code >= 500:
            client.read(found.answer, dict[str, Any])
    except http.NotSent as error:
        raise Unreachable(calling.AGAIN_SECONDS, str(error)) from error
    except http.HttpError as error:
        raise TryLater(calling.AGAIN_SECONDS, str(error)) from error
    raise Rejected("The server cannot be listened to in this way.", str(found.answer.status_code))


def _opened(account: Account) -> http.Stream:
    said = client.headers(account.token) | {"accept": "text/event-stream"}
    request = http.request("GET", client.address(_streaming(account), _PATH), headers=said)
    return http.stream(request, http.Deadline(_OPEN_SECONDS))


def _streaming(account: Account) -> str:
    """Where the server speaks. The token goes there, so never to a place that is less safe than the server itself."""
    try:
        answer = client.get(account.server, "/api/v2/instance", InstanceAnswer, token=account.token)
    except client.Missing:
        answer = client.get(account.server, "/api/v1/instance", InstanceAnswer, token=account.token)
    scheme, _, place = answer.streaming.partition("://")
    if scheme not in _SCHEMES or not place:
        raise Rejected(_NO_LINE)
    if account.server.startswith("https://") and _SCHEMES[scheme] != "https":
        raise Rejected("The server would speak over a line that is not secure.")
    return f"{_SCHEMES[scheme]}://{place}"


def _is_stream(answer: httpx.Response) -> bool:
    return str(answer.headers.get("content-type", "")).startswith("text/event-stream")


class _Line:
    """The line while it is open."""

    def __init__(self, found: http.Stream) -> None:
        self._stream = found
        self._events = Events()
        self._heard_at = time.monotonic()

    def wait(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                piece = self._stream.read(left)
            except http.HttpError as error:
                raise TryLater(calling.AGAIN_SECONDS, str(error)) from error
            if piece is None:
                break
            if not piece:
                raise TryLater(calling.AGAIN_SECONDS, "The server hung up.")
            self._heard_at = time.monotonic()
            if any(_speaks_to_us(name, said) for name, said in self._events.of(piece)):
                return True
        if time.monotonic() - self._heard_at > _SILENCE_SECONDS:
            raise TryLater(calling.AGAIN_SECONDS, "The server has fallen silent.")
        return False

    def close(self) -> None:
        self._stream.close()


def _speaks_to_us(name: str, said: str) -> bool:
    """Whether an event tells of words to us; one that cannot be read may, and looking does no harm."""
    if name != "notification":
        return False
    try:
        found = json.loads(said)
    except ValueError:
        return True
    return not isinstance(found, dict) or found.get("type", "mention") == "mention"


class Events:
    """Cuts what comes in into events (https://html.spec.whatwg.org/multipage/server-sent-events.html, 2026-11)."""

    def __init__(self) -> None:
        self._rest = b""
        self._name = ""
        self._said: list[str] = []

    def of(self, piece: bytes) -> list[tuple[str, str]]:
        """The events that end in this piece, each with its name and what it says. Raises TryLater for an endless one."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        found: list[tuple[str, str]] = []
        for line in lines:
            if (event := self._line(line.removesuffix(b"\r").decode(errors="replace"))) is not None:
                found.append(event)
        if len(self._rest) + sum(map(len, self._said)) > _EVENT_BYTES:
            raise TryLater(calling.AGAIN_SECONDS, "The server says one thing without end.")
        return found

    def _line(self, line: str) -> tuple[str, str] | None:
        if not line:
            event = (self._name or "message", "\n".join(self._said)) if self._said else None
            self._name, self._said = "", []
            return event
        field, _, value = line.partition(":")
        if field == "event":
            self._name = value.removeprefix(" ")
        elif field == "data":
            self._said.append(value.removeprefix(" "))
        return None
