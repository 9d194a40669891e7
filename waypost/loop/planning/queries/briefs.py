from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Q, QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared
from waypost.foundation.workspaces.queries import within
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Brief, Slot
from waypost.loop.planning.queries.slots import open_slots


def to_brief(access: Access, after: datetime, first_on: date, before_on: date) -> list[Slot]:
    """The slots after a moment and before a day that wait for a new post, with what is said and who was asked.

    Those that are kept for an evergreen post ask nobody for anything, but where somebody wrote a brief all the same.
    """
    return _TO_BRIEF.rows(access, after=after, first_on=first_on, before_on=before_on)


def briefs_behind(task_ids: Collection[int]) -> QuerySet[Brief]:
    """The briefs that these tasks ask for, with slot, channel and pillar: for a person's own tasks."""
    found = Brief.objects.filter(Q(writing_id__in=task_ids) | Q(approving_id__in=task_ids))
    return found.select_related("slot__channel", "slot__pillar")


def gaps_across(accesses: Collection[Access], after: datetime, last_on: date) -> QuerySet[Slot]:
    """The slots of several brands until a day that wait for a new post which nobody was asked for, earliest first."""
    found = Slot.objects.filter(within(accesses), taken_at=None, dropped_at=None, at__gt=after)
    found = found.exclude(format=EVERGREEN)
    unasked = found.filter(local_on__lte=last_on, brief__handed_at=None)
    return unasked.select_related("channel", "pillar", "brief").order_by("at", "id")


_TO_BRIEF = Prepared(
    lambda access, after, first_on, before_on: (
        open_slots(access, after)
        .filter(~Q(format=EVERGREEN) | Q(brief__isnull=False), local_on__gte=first_on, local_on__lt=before_on)
        .select_related("workspace", "persona", "goal", "funnel_stage", "campaign")
        .select_related("channel", "pillar", "brief__owner__person", "brief__approver__person")
    ),
    after=datetime,
    first_on=date,
    before_on=date,
)
