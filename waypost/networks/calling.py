"""How every network is called: what may be repeated, the pause that an answer asks for, and the one call that makes a post.

That call is built and connected ahead of its time, written once, and its answer read by the network's own folder.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from waypost.networks.contract import ReadyCall, Sent, Unreachable
from waypost.toolkit import clock, http

CONNECT_SECONDS = 10.0
_SLOWEST = 250_000
"""Bytes a second that an upload may need: a line of 2 Mbit/s."""


def fetch(verb: str, url: str, *, again: float, **asked: Any) -> httpx.Response:
    """Call what may be repeated, as `http.fetch` does. Raises Unreachable, after `again` seconds, when nobody is there."""
    try:
        return http.fetch(verb, url, **asked)
    except http.NotSent as error:
        raise Unreachable(again, str(error)) from error


def upload_seconds(content: http.Body) -> float:
    """How long an upload may take: a minute, and what it needs on a slow line."""
    return 60.0 + content.size / _SLOWEST


def pause(answer: httpx.Response, usual: float) -> float:
    """How many seconds an answer asks us to wait, in seconds or until a moment; `usual` where it does not say.

    Retry-After: RFC 9110, section 10.2.3.
    """
    said = answer.headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return usual
    return max(1.0, (until.replace(tzinfo=until.tzinfo or UTC) - clock.now()).total_seconds())


def ready(
    build: Callable[[], httpx.Request],
    read: Callable[[httpx.Response], Sent],
    *,
    seconds: float,
    again: float,
) -> ReadyCall:
    """Build the call and connect. `send` takes at most `seconds` and gives what `read` makes of the answer.

    Raises Unreachable, to be tried after `again` seconds, when nobody is there; else what `build` raises.
    """
    try:
        connected = http.connect(build(), http.Deadline(CONNECT_SECONDS))
    except http.NotSent as error:
        raise Unreachable(again, str(error)) from error
    return _Ready(connected, read, seconds, again)


class _Ready:
    """A connection with a call that was not written yet."""

    def __init__(
        self, connected: http.Connected, read: Callable[[httpx.Response], Sent], seconds: float, again: float
    ) -> None:
        self._connected, self._read, self._seconds, self._again = connected, read, seconds, again

    def send(self, seconds_left: float) -> Sent:
        try:
            answer = self._connected.send(http.Deadline(min(seconds_left, self._seconds)))
        except http.NotSent as error:
            raise Unreachable(self._again, str(error)) from error
        return self._read(answer)

    def close(self) -> None:
        self._connected.close()
