from collections.abc import Collection
from datetime import date, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from waypost.foundation.notices.domain import webpush
from waypost.foundation.notices.models import Device, Mute, Notice, PushKey, Task
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.prepared import Among
from waypost.toolkit.refusal import Refusal

DUE_TASK = "task-due."
GIVEN_UP_AFTER = timedelta(days=2)
MOST_TASKS = 200
"""Of a person at once: nobody does more."""
WORTH_A_PUSH = timedelta(hours=1)


def notices(access: Access) -> QuerySet[Notice]:
    """What this person was told in this workspace, newest first."""
    return Notice.objects.filter(workspace_id=access.workspace_id, person_id=_person_id(access))


def unread_count(access: Access) -> int:
    """How many notices wait for this person in this workspace: the number at the bell."""
    return notices(access).filter(read_at=None).count()


def open_tasks(access: Access) -> QuerySet[Task]:
    """What this person still has to do in this workspace."""
    return tasks(access).filter(done_at=None)


def tasks(access: Access) -> QuerySet[Task]:
    """This person's own tasks in this workspace, the most urgent first."""
    return Task.objects.filter(workspace_id=access.workspace_id, person_id=_person_id(access))


def tasks_across(person_id: int, workspace_ids: Collection[int], until: date) -> list[Task]:
    """What a person has to do in several brands until a day, and what has no date; the most urgent first."""
    return _TASKS.ask(brands=workspace_ids, person=person_id, until=until)


def _tasks(person: int, until: date, brands: Collection[int]) -> QuerySet[Task]:
    mine = Task.objects.filter(person_id=person, workspace_id__in=brands, done_at=None)
    soon = mine.filter(Q(due_on=None) | Q(due_on__lte=until))
    return soon.order_by(F("due_on").asc(nulls_last=True), "id")[:MOST_TASKS]


_TASKS = Among(_tasks, "brands", person=int, until=date)


def due_tasks(first_on: date, last_on: date) -> QuerySet[Task]:
    """Open tasks of every brand that fall due on these days, of which their person was not told yet."""
    told = Notice.objects.filter(
        person=OuterRef("person"),
        once=Concat(Value(DUE_TASK), Cast(OuterRef("pk"), CharField())),
    )
    found = Task.objects.filter(~Exists(told), done_at=None, due_on__range=(first_on, last_on))
    return found.filter(person__is_active=True).select_related("workspace").order_by("pk")


def to_mail(now: datetime) -> QuerySet[Notice]:
    """Notices whose mail is due and which nobody has read in the app; after two days of failing mail is given up."""
    return (
        Notice.objects.filter(
            mailed_at=None,
            mail_due_at__lte=now,
            made_at__gt=now - GIVEN_UP_AFTER,
            read_at=None,
            person__is_active=True,
        )
        .select_related("person", "workspace")
        .order_by("id")
    )


def to_push(now: datetime) -> QuerySet[Notice]:
    """Notices that are due on a device of their person and that nobody has read; an hour later they are history."""
    mine = Device.objects.filter(person_id=OuterRef("person_id"))
    due = Notice.objects.filter(
        Exists(mine),
        pushed_at=None,
        push_due_at__lte=now,
        made_at__gt=now - WORTH_A_PUSH,
        read_at=None,
        person__is_active=True,
    )
    return due.select_related("workspace").order_by("id")


def devices(person_id: int | OuterRef) -> QuerySet[Device]:
    """The devices on which somebody is told at once, the newest first; also as a part of a question about people."""
    return Device.objects.filter(person_id=person_id)


def muted(access: Access) -> set[str]:
    """The kinds of notices that this person turned off in this workspace."""
    rows = Mute.objects.filter(workspace_id=access.workspace_id, person_id=_person_id(access))
    return set(rows.values_list("kind", flat=True))


def member_told(workspace_id: int, person_id: int) -> Member | None:
    """The membership by which a person is told things in a workspace; None once they left."""
    rows = Member.objects.filter(workspace_id=workspace_id, person_id=person_id, person__is_active=True)
    return rows.select_related("person", "workspace").first()


def was_told(workspace: Workspace, once: str) -> bool:
    """Whether anybody in a brand was told what goes by this name."""
    return Notice.objects.filter(workspace=workspace, once=once).exists()


def push_key() -> EllipticCurvePrivateKey:
    """The key by which push services know this installation: the one that was kept, else that of its oldest secret.

    It outlives new secrets, and old ones that are dropped after a rotation. Where no secret opens the kept one, devices
    have to be allowed anew.
    """
    kept = kept_push_key()
    try:
        if kept is not None:
            return webpush.read(settings.WAYPOST.vault.unlock(kept.locked_key).reveal())
    except Refusal:
        pass
    return webpush.key_from(settings.WAYPOST.encryption_keys[-1])


def kept_push_key() -> PushKey | None:
    """The key that was kept when secrets were rotated."""
    return PushKey.objects.filter(pk=1).first()


def _person_id(access: Access) -> int:
    """Whose bell it is; a link, a key and the system have none, and no person has the id 0."""
    return access.actor.person_id or 0
