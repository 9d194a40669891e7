"""Which rows belong to a workspace: read from the schema, so that a new table is never forgotten."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from waypost.foundation.workspaces.models import Workspace

Key = ForeignKey[Any, Any]


def tables_of_workspaces() -> Iterator[tuple[type[Model], str]]:
    """Every table whose rows belong to a workspace, with the lookup that leads there; the workspaces' own is left out."""
    for model in apps.get_models(include_auto_created=True):
        if model is not Workspace and (lookup := workspace_of(model)):
            yield model, lookup


@cache
def workspace_of(model: type[Model], depth: int = 3) -> str:
    """The lookup that leads from a row to its workspace; empty for rows that belong to none."""
    if model is Workspace:
        return "pk"
    keys = keys_of(model)
    own = next((key for key in keys if key.name == "workspace" and key.related_model is Workspace), None)
    if own is not None:
        return own.attname
    for key in keys if depth else []:
        if not key.null and (further := workspace_of(key.related_model, depth - 1)):
            return f"{key.name}__{further}"
    return ""


def keys_of(model: type[Model]) -> list[Key]:
    """The foreign keys of a table."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]
