"""Takes a simulated brand away, with every row and file that belongs to it."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField, Model

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.belonging import tables_of_workspaces
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def remove(workspace: Workspace, *, by: Actor) -> None:
    """Delete a simulated brand whole: its rows, its history, its files, the people who were only part of it."""
    require(by, "workspace.edit", workspace.pk)
    if not workspace.is_simulated:
        raise Refusal("Only a simulated brand can be deleted with one click. This one is real.")
    actors = Member.objects.filter(workspace=workspace, person__is_simulated=True)
    simulated = list(actors.values_list("person_id", flat=True))
    files: list[str] = []
    tables = list(tables_of_workspaces())
    for model, lookup in tables:
        files += _files_of(model, lookup, workspace)
    # Rows that are found by way of others go first; foreign keys are asked when the transaction ends.
    for model, lookup in sorted(tables, key=lambda table: -table[1].count("__")):
        rows = model._base_manager.filter(**{lookup: workspace.pk})
        rows._raw_delete(rows.db)
    Entry.objects.filter(workspace_id=workspace.pk).delete()
    organisation = workspace.organisation
    Workspace.objects.filter(pk=workspace.pk).delete()
    if not organisation.workspaces.exists():
        organisation.delete()
    Person.objects.filter(pk__in=simulated).delete()
    record("workspace.removed", workspace, by=by, workspace_id=None, slug=workspace.slug)
    for name in files:
        transaction.on_commit(partial(default_storage.delete, name))


def _files_of(model: type[Model], lookup: str, workspace: Workspace) -> list[str]:
    """The files that only rows of this workspace hold."""
    found: list[str] = []
    for field in model._meta.concrete_fields:
        if isinstance(field, FileField):
            rows = model._base_manager.exclude(**{field.name: ""})
            mine = set(rows.filter(**{lookup: workspace.pk}).values_list(field.name, flat=True))
            others = rows.exclude(**{lookup: workspace.pk}).filter(**{f"{field.name}__in": mine})
            found += sorted(mine - set(others.values_list(field.name, flat=True)))
    return found
