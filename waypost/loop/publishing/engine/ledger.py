"""The database, as the engine's threads use it: a few threads own the connections, everybody else asks them.

So a process has a flat, small number of connections however many senders it has, and none is held over I/O.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from django.db import close_old_connections, connections

P = ParamSpec("P")
R = TypeVar("R")


class Ledger(Protocol):
    """Runs work against the database and returns what it returns."""

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R: ...


class DirectLedger:
    """Runs work in the caller's own thread: in simulated time and in tests."""

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return work(*args, **kwargs)


class ThreadLedger:
    """Runs work in `threads` threads, each with a connection of its own."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="ledger")

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._pool.submit(_run, partial(work, *args, **kwargs)).result()

    def close(self) -> None:
        self._pool.shutdown(wait=True)


def _run(work: Callable[[], R]) -> R:
    try:
        return work()
    except BaseException:
        connections.close_all()
        raise
    finally:
        close_old_connections()
