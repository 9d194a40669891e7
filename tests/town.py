"""The world, built once for a run and put into a test's database as rows, in a few statements.

Each test gets the rows inside its own transaction and objects of its own, so that it may change both.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

from tests.world import NAMES, World

Statement = tuple[str, tuple[Any, ...]]


class Town:
    """A world that can be had many times."""

    def __init__(self) -> None:
        with taken_back():
            before = {model: _keys(model) for model in _tables()}
            world = World.build()
            for role in NAMES:
                world.sign_in(role)
            self._statements = [
                statement for model, known in before.items() for statement in _written(model, known)
            ]
            self._world = pickle.dumps(world)

    def world(self) -> World:
        """The rows in the database of now, and objects for them that nobody else has."""
        with transaction.atomic(), connection.cursor() as cursor:
            for sql, values in self._statements:
                cursor.execute(sql, values)
        world: World = pickle.loads(self._world)
        return world


@contextmanager
def taken_back() -> Iterator[None]:
    """Let the database forget whatever happens inside the block."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _tables() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.can_migrate(connection)
    ]


def _keys(model: type[models.Model]) -> set[Any]:
    return set(model._base_manager.values_list("pk", flat=True))


def _written(model: type[models.Model], known: set[Any]) -> list[Statement]:
    """The statements that write the rows of a table that were not known."""
    rows = list(model._base_manager.exclude(pk__in=known))
    if not rows:
        return []
    query = InsertQuery(model)
    query.insert_values(
        [field for field in model._meta.concrete_fields if not field.generated], rows, raw=True
    )
    return query.get_compiler(connection=connection).as_sql()
