"""Tells cheaply whether anything in the database changed, so that an idle publisher costs next to nothing."""

from django.db import connection


class Watch:
    """On SQLite a counter of the file says whether any other connection committed; elsewhere the answer is always yes."""

    def __init__(self) -> None:
        self._seen: int | None = None

    def changed(self) -> bool:
        """Whether there may be something new since the last call. Asks the calling thread's own connection."""
        if connection.vendor != "sqlite":
            return True
        connection.ensure_connection()
        # Asked ten times a second, so without the detour through Django's cursors; its errors are Django's all the same.
        with connection.wrap_database_errors:
            now = connection.connection.execute("PRAGMA data_version").fetchone()[0]
        changed: bool = now != self._seen
        self._seen = now
        return changed

    def forget(self) -> None:
        """Let the next answer be yes: what changed could not be looked at."""
        self._seen = None
