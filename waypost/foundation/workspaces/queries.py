import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Q, QuerySet, Value

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.queries import entries_of
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.permissions import roles_that_may, who_may
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import (
    Administrator,
    HeldRole,
    Invitation,
    Member,
    Organisation,
    Unpacking,
    Workspace,
)
from waypost.foundation.workspaces.prepared import Question
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.secrets import Secret

# Asked on every page, and again by every action: compiled once.
HELD_ROLES = Question(
    lambda person, workspace: (
        HeldRole.objects.filter(member__person_id=person, member__workspace_id=workspace)
        .values_list("role", "member_id", "member__limited")
        .union(
            Administrator.objects.filter(person_id=person, organisation__workspaces=workspace).values_list(
                Value(Role.ADMIN.value), Value(None, output_field=BigIntegerField()), Value(False)
            ),
            all=True,
        )
    ),
    person=int,
    workspace=int,
)
OF_WORKSPACE = [field.attname for field in Workspace._meta.concrete_fields]
OF_ORGANISATION = [field.attname for field in Organisation._meta.concrete_fields]
# The same by the name in an address, with the workspace in every row: a page asks both at once.
ENTRANCE = Question(
    lambda person, slug: (
        HeldRole.objects.filter(member__person_id=person, member__workspace__slug=slug)
        .values_list(
            "role",
            "member_id",
            "member__limited",
            *[f"member__workspace__{name}" for name in OF_WORKSPACE],
            *[f"member__workspace__organisation__{name}" for name in OF_ORGANISATION],
        )
        .union(
            Administrator.objects.filter(person_id=person, organisation__workspaces__slug=slug).values_list(
                Value(Role.ADMIN.value),
                Value(None, output_field=BigIntegerField()),
                Value(False),
                *[f"organisation__workspaces__{name}" for name in OF_WORKSPACE],
                *[f"organisation__{name}" for name in OF_ORGANISATION],
            ),
            all=True,
        )
    ),
    person=int,
    slug=str,
)


def workspaces_of(actor: Actor) -> QuerySet[Workspace]:
    """The workspaces that `actor` is a member of or administers, by name."""
    everything = Workspace.objects.order_by("name")
    if actor.is_system:
        return everything
    if actor.person_id is None:
        return everything.none()
    as_member = Member.objects.filter(person_id=actor.person_id).values("workspace_id")
    as_admin = Administrator.objects.filter(person_id=actor.person_id).values("organisation_id")
    return everything.filter(pk__in=as_member) | everything.filter(organisation_id__in=as_admin)


def accesses(actor: Actor) -> list[tuple[Workspace, Access]]:
    """Every brand that a person works for, by organisation and name, with what they may do there; two questions."""
    person = actor.person_id or 0
    brands = workspaces_of(actor).select_related("organisation").order_by("organisation__name", "name", "pk")
    found: dict[int, list[tuple[Any, ...]]] = {}
    for workspace_id, *row in EVERY_ROLE.ask(person=person):
        found.setdefault(workspace_id, []).append(tuple(row))
    return [(brand, _access(actor, brand.pk, found.get(brand.pk, ()))) for brand in brands]


EVERY_ROLE = Question(
    lambda person: (
        HeldRole.objects.filter(member__person_id=person)
        .values_list("member__workspace_id", "role", "member_id", "member__limited")
        .union(
            Administrator.objects.filter(
                person_id=person, organisation__workspaces__isnull=False
            ).values_list(
                "organisation__workspaces__pk",
                Value(Role.ADMIN.value),
                Value(None, output_field=BigIntegerField()),
                Value(False),
            ),
            all=True,
        )
    ),
    person=int,
)
"""As HELD_ROLES, with the workspace in front, for all of them."""


def within(accesses: Collection[Access], *, channel: str = "channel", workspace: str = "workspace") -> Q:
    """Rows of several brands: all of a brand, or those on the channels of a member who works on some only.

    `channel` and `workspace` are the ways from a row to these.
    """
    whole = [access.workspace_id for access in accesses if not access.limited]
    members = [access.member_id or 0 for access in accesses if access.limited]
    everything = Q(**{f"{workspace}_id__in": whole})
    return everything | Q(**{f"{channel}__accesses__member_id__in": members}) if members else everything


def entrance(actor: Actor, slug: str) -> tuple[Workspace, Access] | None:
    """The workspace of an address, with its organisation, and what `actor` may do there; None for who has no role."""
    rows = ENTRANCE.ask(person=actor.person_id, slug=slug) if actor.person_id is not None else []
    if not rows:
        return None
    of_workspace, of_organisation = rows[0][3:][: len(OF_WORKSPACE)], rows[0][3 + len(OF_WORKSPACE) :]
    workspace = Workspace.from_db(connection.alias, OF_WORKSPACE, of_workspace)
    workspace.organisation = Organisation.from_db(connection.alias, OF_ORGANISATION, of_organisation)
    return workspace, _access(actor, workspace.pk, [row[:3] for row in rows])


def access_of(actor: Actor, workspace_id: int) -> Access:
    """What `actor` may do in a workspace; without roles, nothing."""
    if actor.person_id is None:
        return Access(actor, workspace_id, frozenset())
    return _access(actor, workspace_id, HELD_ROLES.ask(person=actor.person_id, workspace=workspace_id))


def _access(actor: Actor, workspace_id: int, rows: Sequence[tuple[Any, ...]]) -> Access:
    """Rows are role, member and whether that one is limited to some channels."""
    roles = frozenset(Role(role) for role, _, _ in rows)
    member_id, limited = next((row[1:] for row in rows if row[1] is not None), (None, False))
    return Access(
        actor, workspace_id, roles, member_id, limited and roles.isdisjoint({Role.OWNER, Role.ADMIN})
    )


def require(actor: Actor, permission: str, workspace_id: int) -> Access:
    """The access of `actor`, who must hold `permission`; a NotAllowed that says who may otherwise."""
    access = access_of(actor, workspace_id)
    if not access.may(permission):
        raise NotAllowed(
            f"That takes {who_may(permission)} of this brand. Ask one of them to do it or to give you the role."
        )
    return access


def members(access: Access) -> QuerySet[Member]:
    """Everybody in the workspace, with person and roles."""
    return (
        Member.objects.filter(workspace_id=access.workspace_id)
        .select_related("person")
        .prefetch_related("held_roles")
        .order_by("person__name", "person__email")
    )


def members_who_may(access: Access, permission: str) -> QuerySet[Member]:
    """The members of the workspace who hold a permission, with person and roles."""
    able = [role.value for role in roles_that_may(permission)]
    return members(access).filter(pk__in=HeldRole.objects.filter(role__in=able).values("member_id"))


def invitations(access: Access) -> QuerySet[Invitation]:
    """Invitations that nobody has accepted or withdrawn."""
    return (
        Invitation.objects.filter(workspace_id=access.workspace_id, accepted_at=None, withdrawn_at=None)
        .select_related("invited_by")
        .order_by("-id")
    )


def journal(
    access: Access, *, about: str | None = None, who: str | None = None, before: int | None = None
) -> QuerySet[Entry]:
    """What happened in the workspace, newest first: to rows of one app, by one person (or "system"), before an entry.

    That people were told something is left out, unless it is asked for.
    """
    found = entries_of(access.workspace_id)
    if about == "notices":
        found = found.filter(Q(verb__startswith="notice.") | Q(subject_type__startswith="notices."))
    elif about:
        found = found.filter(subject_type__startswith=f"{about}.").exclude(verb__startswith="notice.")
    else:
        found = found.exclude(verb__startswith="notice.")
    if who == "system":
        found = found.filter(actor_kind="system")
    elif who:
        found = found.filter(actor_kind="person", actor_id=who)
    return found.filter(pk__lt=before) if before else found


def runs(actor: Actor, organisation: Organisation) -> bool:
    """Whether `actor` may edit every workspace of the organisation: its admins, and whoever owns all of its brands."""
    brands = Workspace.objects.filter(organisation=organisation).values_list("pk", flat=True)
    return all(access_of(actor, brand).may("workspace.edit") for brand in brands)


def brands_of(organisation: Organisation) -> QuerySet[Workspace]:
    """The workspaces of an organisation, by name."""
    return Workspace.objects.filter(organisation=organisation).order_by("name")


def administrators(organisation: Organisation) -> QuerySet[Administrator]:
    """Its admins, by name."""
    found = Administrator.objects.filter(organisation=organisation).select_related("person")
    return found.order_by("person__name", "person__email")


def possible_administrators(organisation: Organisation) -> QuerySet[Person]:
    """People who work on one of its brands and are not an admin yet."""
    working = Member.objects.filter(workspace__organisation=organisation).values("person_id")
    already = Administrator.objects.filter(organisation=organisation).values("person_id")
    return Person.objects.filter(pk__in=working).exclude(pk__in=already).order_by("name", "email")


def operates(actor: Actor) -> bool:
    """Whether `actor` decides for the installation: its first person, or an admin of every organisation in it."""
    if actor.is_system:
        return True
    if actor.person_id is None:
        return False
    first = Person.objects.filter(is_active=True, is_simulated=False).order_by("pk").first()
    elsewhere = Organisation.objects.exclude(administrators__person_id=actor.person_id)
    return (first is not None and first.pk == actor.person_id) or not elsewhere.exists()


def member_by_id(member_id: int) -> Member | None:
    """A member of any workspace, for reactions: the entry of the journal is the proof."""
    return Member.objects.filter(pk=member_id).first()


def unpacking_of(access: Access) -> Unpacking | None:
    """The file that this brand came as, if it came as one that took a while."""
    found = Unpacking.objects.filter(workspace_id=access.workspace_id)
    return found.select_related("workspace", "member__person").first()


def unfinished_unpackings() -> QuerySet[Unpacking]:
    """The brands that are being unpacked, the one that waited longest first."""
    running = Unpacking.objects.filter(state=Unpacking.State.RUNNING)
    return running.select_related("workspace", "member__person").order_by("pk")


def invitation_of(secret: Secret) -> Invitation:
    """The open invitation of a link; a Refusal when it was used, withdrawn or is too old."""
    found = Invitation.objects.select_related("workspace").filter(digest=digest_of(secret)).first()
    if found is None or found.accepted_at or found.withdrawn_at or found.ends_at <= clock.now():
        raise Refusal("This invitation is no longer valid. Ask the one who invited you for a new one.")
    return found


def digest_of(secret: Secret) -> str:
    """What is kept of the secret of an invitation."""
    return hashlib.sha256(secret.reveal().encode()).hexdigest()
