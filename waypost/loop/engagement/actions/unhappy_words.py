"""A brand's own words for what reads unhappy."""

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.engagement.domain.unhappy import reads_unhappy, usual_words, words_of
from waypost.loop.engagement.models import Message, UnhappyWords
from waypost.loop.engagement.queries.counting import COMPARED, MOST
from waypost.toolkit import clock

AT_A_TIME = 500


@transaction.atomic
def write(workspace: Workspace, *, words: str, by: Actor) -> int:
    """Count by these words from now on, or by the usual ones again where none are given.

    What came within the time that is compared is counted anew by them; say how many of it read unhappy now.
    """
    require(by, "incident.lead", workspace.pk)
    listed = words_of(words)
    if listed and listed != usual_words(workspace.locale):
        said = {"words": "\n".join(listed), "changed_by_label": by.label[:200], "changed_at": clock.now()}
        UnhappyWords.objects.update_or_create(workspace=workspace, defaults=said)
    else:
        UnhappyWords.objects.filter(workspace=workspace).delete()
        listed = usual_words(workspace.locale)
    unhappy = _count_anew(workspace, listed)
    record(
        "unhappy_words.written",
        workspace,
        by=by,
        workspace_id=workspace.pk,
        words=len(listed),
        unhappy=unhappy,
    )
    return unhappy


def _count_anew(workspace: Workspace, words: tuple[str, ...]) -> int:
    since = clock.now() - COMPARED
    real = Message.objects.filter(workspace=workspace, conversation__drill=None)
    found = real.filter(is_ours=False, at__gt=since).order_by("-at")
    rows = list(found.values_list("pk", "text", "reads_unhappy")[:MOST])
    reads = {pk: reads_unhappy(text, words) for pk, text, _was in rows}
    for unhappy in (True, False):
        changed = [pk for pk, _text, was in rows if reads[pk] is unhappy and was is not unhappy]
        for start in range(0, len(changed), AT_A_TIME):
            Message.objects.filter(pk__in=changed[start : start + AT_A_TIME]).update(reads_unhappy=unhappy)
    return sum(reads.values())
