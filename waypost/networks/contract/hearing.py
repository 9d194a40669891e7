"""What answers say beside their point, told to whoever listens: how much is left of the network's limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from waypost.networks.contract.limits import Allowance

_listener: ContextVar[list[Allowance] | None] = ContextVar("listener", default=None)


@contextmanager
def listening() -> Iterator[list[Allowance]]:
    """Collect what the answers to the calls made inside the block say is left, in the order in which they came."""
    told: list[Allowance] = []
    token = _listener.set(told)
    try:
        yield told
    finally:
        _listener.reset(token)


def overheard(allowances: Iterable[Allowance]) -> None:
    """Pass on what the answer to a call said is left; a network says so of every answer whose value cannot carry it."""
    told = _listener.get()
    if told is not None:
        told.extend(allowances)
