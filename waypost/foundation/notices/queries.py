from datetime import datetime, timedelta

from django.db.models import QuerySet

from waypost.foundation.notices.models import Notice, Task
from waypost.foundation.workspaces.domain.access import Access

GIVEN_UP_AFTER = timedelta(days=2)


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


def _person_id(access: Access) -> int:
    """Whose bell it is; a link, a key and the system have none, and no person has the id 0."""
    return access.actor.person_id or 0
