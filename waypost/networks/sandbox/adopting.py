"""Brings what happened on one sandbox into another's file, ids and all: for a demo that was simulated elsewhere."""

import sqlite3
from contextlib import closing
from pathlib import Path

OWN = frozenset({"switch", "fault", "sqlite_sequence"})
"""Tables that say how a sandbox behaves, not what happened on it; who lives there comes along where nobody does."""


def begin_high(path: Path, first: int) -> None:
    """Let every table of the file give ids above `first` from now on."""
    with closing(_opened(path)) as rows, rows:
        for table in _tables(rows, "main"):
            rows.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
            rows.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, first])


def adopt(here: Path, there: Path) -> int:
    """Copy every row from `there` into `here` in one transaction and say how many; both may be in use.

    Raises sqlite3.IntegrityError, and changes nothing, when an id is taken.
    """
    copied = 0
    with closing(_opened(here)) as rows:
        rows.execute("ATTACH DATABASE ? AS other", [str(there)])
        with rows:
            rows.execute("BEGIN IMMEDIATE")
            for table in _tables(rows, "other") - OWN:
                names = ", ".join(row[1] for row in rows.execute(f"PRAGMA other.table_info({table})"))
                copy = f"INSERT INTO main.{table} ({names}) SELECT {names} FROM other.{table}"  # noqa: S608
                copied += rows.execute(copy).rowcount
            rows.execute(
                "INSERT OR IGNORE INTO main.switch SELECT * FROM other.switch WHERE name LIKE 'audience%'"
            )
    return copied


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=30, isolation_level=None)


def _tables(rows: sqlite3.Connection, schema: str) -> set[str]:
    found = rows.execute(f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'")  # noqa: S608
    return {name for (name,) in found if not name.startswith("sqlite_")}
