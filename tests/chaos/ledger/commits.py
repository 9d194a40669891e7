"""Ends a publisher with SIGKILL before or after one of its commits, and notes what each commit holds.

The commits are those of the database's connection; what they hold has the names that the engine gives its ledger:
"arming.arm", "outcomes.settle doubtful". A statement outside of any transaction is a commit too.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.signals import connection_created

from waypost.loop.publishing.domain.answers import Answer
from waypost.loop.publishing.engine.ledger import OneWriterLedger, ThreadLedger

WRITES = {"INSERT", "UPDATE", "DELETE"}


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"


DIED = "died "
"""Begins a note of where a process ended."""


@dataclass
class Doom:
    """Where a process ends: at the first point that is not `spared`, or on one `side` of its `left`-th commit."""

    spared: frozenset[str] = frozenset()
    side: Side | None = None
    left: int = 1


class Commits:
    """Stands around every commit of this process and of those it forks."""

    def __init__(self, notes: Path) -> None:
        self.doom: Doom | None = None
        self._notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._here = threading.local()
        self._lock = threading.Lock()

    def watch(self) -> None:
        wrapper: Any = type(connections[DEFAULT_DB_ALIAS])
        wrapper._commit = self._around(wrapper._commit)
        wrapper._rollback = self._forgetting(wrapper._rollback)
        for ledger in (OneWriterLedger, ThreadLedger):
            ledger.do = self._naming(ledger.do)  # type: ignore[method-assign]
        connection_created.connect(self._watch_statements)

    def _around(self, commit: Callable[[Any], None]) -> Callable[[Any], None]:
        def committed(wrapper: Any) -> None:
            names = self._take()
            self._reach(Side.BEFORE, names)
            commit(wrapper)
            self._reach(Side.AFTER, names)

        return committed

    def _forgetting(self, rollback: Callable[[Any], None]) -> Callable[[Any], None]:
        def rolled_back(wrapper: Any) -> None:
            self._take()
            rollback(wrapper)

        return rolled_back

    def _naming(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def named(ledger: Any, work: Callable[..., Any], *args: Any, **more: Any) -> Any:
            name = _name(work, args)

            def noted(*args: Any, **more: Any) -> Any:
                result = work(*args, **more)
                self._holds().append(name)
                return result

            return do(ledger, noted, *args, **more)

        return named

    def _watch_statements(self, connection: Any, **_: Any) -> None:
        if self._around_statement not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._around_statement)

    def _around_statement(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        verb = sql.split(None, 1)[0].upper()
        if context["connection"].in_atomic_block or verb not in WRITES:
            return execute(sql, params, many, context)
        table = sql.split('"')[1]
        names = [f"{verb} {table}"]
        self._reach(Side.BEFORE, names)
        result = execute(sql, params, many, context)
        self._reach(Side.AFTER, names)
        return result

    def _reach(self, side: Side, names: list[str]) -> None:
        if side is Side.BEFORE:
            self._note(names)
        doom, points = self.doom, {f"{side} {name}" for name in names}
        if doom is None or (doom.side not in {side, None}) or (doom.side is None and points <= doom.spared):
            return
        with self._lock:
            doom.left -= 1
            if doom.left <= 0:
                self._note([f"{DIED}{point}" for point in points])
                os.kill(os.getpid(), signal.SIGKILL)

    def _note(self, lines: Iterable[str]) -> None:
        os.write(self._notes, "".join(f"{line}\n" for line in lines).encode())

    def _holds(self) -> list[str]:
        if not hasattr(self._here, "names"):
            self._here.names = []
        return self._here.names

    def _take(self) -> list[str]:
        names, self._here.names = self._holds(), []
        return names


def _name(work: Callable[..., Any], args: tuple[Any, ...]) -> str:
    """What a piece of work is called, and how it ended where it is an attempt's end."""
    outcome = next((f" {arg.outcome}" for arg in args if isinstance(arg, Answer)), "")
    return f"{work.__module__.rpartition('.')[2]}.{work.__qualname__}{outcome}"
