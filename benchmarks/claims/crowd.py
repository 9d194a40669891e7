"""Fills a database with posts that are out and posts that wait, by statements that make many rows of one.

Each row is a copy of one that the program made: a post, its variant and its publication; what is out has its attempt.
"""

from collections.abc import Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

from benchmarks.figures import progress
from waypost.loop.content.models import Post, Variant
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Attempt, Publication

A_DAY = 86_400
A_YEAR = 365 * A_DAY
WAITING = {State.SCHEDULED: 0.8, State.READY: 0.1, State.WAITING: 0.1}
"""How what waits is shared out: most is planned, some is prepared, some was put off by its network."""
MOMENT = {
    "sqlite": "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'now', ({seconds}) || ' seconds')",
    "postgresql": "STATEMENT_TIMESTAMP() + ({seconds}) * INTERVAL '1 second'",
}
SERIES = "WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < {count})"


def fill(like: Sequence[Publication], finished: int, waiting: int) -> None:
    """Make so many finished and waiting publications like these, which are of one channel each."""
    each = len(like)
    for number, publication in enumerate(like):
        progress(f"filling, channel {number + 1} of {each} …")
        _copies(publication, finished // each, State.PUBLISHED, -A_YEAR)
        for state, share in WAITING.items():
            _copies(publication, int(waiting * share) // each, state, A_YEAR)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Post, Variant, Publication, Attempt]):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            # What autovacuum does by itself, only sooner. On SQLite nobody does it, so neither do we.
            cursor.execute("VACUUM ANALYZE")


def _copies(publication: Publication, count: int, state: State, over: int) -> None:
    """Copies of one publication and what belongs to it, from a day on spread over so many seconds (back, if negative)."""
    if not count:
        return
    step = over // count
    assert publication.variant is not None
    post_id, variant_id, publication_id = (_last(model) for model in (Post, Variant, Publication))
    at = MOMENT[connection.vendor].format(seconds=f"{A_DAY if over > 0 else -A_DAY} + {step} * i")
    is_out = state is State.PUBLISHED
    _copy(Post, publication.post_id, count, id=f"{post_id} + i", planned_at=at)
    _copy(Variant, publication.variant.pk, count, id=f"{variant_id} + i", post_id=f"{post_id} + i")
    changed = {
        "id": f"{publication_id} + i", "post_id": f"{post_id} + i", "variant_id": f"{variant_id} + i",
        "key": f"'crowd-' || ({publication_id} + i)", "state": f"'{state.value}'", "due_at": at, "planned_at": at,
        "act_at": "NULL" if is_out else at, "tries": "1" if is_out else "0",
        "remote_id": f"'remote-' || ({publication_id} + i)" if is_out else "''",
        "published_at": at if is_out else "NULL",
    }  # fmt: skip
    _copy(Publication, publication.pk, count, **changed)
    if is_out:
        attempt = Attempt.objects.filter(publication=publication).latest("pk").pk
        _copy(
            Attempt, attempt, count,
            id=f"{_last(Attempt)} + i", publication_id=f"{publication_id} + i", armed_at=at, finished_at=at,
        )  # fmt: skip


def _copy(model: type[models.Model], row: int, count: int, **changed: str) -> None:
    """Make so many rows like `row`, with these columns as expressions of the number `i` of the copy."""
    table = connection.ops.quote_name(model._meta.db_table)
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = [changed.get(column, f"one.{column}") for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) {SERIES.format(count=count)} "
            f"SELECT {', '.join(values)} FROM {table} one, series WHERE one.id = %s",
            [row],
        )


def _last(model: Any) -> int:
    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0)
