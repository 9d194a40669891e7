from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import HeldRole, Member, Organisation, Workspace
from waypost.foundation.workspaces.queries import require, runs
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

RESERVED = {
    "accounts",
    "calendars",
    "channels",
    "gallery",
    "handed",
    "health",
    "static",
    "media",
    "theme",
    "search",
    "begin",
    "demo",
    "welcome",
    "invitations",
    "kits",
    "manifest.webmanifest",
    "quiet",
    "worker.js",
    "icon.png",
    "workspaces",
    "week",
    "l",
}
"""First parts of an address that are taken by the program itself."""

EDITABLE = {
    "name",
    "timezone",
    "locale",
    "currency",
    "size",
    "strategy_check",
    "grace_minutes",
    "waiting_may_be_overtaken",
}


@transaction.atomic
def found(
    person: Person,
    *,
    name: str,
    size: str = Workspace.Size.SOLO,
    timezone: str = "UTC",
    currency: str = "EUR",
    beside: Workspace | None = None,
    by: Actor,
) -> Workspace:
    """Make a brand's workspace with `person` as its owner, in an organisation of its own or `beside` another brand."""
    if by.person_id != person.pk and not by.is_system:
        raise Refusal("A brand is founded by the person who will own it.")
    if beside is not None and not runs(by, beside.organisation):
        raise NotAllowed("That takes an owner of every brand of the organisation. Ask one of its admins.")
    name = name.strip()
    if not name:
        raise Refusal("Give the brand a name.", field="name")
    clock.zone(timezone)
    organisation = beside.organisation if beside else Organisation.objects.create(name=name[:120])
    workspace = Workspace(
        organisation=organisation,
        name=name[:80],
        slug=_free_slug(name),
        size=size,
        timezone=timezone,
        currency=currency,
    )
    _refuse_wrong_values(workspace)
    workspace.save()
    member = Member.objects.create(workspace=workspace, person=person)
    HeldRole.objects.create(member=member, role=Role.OWNER)
    record("workspace.founded", workspace, by=by, workspace_id=workspace.pk, size=size)
    return workspace


@transaction.atomic
def hand_out(workspace: Workspace, *, by: Actor) -> Workspace:
    """Write down that somebody took the brand away as a file."""
    require(by, "workspace.edit", workspace.pk)
    record("workspace.handed_out", workspace, by=by, workspace_id=workspace.pk)
    return workspace


@transaction.atomic
def edit(workspace: Workspace, *, by: Actor, **changes: Any) -> Workspace:
    """Change what a workspace is set to; a new time zone moves its wall clock, and stages follow."""
    require(by, "workspace.edit", workspace.pk)
    assert changes.keys() <= EDITABLE, "only settings that a person may change"
    if "timezone" in changes:
        clock.zone(changes["timezone"])
    if not changes.get("name", workspace.name).strip():
        raise Refusal("Give the brand a name.", field="name")
    before = {field: getattr(workspace, field) for field in changes}
    for field, value in changes.items():
        setattr(workspace, field, value)
    _refuse_wrong_values(workspace)
    workspace.save(update_fields=list(changes))
    record("workspace.edited", workspace, by=by, workspace_id=workspace.pk, fields=sorted(changes))
    if before.get("timezone", workspace.timezone) != workspace.timezone:
        record(
            "workspace.timezone_changed",
            workspace,
            by=by,
            workspace_id=workspace.pk,
            before=before["timezone"],
            after=workspace.timezone,
        )
    return workspace


def _refuse_wrong_values(workspace: Workspace) -> None:
    try:
        workspace.clean_fields(exclude={"organisation", "slug", "made_at"})
    except ValidationError as error:
        raise Refusal(fields={field: " ".join(said) for field, said in error.message_dict.items()}) from error


def _free_slug(name: str) -> str:
    wanted = slugify(name)[:50] or "brand"
    taken = set(Workspace.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)) | RESERVED
    slug, number = wanted, 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
