"""Our converters of SQLite's days and times must say what Django's say."""

from datetime import date, datetime, time

import pytest
from django.db import connection

from waypost.config.sqlite.base import _remembered


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("date", "2026-11-03", date(2026, 11, 3)),
        ("time", "09:30:00", time(9, 30)),
        ("datetime", "2026-11-03 09:30:00.000250", datetime(2026, 11, 3, 9, 30, 0, 250)),
        ("datetime", None, None),
    ],
)
def test_what_is_stored_is_read_again(kind, written, meant):
    if connection.vendor == "postgresql" and kind == "datetime":
        kind = "timestamp"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE kept (it {kind})")
        cursor.execute("INSERT INTO kept VALUES (%s)", [written])
        read = [cursor.execute("SELECT it FROM kept").fetchone()[0] for _ in range(2)]
        cursor.execute("DROP TABLE kept")

    assert read == [meant, meant]


def test_what_was_read_once_is_not_read_again():
    asked = []
    convert = _remembered(lambda written: asked.append(written), 2)

    convert(b"2026-11-03")
    convert(b"2026-11-03")

    assert asked == ["2026-11-03"]
