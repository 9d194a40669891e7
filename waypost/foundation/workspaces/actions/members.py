from collections.abc import Iterable

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.roles import DESCRIPTIONS, Role
from waypost.foundation.workspaces.models import HeldRole, Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def add(workspace: Workspace, *, person: Person, roles: Iterable[Role], by: Actor) -> Member:
    """Make a person a member with these roles; whoever is one already gains them."""
    require(by, "member.manage", workspace.pk)
    member, _ = Member.objects.get_or_create(workspace=workspace, person=person)
    for role in _checked(roles):
        HeldRole.objects.get_or_create(member=member, role=role)
    record("member.added", member, by=by, roles=sorted(roles))
    return member


@transaction.atomic
def change_roles(member: Member, *, roles: Iterable[Role], by: Actor) -> Member:
    """Give a member exactly these roles; a workspace keeps at least one owner."""
    require(by, "member.manage", member.workspace_id)
    wanted = _checked(roles)
    if Role.OWNER not in wanted:
        _keep_an_owner(member)
    HeldRole.objects.filter(member=member).exclude(role__in=wanted).delete()
    for role in wanted:
        HeldRole.objects.get_or_create(member=member, role=role)
    record("member.roles_changed", member, by=by, roles=sorted(wanted))
    return member


@transaction.atomic
def remove(member: Member, *, by: Actor) -> None:
    """End a membership; everybody may end their own, as long as an owner stays."""
    if by.person_id != member.person_id:
        require(by, "member.manage", member.workspace_id)
    _keep_an_owner(member)
    record("member.removed", member, by=by, person=member.person_id)
    member.delete()


def _checked(roles: Iterable[Role]) -> set[Role]:
    wanted = {Role(role) for role in roles}
    if not wanted or not wanted <= DESCRIPTIONS.keys():
        raise Refusal("Choose at least one role.", field="roles")
    return wanted


def _keep_an_owner(member: Member) -> None:
    # The workspace's row is locked, so that two owners cannot leave at the same moment.
    Workspace.objects.select_for_update().get(pk=member.workspace_id)
    owners = HeldRole.objects.filter(member__workspace_id=member.workspace_id, role=Role.OWNER)
    if not owners.exclude(member=member).exists():
        raise Refusal("A brand needs an owner. Make somebody else an owner first.", field="roles")
