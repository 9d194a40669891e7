from django.apps import apps

from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.workspaces.belonging import workspace_of
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.interfaces.commands.crossings import crossings, foreign_keys


def test_no_row_of_the_world_points_into_another_workspace(world):
    assert crossings() == []


def test_a_row_that_points_into_another_workspace_is_found(world):
    member = Member.objects.filter(workspace=world.workspace).first()
    row = ChannelAccess.objects.create(member=member, channel=world.other_channel)

    found = crossings()

    assert [(crossing.model, crossing.examples) for crossing in found] == [
        ("channels.ChannelAccess", [row.pk])
    ]


def test_a_row_without_a_workspace_of_its_own_belongs_to_that_of_its_owner():
    assert workspace_of(Channel) == "workspace_id"
    assert workspace_of(HeldRole) == "member__workspace_id"


def test_every_foreign_key_between_tenant_rows_of_the_loop_is_asked(world):
    asked = {model._meta.label for model, _ in foreign_keys()}
    between = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("waypost.loop")
        and any(
            field.is_relation and field.many_to_one and workspace_of(field.related_model) not in {"", "pk"}
            for field in model._meta.concrete_fields
        )
        and workspace_of(model) == "workspace_id"
    }

    assert between <= asked
    assert between
