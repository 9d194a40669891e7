"""The one statement that runs for every action, written out once (docs/decisions/0003-statements-written-out.md)."""

from typing import Any

from django.db import connection

from waypost.foundation.journal.models import Entry

WRITE = """
    INSERT INTO journal_entry (at, verb, workspace_id, subject_type, subject_id, subject_label, actor_kind, actor_id,
                               actor_label, details, reacted_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
    RETURNING id
"""


def write(entry: Entry) -> None:
    """Add an entry to the journal; it has its id from then on."""
    moment: Any = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            [
                moment(entry.at),
                entry.verb,
                entry.workspace_id,
                entry.subject_type,
                entry.subject_id,
                entry.subject_label,
                entry.actor_kind,
                entry.actor_id,
                entry.actor_label,
                connection.ops.adapt_json_value(entry.details, None),
                moment(entry.reacted_at),
            ],
        )
        entry.pk = cursor.fetchone()[0]
    entry._state.adding, entry._state.db = False, connection.alias
