from collections.abc import Mapping

from django.db.models import QuerySet

from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.promotion.domain.states import State
from waypost.loop.promotion.models import Creator, Mark


def creators(access: Access) -> QuerySet[Creator]:
    """Every creator that was noted down; nobody's where this member may not see creators."""
    found = Creator.objects.filter(workspace_id=access.workspace_id)
    return found if access.may("creator.see") else found.none()


def creators_in_full(access: Access) -> QuerySet[Creator]:
    """Creators with what was seen of them read along: whom they reach, what they talk about, their marks."""
    return creators(access).select_related("task").prefetch_related("personas", "pillars", "marks")


def to_decide(access: Access) -> QuerySet[Creator]:
    """Creators on the shortlist, for those who may decide."""
    found = creators(access)
    return found.filter(state=State.SHORTLISTED) if access.may("creator.decide") else found.none()


def marks_to_rename(workspace_id: int, renames: Mapping[str, str]) -> list[Mark]:
    """The marks on criteria that have another key now (old key to new), where none stands under the new one yet."""
    found = Mark.objects.filter(workspace_id=workspace_id, criterion__in=[*renames, *renames.values()])
    marks = list(found)
    there = {(mark.creator_id, mark.criterion) for mark in marks}
    return [
        mark
        for mark in marks
        if mark.criterion in renames and (mark.creator_id, renames[mark.criterion]) not in there
    ]
