"""Whether any row of one workspace points to a row of another: every foreign key of the schema, asked in SQL."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import F, Model

from waypost.foundation.workspaces.belonging import Key, keys_of, workspace_of


@dataclass(frozen=True)
class Crossing:
    """A foreign key with rows whose two ends belong to different workspaces."""

    model: str
    field: str
    count: int
    examples: list[int]


def crossings() -> list[Crossing]:
    """Every foreign key that crosses from one workspace into another, with some of its rows."""
    found = []
    for model, key in foreign_keys():
        own, other = workspace_of(model), f"{key.name}__{workspace_of(key.related_model)}"
        wrong = (
            model._base_manager.filter(**{f"{key.name}__isnull": False, f"{other}__isnull": False})
            .exclude(**{own: F(other)})
            .order_by("pk")
        )
        if count := wrong.count():
            examples = list(wrong.values_list("pk", flat=True)[:5])
            found.append(Crossing(model._meta.label, key.name, count, examples))
    return found


def foreign_keys() -> Iterator[tuple[type[Model], Key]]:
    """The foreign keys between rows of workspaces, but those that say which workspace a row belongs to."""
    for model in apps.get_models(include_auto_created=True):
        own = workspace_of(model)
        for key in keys_of(model) if own else []:
            if own.partition("__")[0] not in {key.name, key.attname} and workspace_of(key.related_model):
                yield model, key
