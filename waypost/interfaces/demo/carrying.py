"""Brings the one brand of a scratch file into this installation: every row with its id, so that whatever names one stays true."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model, QuerySet

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.belonging import tables_of_workspaces
from waypost.foundation.workspaces.models import Member, Organisation, Workspace
from waypost.toolkit.refusal import Refusal

SCRATCH = "scratch"
AT_ONCE = 500


@contextmanager
def opened(path: Path) -> Iterator[None]:
    """Let the scratch file be read under the alias SCRATCH until the block ends."""
    connections.databases[SCRATCH] = {
        **connections.databases[DEFAULT_DB_ALIAS],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {},
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
    connections[SCRATCH].connect()
    try:
        yield
    finally:
        connections[SCRATCH].close()
        del connections[SCRATCH]
        del connections.databases[SCRATCH]


@transaction.atomic
def carry(*, by: Actor) -> Workspace:
    """Copy the brand out of SCRATCH and return it as it is here now. Refused when an id of it is taken."""
    workspace = Workspace.objects.using(SCRATCH).get()
    for rows in _rows(workspace):
        _copy(rows)
    brand = Workspace.objects.get(pk=workspace.pk)
    record("brand.carried", brand, by=by, workspace_id=brand.pk)
    return brand


def _rows(workspace: Workspace) -> Iterator[QuerySet[Model]]:
    """Everything that belongs to the brand. Foreign keys are asked at the end of the transaction, so any order will do."""
    people = Member.objects.using(SCRATCH).filter(workspace=workspace).values("person_id")
    yield Person.objects.using(SCRATCH).filter(pk__in=people)
    yield Organisation.objects.using(SCRATCH).filter(pk=workspace.organisation_id)
    yield Workspace.objects.using(SCRATCH).filter(pk=workspace.pk)
    for model, lookup in tables_of_workspaces():
        yield model._base_manager.using(SCRATCH).filter(**{lookup: workspace.pk})
    yield Entry.objects.using(SCRATCH).filter(workspace_id=workspace.pk)


def _copy(rows: QuerySet[Model]) -> None:
    here = rows.model._base_manager.using(DEFAULT_DB_ALIAS)
    batch: list[Model] = []
    for row in rows.order_by("pk").iterator(AT_ONCE):
        batch.append(row)
        if len(batch) == AT_ONCE:
            _put(here, batch)
            batch = []
    _put(here, batch)


def _put(here: QuerySet[Model], batch: list[Model]) -> None:
    if not batch:
        return
    if here.filter(pk__in=[row.pk for row in batch]).exists():
        raise Refusal("There are rows with the demo's numbers already. Delete the demo that is here first.")
    for row in batch:
        row._state.db = DEFAULT_DB_ALIAS
    here.bulk_create(batch)
