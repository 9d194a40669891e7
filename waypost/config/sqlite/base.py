"""The backend that Django loads by the name of this folder: SQLite's own, whose transactions go through the turnstile."""

import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from waypost.config.sqlite.turnstile import Turnstile


def _remembered(convert: Callable[[str], Any], most: int) -> Callable[[bytes], Any]:
    """As Django's own converter, which reads the same few days and times of day anew in every row of every page."""

    @lru_cache(maxsize=most)
    def converted(written: bytes) -> Any:
        return convert(written.decode())

    return converted


sqlite3.register_converter("date", _remembered(parse_date, 2_000))
sqlite3.register_converter("time", _remembered(parse_time, 2_000))
sqlite3.register_converter("datetime", _remembered(parse_datetime, 20_000))


@lru_cache(maxsize=1000)
def _with_question_marks(statement: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", statement).replace("%%", "%")


@lru_cache(maxsize=1000)
def _with_names(statement: str, names: tuple[str, ...]) -> str:
    return statement % {name: f":{name}" for name in names}


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor, which writes the places of the same long statements anew each time."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is None:
            return _with_question_marks(query)
        else:
            return _with_names(query, tuple(param_names))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for its turn before it begins a transaction."""

    _turnstile: Turnstile | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            self._turnstile = Turnstile(Path(conn_params["database"]))
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def is_awaited(self) -> bool:
        """Whether somebody else waits to write: whoever writes much can make an end and let them."""
        return self._turnstile is not None and self._turnstile.is_awaited()

    def _start_transaction_under_autocommit(self) -> None:
        if self._turnstile is not None:
            self._turnstile.enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave()
            if self._turnstile is not None:
                self._turnstile.close()
                self._turnstile = None

    def _leave(self) -> None:
        if self._turnstile is not None:
            self._turnstile.leave()
