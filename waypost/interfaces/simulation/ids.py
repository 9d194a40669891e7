"""The ids of a brand that is to be carried into another database: high ones, so that whatever names an id stays true."""

from django.apps import apps
from django.db import connection


def begin_above(first: int) -> None:
    """Let every table of this SQLite file give ids above `first` from now on."""
    assert connection.vendor == "sqlite", "a scratch file is SQLite"
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE %s", ["%AUTOINCREMENT%"]
        )
        counted = tables & {name for (name,) in cursor.fetchall()}
        cursor.executemany("DELETE FROM sqlite_sequence WHERE name = %s", [(table,) for table in counted])
        cursor.executemany(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [(table, first) for table in counted]
        )
