"""A query that runs for every page, compiled once for each kind of access and then run with the ids of whoever asks.

Building a statement anew costs the ORM far more than the database needs to answer it; on the small questions that the
frame of every page asks, that was a third of the page (benchmarks/pages).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access

# Ids that no row has; they mark the places in a compiled statement.
_WORKSPACE, _PERSON, _MEMBER = -9_000_001, -9_000_002, -9_000_003

Shape = tuple[str, frozenset[Any], bool]


class Prepared:
    """Rows of `build(access)`, a queryset of values; `build` may look at roles and limits, and use ids only as values."""

    def __init__(self, build: Callable[[Access], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[Shape, tuple[str, tuple[Any, ...]]] = {}

    def rows(self, access: Access) -> list[tuple[Any, ...]]:
        """The rows for this access, as the database gives them: use it for numbers, texts and truth values."""
        assert access.actor.person_id is not None, "pages are for people"
        shape = (connection.vendor, access.roles, access.limited)
        sql, marked = self._compiled.get(shape) or self._compile(access, shape)
        ids = {_WORKSPACE: access.workspace_id, _PERSON: access.actor.person_id, _MEMBER: access.member_id}
        with connection.cursor() as cursor:
            cursor.execute(sql, [ids.get(value, value) if type(value) is int else value for value in marked])
            return list(cursor.fetchall())

    def _compile(self, access: Access, shape: Shape) -> tuple[str, tuple[Any, ...]]:
        anybody = replace(
            access,
            actor=Actor("person", str(_PERSON), ""),
            workspace_id=_WORKSPACE,
            member_id=_MEMBER if access.member_id is not None else None,
        )
        compiled: tuple[str, tuple[Any, ...]] = self._build(anybody).query.sql_with_params()
        self._compiled[shape] = compiled
        return compiled
