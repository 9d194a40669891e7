"""What the publisher asks again and again is found by an index: it costs the same behind a million posts as behind ten."""

import pytest
from django.db import connection

from waypost.loop.publishing import queries
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.publisher import sweep
from waypost.loop.publishing.queries.changing import to_make
from waypost.toolkit import clock

GROW = (
    "publishing_publication",
    "publishing_attempt",
    "publishing_change",
    "content_post",
    "content_variant",
)


def look_around() -> None:
    """All that a publisher asks when something changed and when nothing did."""
    now = clock.now()
    queries.next_moments(now)
    queries.due_lanes(now, busy=set())
    queries.next_on(1, now)
    queries.TRIED_AGAIN_ON.ask(workspace=1, channel=1, now=now, until=now)
    queries.known_remote_ids(1, now)
    for due in (queries.to_prepare(now), queries.to_look_for(now), to_make(now)):
        list(due[:10])
    sweep(DirectLedger())


def plans_of(statements: list[tuple[str, object]]) -> list[tuple[str, str]]:
    """Each step by which SQLite would answer these, with the statement."""
    with connection.cursor() as cursor:
        return [
            (step[3], sql)
            for sql, values in statements
            for step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
        ]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how much there is")
def test_no_look_of_the_publisher_reads_all_that_was_ever_sent(world) -> None:
    asked = []

    def note(execute, sql, values, many, context):
        if sql.lstrip().startswith(("SELECT", "UPDATE")):
            asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        look_around()

    scans = {sql for step, sql in plans_of(asked) if step.startswith("SCAN ") and step.split()[1] in GROW}
    assert len(asked) > 15
    assert scans == set()
