import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.roles import DESCRIPTIONS, Role
from waypost.foundation.workspaces.models import HeldRole, Invitation, Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

GOOD_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    workspace: Workspace, *, email: str, roles: Iterable[Role], by: Actor
) -> tuple[Invitation, Secret]:
    """Ask somebody to join; the secret of the link is returned once and kept only as a hash. A new one ends the old."""
    require(by, "member.manage", workspace.pk)
    email = email.strip().lower()
    wanted = sorted({Role(role) for role in roles})
    if not wanted or not set(wanted) <= DESCRIPTIONS.keys():
        raise Refusal("Choose at least one role.", field="roles")
    if Member.objects.filter(workspace=workspace, person__email=email).exists():
        raise Refusal("That person is a member already. Change their roles below.", field="email")
    open_ones = Invitation.objects.filter(
        workspace=workspace, email=email, accepted_at=None, withdrawn_at=None
    )
    open_ones.update(withdrawn_at=clock.now())
    secret = Secret(secrets.token_urlsafe(24))
    invitation = Invitation.objects.create(
        workspace=workspace,
        email=email,
        roles=[role.value for role in wanted],
        digest=_digest(secret),
        invited_by_id=by.person_id,
        ends_at=clock.now() + GOOD_FOR,
    )
    record("invitation.sent", invitation, by=by, roles=invitation.roles)
    return invitation, secret


def find(secret: Secret) -> Invitation:
    """The open invitation of a link; a Refusal when it was used, withdrawn or is too old."""
    found = Invitation.objects.select_related("workspace").filter(digest=_digest(secret)).first()
    if found is None or found.accepted_at or found.withdrawn_at or found.ends_at <= clock.now():
        raise Refusal("This invitation is not good any more. Ask the one who invited you for a new one.")
    return found


@transaction.atomic
def accept(invitation: Invitation, *, person: Person, by: Actor) -> Member:
    """Join with the roles of the invitation; it is good once."""
    if by.person_id != person.pk:
        raise Refusal("An invitation is accepted by the person who was invited.")
    if invitation.email != person.email.lower():
        raise Refusal(f"This invitation is for {invitation.email}. Sign in with that address.")
    open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not open_ones.update(accepted_at=clock.now()):
        raise Refusal("This invitation is not good any more. Ask the one who invited you for a new one.")
    member, _ = Member.objects.get_or_create(workspace=invitation.workspace, person=person)
    for role in invitation.roles:
        HeldRole.objects.get_or_create(member=member, role=role)
    record("invitation.accepted", invitation, by=by, member=member.pk)
    return member


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Actor) -> Invitation:
    """End an invitation that nobody has accepted."""
    require(by, "member.manage", invitation.workspace_id)
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(withdrawn_at=clock.now()):
        invitation.refresh_from_db()
        record("invitation.withdrawn", invitation, by=by)
    return invitation


def _digest(secret: Secret) -> str:
    return hashlib.sha256(secret.reveal().encode()).hexdigest()
