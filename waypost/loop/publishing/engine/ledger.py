"""The database, as the engine's threads use it: a few threads own the connections, everybody else asks them.

So a process has a flat, small number of connections however many senders it has, and none is held over I/O.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import chain, repeat
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import (
    Error,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    connections,
    transaction,
)

from waypost.foundation.journal import reactions

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

TOGETHER = 8
"""How many changes share a commit at most; fewer when somebody else waits to write: a person's save slips in."""

PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Seconds between the tries while the database is away; the last one again and again."""
FAREWELL = 6.0
"""For how long a process that was told to stop goes on trying; then it leaves the rest to others."""
FROZEN_TOO_LONG = "25P03"
"""PostgreSQL ended a transaction because nothing happened in it."""

Asked = tuple[Callable[[], Any], Future[Any]]
"""A piece of work and where its answer goes."""


class Ledger(Protocol):
    """Runs work against the database and returns what it returns, after its commit."""

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Change something."""

    def read(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Only read."""


class DirectLedger:
    """Runs work in the caller's own thread: in simulated time and in tests."""

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return work(*args, **kwargs)

    def read(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return work(*args, **kwargs)


def insist(
    ledger: Ledger, is_stopping: Callable[[], bool], work: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """Change something that must be written down, however long the database is away: `work` may be done twice."""
    given_up_at: float | None = None
    for pause in chain(PAUSES, repeat(PAUSES[-1])):
        try:
            return ledger.do(work, *args, **kwargs)
        except Error as error:
            if is_stopping():
                given_up_at = given_up_at or time.monotonic() + FAREWELL
            if not is_away(error) or (given_up_at and time.monotonic() > given_up_at):
                raise
            log.warning(
                "ledger.tries_again", extra={"work": getattr(work, "__name__", ""), "error": str(error)}
            )
            time.sleep(pause)
    raise AssertionError("there is no last try")


def is_away(error: Exception) -> bool:
    """Whether the database may be back in a moment: nothing is wrong with what it was asked to do."""
    ended = getattr(error.__cause__, "sqlstate", "") == FROZEN_TOO_LONG
    return ended or isinstance(error, OperationalError | InterfaceError)


class ThreadLedger:
    """Runs work in `threads` threads, each with a connection of its own: for a server that takes many at a time.

    A thread keeps its connection until something goes wrong there; nothing but the database ever holds it up.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="ledger")

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._pool.submit(_run, partial(_whole, partial(work, *args, **kwargs))).result()

    def read(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._pool.submit(_run, partial(work, *args, **kwargs)).result()

    def close(self) -> None:
        together = threading.Barrier(self._threads)

        def give_back() -> None:
            together.wait(timeout=10)
            connections.close_all()

        for _ in range(self._threads):
            self._pool.submit(give_back)
        self._pool.shutdown(wait=True)


class OneWriterLedger:
    """For a database with one writer at a time: one thread writes, and what waits for it shares a commit.

    Each piece of work is undone alone when it fails, and nobody hears of a result before the commit. Reading goes on
    beside it in a thread of its own.
    """

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="reader")
        self._writer = threading.Thread(target=self._write, name="writer")
        self._writer.start()

    def do(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        answer: Future[R] = Future()
        self._waiting.put((partial(work, *args, **kwargs), answer))
        return answer.result()

    def read(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return self._readers.submit(_run, partial(work, *args, **kwargs)).result()

    def close(self) -> None:
        self._waiting.put(None)
        self._writer.join()
        self._readers.shutdown(wait=True)

    def _write(self) -> None:
        while (first := self._waiting.get()) is not None:
            group = [first]
            while group:
                self._join(group)
                with reactions.hurried_together():
                    done = _commit(group)
                group = group[done:]
        connections.close_all()

    def _join(self, group: list[Asked]) -> None:
        """Let what waits share the next commit."""
        while len(group) < TOGETHER and not self._waiting.empty():
            following = self._waiting.get()
            if following is None:
                self._waiting.put(None)
                break
            group.append(following)


def _commit(group: list[Asked]) -> int:
    """Do as many as can share a commit while nobody else waits to write, at least one; return how many were done."""
    ended: list[tuple[Future[Any], Any, Exception | None]] = []
    try:
        with transaction.atomic():
            for work, answer in group:
                if ended and _is_awaited():
                    break
                try:
                    with transaction.atomic():
                        ended.append((answer, work(), None))
                except Exception as error:  # noqa: BLE001 (handed to whoever asked)
                    ended.append((answer, None, error))
    except Exception as error:  # noqa: BLE001 (nothing of the group is true: everybody hears why)
        connections.close_all()
        ended = [(answer, None, error) for _, answer in group]
    for answer, result, failure in ended:
        if failure is None:
            answer.set_result(result)
        else:
            answer.set_exception(failure)
    close_old_connections()
    return len(ended)


def _is_awaited() -> bool:
    # A question of the queue in config/sqlite; other databases have no such queue.
    asks = getattr(connection, "is_awaited", None)
    return asks is not None and asks()


@transaction.atomic
def _whole(work: Callable[[], R]) -> R:
    return work()


def _run(work: Callable[[], R]) -> R:
    try:
        return work()
    except BaseException:
        connections.close_all()
        raise
