"""How every network is called: what may be repeated, what its answers ask for, and the one call that makes a post.

That call is built and connected ahead of its time, written once, and its answer read by the network's own folder.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx
from pydantic import TypeAdapter

from waypost.networks.contract import (
    REST,
    Allowance,
    Disconnected,
    Per,
    ReadyCall,
    Rejected,
    Sent,
    TryLater,
    Unreachable,
)
from waypost.toolkit import clock, http

CONNECT_SECONDS = 10.0
_SLOWEST = 250_000
"""Bytes a second that an upload may need: a line of 2 Mbit/s."""
AGAIN_SECONDS = 5.0
"""A network that was not reached may be after so long."""
BUSY_SECONDS = 60.0
"""Whoever asks for a pause and does not say how long gets so long a one."""
REFUSED_SECONDS = 3600.0
"""What was refused to a reader may be let through after so long."""

AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")
_READERS: dict[Any, TypeAdapter[Any]] = {}


def fetch(verb: str, url: str, **asked: Any) -> httpx.Response:
    """Call what may be repeated, as `http.fetch` does. Raises Unreachable when nobody is there."""
    try:
        return http.fetch(verb, url, **asked)
    except http.NotSent as error:
        raise Unreachable(AGAIN_SECONDS, str(error)) from error


def upload_seconds(content: http.Body) -> float:
    """How long an upload may take: a minute, and what it needs on a slow line."""
    return 60.0 + content.size / _SLOWEST


def reader(shape: type[AnswerT]) -> TypeAdapter[AnswerT]:
    """What reads answers of a shape, made once: making it costs more than reading."""
    if shape not in _READERS:
        _READERS[shape] = TypeAdapter(shape)
    return _READERS[shape]


def reading(
    ask: Callable[[], ResultT], *, is_shut_out: Callable[[Rejected], bool] = lambda error: False
) -> ResultT:
    """Ask what a reader asks again and again: no refusal of a reading is final, and no failure either.

    `is_shut_out` says of a refusal that it is one of us, not of what we asked. Raises TryLater or Disconnected.
    """
    try:
        return ask()
    except Rejected as error:
        if is_shut_out(error):
            raise Disconnected(error.reason) from error
        raise TryLater(REFUSED_SECONDS, error.reason) from error
    except http.HttpError as error:
        raise TryLater(AGAIN_SECONDS, str(error)) from error


def pause(answer: httpx.Response, usual: float = BUSY_SECONDS) -> float:
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


def rested(seconds: float, sentence: str, *, limit: str = REST, per: Per = Per.CHANNEL) -> TryLater:
    """A network asks for a pause: nothing is left of a limit until it is over; without its name, of all of them."""
    nothing = Allowance(limit=limit, left=0, until=clock.now() + timedelta(seconds=seconds), per=per)
    return TryLater(seconds, sentence, (nothing,))


def ready(
    build: Callable[[], httpx.Request], read: Callable[[httpx.Response], Sent], *, seconds: float
) -> ReadyCall:
    """Build the call and connect. `send` takes at most `seconds` and gives what `read` makes of the answer.

    Raises Unreachable when nobody is there; else what `build` raises.
    """
    try:
        connected = http.connect(build(), http.Deadline(CONNECT_SECONDS))
    except http.NotSent as error:
        raise Unreachable(AGAIN_SECONDS, str(error)) from error
    return _Ready(connected, read, seconds)


class _Ready:
    """A connection with a call that was not written yet."""

    def __init__(
        self, connected: http.Connected, read: Callable[[httpx.Response], Sent], seconds: float
    ) -> None:
        self._connected, self._read, self._seconds = connected, read, seconds

    def send(self, seconds_left: float) -> Sent:
        try:
            answer = self._connected.send(http.Deadline(min(seconds_left, self._seconds)))
        except http.NotSent as error:
            raise Unreachable(AGAIN_SECONDS, str(error)) from error
        return self._read(answer)

    def close(self) -> None:
        self._connected.close()
