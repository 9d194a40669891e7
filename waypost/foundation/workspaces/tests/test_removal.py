"""A simulated brand goes with one click, whole; a real one does not."""

import pytest

from tests.world import World
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.models import Entry
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import removal
from waypost.foundation.workspaces.belonging import tables_of_workspaces
from waypost.foundation.workspaces.models import Organisation, Workspace
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_nothing_of_a_simulated_brand_is_left_and_nothing_of_others_is_touched(world: World) -> None:
    _simulated(world)
    Person.objects.filter(pk=world.person("viewer").pk).update(is_simulated=True)
    record("brand.tried", world.workspace, by=world.actor("owner"), workspace_id=world.workspace.pk)
    theirs = _rows_of(world.other)

    removal.remove(world.workspace, by=world.actor("owner"))

    assert sum(_rows_of(world.workspace).values()) == 0
    assert _rows_of(world.other) == theirs
    assert not Entry.objects.filter(workspace_id=world.workspace.pk).exists()
    assert not Organisation.objects.filter(name="Tern & Tide").exists()
    assert not Person.objects.filter(pk=world.person("viewer").pk).exists()
    assert Person.objects.filter(pk=world.person("owner").pk).exists()


def test_a_real_brand_is_not_deleted(world: World) -> None:
    with pytest.raises(Refusal, match="real"):
        removal.remove(world.workspace, by=world.actor("owner"))

    assert Workspace.objects.filter(pk=world.workspace.pk).exists()


def test_who_may_not_change_the_brand_does_not_delete_it(world: World) -> None:
    _simulated(world)

    for role in ("manager", "client", "outsider", "neighbour"):
        with pytest.raises(NotAllowed):
            removal.remove(world.workspace, by=world.actor(role))


def _simulated(world: World) -> None:
    world.workspace.is_simulated = True
    world.workspace.save(update_fields=["is_simulated"])


def _rows_of(workspace: Workspace) -> dict[str, int]:
    return {
        model._meta.label: model._base_manager.filter(**{lookup: workspace.pk}).count()
        for model, lookup in tables_of_workspaces()
    }
