import logging
import secrets
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import people
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.roles import DESCRIPTIONS, Role
from waypost.foundation.workspaces.models import HeldRole, Invitation, Member, Workspace
from waypost.foundation.workspaces.queries import digest_of, require
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    workspace: Workspace, *, email: str, roles: Iterable[Role], channel_ids: Iterable[int] = (), by: Actor
) -> tuple[Invitation, Secret]:
    """Ask somebody to join; the secret of the link is returned once and kept only as a hash. A new one ends the old.

    With `channel_ids` the one who joins works on these channels only (channels proves that they are the brand's).
    """
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
        channel_ids=sorted(set(channel_ids)),
        digest=digest_of(secret),
        invited_by_id=by.person_id,
        ends_at=clock.now() + GOOD_FOR,
    )
    record("invitation.sent", invitation, by=by, roles=invitation.roles)
    return invitation, secret


def mail(invitation: Invitation, *, link: str, by: Actor) -> bool:
    """Mail the link to the one who is invited; False when no mail server is set or none answers."""
    require(by, "member.manage", invitation.workspace_id)
    if not settings.WAYPOST.mail_url:
        return False
    brand = invitation.workspace.name
    message = EmailMessage(
        subject=f"{by.label} invites you to {brand}"[:120].replace("\n", " "),
        body=(
            f"{by.label} invites you to plan and publish with {brand} in Waypost. Open this to join:\n\n"
            f"{link}\n\nIt can be used once, until {invitation.ends_at:%d %B %Y}.\n"
        ),
        to=[invitation.email],
    )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        log.warning(
            "invitation.mail_failed", extra={"invitation": invitation.pk, "error": type(error).__name__}
        )
        return False
    record("invitation.mailed", invitation, by=by)
    return True


@transaction.atomic
def accept(invitation: Invitation, *, person: Person, by: Actor) -> Member:
    """Join with the roles of the invitation; it is good once."""
    if by.person_id != person.pk:
        raise Refusal("An invitation is accepted by the person who was invited.")
    if invitation.email != person.email.lower():
        raise Refusal(f"This invitation is for {invitation.email}. Sign in with that address.")
    open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not open_ones.update(accepted_at=clock.now()):
        raise Refusal("This invitation is no longer valid. Ask the one who invited you for a new one.")
    # Limited from the first moment; the channels themselves are added by a reaction in channels.
    limits = {"limited": bool(invitation.channel_ids)}
    member, _ = Member.objects.get_or_create(workspace=invitation.workspace, person=person, defaults=limits)
    for role in invitation.roles:
        HeldRole.objects.get_or_create(member=member, role=role)
    record("invitation.accepted", invitation, by=by, member=member.pk, channels=invitation.channel_ids)
    return member


@transaction.atomic
def accept_as_newcomer(invitation: Invitation, *, name: str, password: str | None, by: Actor) -> Member:
    """Make an account under the invited address and join with it."""
    person = people.join(email=invitation.email, name=name, password=password, by=by)
    return accept(invitation, person=person, by=Actor.of_person(person))


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Actor) -> Invitation:
    """End an invitation that nobody has accepted."""
    require(by, "member.manage", invitation.workspace_id)
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(withdrawn_at=clock.now()):
        invitation.refresh_from_db()
        record("invitation.withdrawn", invitation, by=by)
    return invitation
