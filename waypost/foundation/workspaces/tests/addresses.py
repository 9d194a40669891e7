from typing import Any

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.actions import invitations
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Administrator, Member


def _member(world: World) -> dict[str, Any]:
    return {"member_id": Member.objects.filter(workspace=world.workspace).order_by("-pk")[0].pk}


def _invitation(world: World) -> dict[str, Any]:
    invited, _ = invitations.invite(
        world.workspace, email="rui@tern.example", roles=[Role.VIEWER], by=Actor.system("the test")
    )
    return {"invitation_id": invited.pk}


def _secret(world: World) -> dict[str, Any]:
    _, secret = invitations.invite(
        world.workspace, email="rui@tern.example", roles=[Role.VIEWER], by=Actor.system("the test")
    )
    return {"secret": secret.reveal()}


def _admin(world: World) -> dict[str, Any]:
    somebody = world.person("manager")
    added = Administrator.objects.get_or_create(organisation=world.workspace.organisation, person=somebody)
    return {"admin_id": added[0].pk}


ADDRESSES = {
    "workspaces:admin_departure": _admin,
    "workspaces:member": _member,
    "workspaces:departure": _member,
    "workspaces:withdrawal": _invitation,
    "invitations:invitation": _secret,
}
PUBLIC = {"invitations:invitation": "whoever was invited has no account yet"}
TELLING = {"invitations:invitation": "whoever holds the link reads which brand invites, and who"}
