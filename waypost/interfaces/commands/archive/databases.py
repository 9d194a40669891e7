"""Copying a database out of a running installation, and putting a copy back."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo

from waypost.toolkit.refusal import Refusal

PATIENCE = 60.0
LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
FILES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


class NoTool(Refusal):
    """PostgreSQL's own programs are not on this machine."""


def copy_to(path: Path) -> None:
    """Write a consistent copy of the database to `path`, also while others write to it."""
    if connection.vendor == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", "--exclude-table-data=huey*", f"--file={path}")
    else:
        connection.ensure_connection()
        target = sqlite3.connect(path)
        try:
            connection.connection.backup(target, progress=_patience())
            target.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()


def check(path: Path) -> None:
    """Refuse a copy that cannot be put back, before anything is touched."""
    if connection.vendor == "postgresql":
        _tool("pg_restore")
    else:
        _check_sqlite(path)


def put_back(path: Path) -> None:
    """Make the database of the settings what the copy at `path` says; everything else in it is gone."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
        _run("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(path))
    else:
        shutil.move(path, settings.DATABASES["default"]["NAME"])


def _patience() -> Callable[[int, int, int], None]:
    """Hears of each step of a copy; gives up when the database stays locked, as nothing else would."""
    deadline = time.monotonic() + PATIENCE

    def heard(status: int, remaining: int, total: int) -> None:
        if status in LOCKED and time.monotonic() > deadline:
            raise Refusal(
                "Something keeps the database locked, so it cannot be copied. Stop it and try again."
            )

    return heard


def _check_sqlite(path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refusal("The database inside this backup cannot be read. Use another backup.") from error
    finally:
        copy.close()
    if answer != "ok":
        raise Refusal(f"The database inside this backup is damaged ({answer}). Use another backup.")


def _run(program: str, *words: str) -> None:
    names = {"dbname": "NAME", "user": "USER", "host": "HOST", "port": "PORT"}
    known = {name: str(connection.settings_dict[key] or "") for name, key in names.items()}
    further = {k: v for k, v in connection.settings_dict["OPTIONS"].items() if isinstance(v, str | int)}
    address = make_conninfo("", **{name: str(value) for name, value in {**further, **known}.items() if value})
    # A password on the command line would be seen by everybody on the machine.
    secret = str(connection.settings_dict["PASSWORD"] or "")
    command = [_tool(program), f"--dbname={address}", *words]
    done = subprocess.run(  # noqa: S603 (our own words)
        command, env={**os.environ, "PGPASSWORD": secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Refusal(f"{program} did not succeed: {said}")


def _tool(program: str) -> str:
    """PostgreSQL's program of this name: the one on the path, else the newest of Debian's."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: float(path.parts[4])
    )
    found = shutil.which(program) or (str(debian[-1]) if debian else "")
    if not found:
        raise NoTool(
            f"{program} is not on this machine, and PostgreSQL can only be copied with it. "
            "Install PostgreSQL's client programs (`apt-get install postgresql-client`)."
        )
    return found
