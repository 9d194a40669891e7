"""Huey with signed messages: a job's arguments are ids, and nobody but us can put one into the queue."""

from typing import Any

from django.conf import settings
from huey import PostgresHuey, SqliteHuey
from huey.serializer import SignedSerializer


def _signed() -> SignedSerializer:
    return SignedSerializer(secret=settings.SECRET_KEY)


class SignedSqliteHuey(SqliteHuey):  # type: ignore[misc]
    """The queue on one machine, in a file of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, serializer=_signed(), **kwargs)


class SignedPostgresHuey(PostgresHuey):  # type: ignore[misc]
    """The queue on many machines, in the same PostgreSQL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, serializer=_signed(), **kwargs)
