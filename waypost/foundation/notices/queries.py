from datetime import datetime

from django.db.models import QuerySet

from waypost.foundation.notices.models import Notice, Task
from waypost.foundation.workspaces.domain.access import Access


def notices(access: Access) -> QuerySet[Notice]:
    """What this person was told in this workspace, newest first."""
    return Notice.objects.filter(workspace_id=access.workspace_id, person_id=access.actor.person_id)


def tasks(access: Access) -> QuerySet[Task]:
    """This person's own tasks in this workspace, the most urgent first."""
    return Task.objects.filter(workspace_id=access.workspace_id, person_id=access.actor.person_id)


def to_mail(now: datetime) -> QuerySet[Notice]:
    """Notices whose mail is due and which nobody has read in the app."""
    return (
        Notice.objects.filter(mailed_at=None, mail_due_at__lte=now, read_at=None, person__is_active=True)
        .select_related("person", "workspace")
        .order_by("id")
    )
