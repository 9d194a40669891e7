"""The ids of a demo: high ones, so that it can be carried into another database with everything that names an id."""

from django.apps import apps
from django.db import connection

FIRST = 100_000
"""The demo is only made where there is no brand yet; what people add while it is made stays far below."""


def begin_high() -> None:
    """Let every table of this SQLite file give ids above FIRST from now on."""
    assert connection.vendor == "sqlite", "a scratch file is SQLite"
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE %s", ["%AUTOINCREMENT%"]
        )
        counted = tables & {name for (name,) in cursor.fetchall()}
        cursor.executemany("DELETE FROM sqlite_sequence WHERE name = %s", [(table,) for table in counted])
        cursor.executemany(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [(table, FIRST) for table in counted]
        )
