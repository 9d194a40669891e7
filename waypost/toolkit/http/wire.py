"""A way to answer calls inside this process, for simulation and tests: no socket, no look-up, no guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import httpx

from waypost.toolkit.http.deadline import Deadline


class Wire(Protocol):
    """Stands where the network would be."""

    def connect(self, request: httpx.Request) -> None:
        """Be reached. May raise NotSent."""

    def answer(self, request: httpx.Request, deadline: Deadline) -> httpx.Response:
        """Do what is asked and answer. May raise any HttpError."""


_current: Wire | None = None


def current() -> Wire | None:
    """The wire that all calls of this process go through, if there is one."""
    return _current


@contextmanager
def wired(wire: Wire) -> Iterator[None]:
    """Send every call of this process, in all its threads, through `wire` inside the block."""
    global _current
    before, _current = _current, wire
    try:
        yield
    finally:
        _current = before
