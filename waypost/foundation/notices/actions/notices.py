from collections.abc import Iterable, Sequence

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.domain.kinds import TURNED_OFF
from waypost.foundation.notices.models import Mute, Notice
from waypost.foundation.workspaces.domain.permissions import roles_that_may
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed


@transaction.atomic
def tell(
    workspace: Workspace,
    *,
    kind: str,
    sentence: str,
    href: str = "",
    who_may: str,
    only: int | None = None,
    without: Iterable[int] = (),
    urgent: bool = False,
    more: Sequence[str] = (),
    by_mail: bool = False,
    once: str = "",
    by: Actor,
) -> list[Notice]:
    """Tell everybody in the workspace who holds the permission `who_may`, except the one who did it; mail and push what is urgent.

    `only` is the id of the one person among them who is to be told; `without` are those of them whom it does not
    concern. `once` names what is told, so that telling it again tells nobody twice. `more` are lines that say it at length; `by_mail` mails it though it is not urgent. Whoever
    turned the kind off is not told.
    """
    require(by, "workspace.see", workspace.pk)
    told = _who_may(workspace, who_may) - _quiet(workspace, kind) - {by.person_id, *without}
    now = clock.now()
    notices = Notice.objects.bulk_create(
        [
            Notice(
                workspace=workspace,
                person_id=person_id,
                kind=kind,
                sentence=sentence[:300],
                more="\n".join(more),
                href=href,
                urgent=urgent,
                once=once,
                mail_due_at=now if urgent or by_mail else None,
                push_due_at=now if urgent else None,
            )
            for person_id in sorted(told if only is None else told & {only})
        ],
        ignore_conflicts=bool(once),
    )
    if notices:
        record("notice.told", workspace, by=by, workspace_id=workspace.pk, kind=kind, count=len(notices))
    return notices


@transaction.atomic
def read(notice: Notice, *, by: Actor) -> Notice:
    """Mark a notice as read by the person whom it tells something."""
    require(by, "workspace.see", notice.workspace_id)
    if by.person_id != notice.person_id:
        raise NotAllowed("That notice is somebody else's.")
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
        record("notice.read", notice, by=by)
    return notice


@transaction.atomic
def read_all(workspace: Workspace, *, by: Actor) -> int:
    """Mark as read whatever the one who asks was told in a workspace; answers how many that were."""
    require(by, "workspace.see", workspace.pk)
    count = Notice.objects.filter(workspace=workspace, person_id=by.person_id or 0, read_at=None).update(
        read_at=clock.now()
    )
    if count:
        record("notice.all_read", workspace, by=by, workspace_id=workspace.pk, count=count)
    return count


def _who_may(workspace: Workspace, permission: str) -> set[int]:
    held = [role.value for role in roles_that_may(permission)]
    members = Member.objects.filter(workspace=workspace, held_roles__role__in=held)
    return set(members.values_list("person_id", flat=True))


def _quiet(workspace: Workspace, kind: str) -> set[int]:
    """Who turned this kind off."""
    if kind not in TURNED_OFF:
        return set()
    return set(Mute.objects.filter(workspace=workspace, kind=kind).values_list("person_id", flat=True))
