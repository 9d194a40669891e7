"""An SQLite database as the migrations leave it, kept in pytest's cache, so that a run need not migrate again.

It is named by the sum of everything that it comes from: another line in a migration, a model or a pin makes another
one. Where it is missing, one process migrates and the others wait for it. PostgreSQL migrates each time.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from django.core import management
from django.db import connection

ROOT = Path(__file__).parents[1]
SOURCES = ("waypost/**/*.py", "requirements/*.txt")


@contextmanager
def kept_in(folder: Path) -> Iterator[None]:
    """Let `migrate` fill an empty SQLite database from the template in `folder`, or make the template."""
    migrate = management.call_command

    def filled(name: str, *words: Any, **options: Any) -> Any:
        if name != "migrate" or connection.vendor != "sqlite":
            return migrate(name, *words, **options)
        return fill(folder / f"{sum_of_sources()}.sqlite3", lambda: migrate(name, *words, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(management, "call_command", filled)
        yield


def fill(template: Path, migrate: Callable[[], Any]) -> None:
    """The database of this process, from the template; made by `migrate` and kept where there is none."""
    connection.ensure_connection()
    with (template.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            migrate()
            keep(template)
            return
    with closing(sqlite3.connect(f"{template.as_uri()}?mode=ro", uri=True)) as source:
        source.backup(connection.connection)


def keep(template: Path) -> None:
    """Write the database of this process to the template, in one step, and forget older ones."""
    unfinished = template.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    for older in template.parent.glob("*.sqlite3"):
        older.unlink()
    os.replace(unfinished, template)


def sum_of_sources() -> str:
    """One name for the code and the pins that a migrated database comes from."""
    found = blake2b(f"{sys.version} {sqlite3.sqlite_version}".encode(), digest_size=16)
    for pattern in SOURCES:
        for path in sorted(path for path in ROOT.glob(pattern) if "tests" not in path.parts[-3:]):
            found.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return found.hexdigest()
