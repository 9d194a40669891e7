"""A brand is carried from one database into another, whole and with its ids."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import removal
from waypost.foundation.workspaces.belonging import tables_of_workspaces
from waypost.foundation.workspaces.models import Organisation, Workspace
from waypost.interfaces.demo.carrying import SCRATCH, carry, opened
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit.refusal import Refusal

DEMO = Actor.system("the demo")


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[None]:
    with opened(tmp_path / "scratch.sqlite3"):
        with connections[SCRATCH].schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        yield


def test_every_row_arrives_with_its_id(world: World, scratch: None) -> None:
    publication = scheduled_publication(world)
    counts = _move_out(world)

    brand = carry(by=DEMO)

    assert brand.pk == world.workspace.pk
    assert _counts(brand.pk) == counts
    carried = Publication.objects.get(pk=publication.pk)
    assert carried.post.pk == publication.post.pk
    assert carried.text == publication.text
    assert Entry.objects.filter(workspace_id=brand.pk, subject_id=carried.pk).exists()


def test_a_second_time_is_refused_and_changes_nothing(world: World, scratch: None) -> None:
    _move_out(world)
    brand = carry(by=DEMO)
    counts = _counts(brand.pk)

    with pytest.raises(Refusal, match="Delete the demo"):
        carry(by=DEMO)

    assert _counts(brand.pk) == counts


def _move_out(world: World) -> dict[str, int]:
    """Let the world's brand be in the scratch file, and no longer here; say how many rows it has."""
    workspace = world.workspace
    workspace.is_simulated = True
    workspace.save(update_fields=["is_simulated"])
    Person.objects.update(is_simulated=True)
    tables = [(Person, "memberships__workspace_id"), (Organisation, "workspaces"), (Workspace, "pk")]
    for model, lookup in [*tables, *tables_of_workspaces(), (Entry, "workspace_id")]:
        rows = list(model._base_manager.filter(**{lookup: workspace.pk}).distinct())
        model._base_manager.using(SCRATCH).bulk_create(rows)
    counts = _counts(workspace.pk)
    removal.remove(workspace, by=world.actor("owner"))
    assert sum(_counts(world.workspace.pk).values()) == 0
    return counts


def _counts(workspace_id: int) -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.filter(**{lookup: workspace_id}).count()
        for model, lookup in tables_of_workspaces()
    }
