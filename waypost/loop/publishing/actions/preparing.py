"""Before its time: steps whose results are rows, done once, resumed after a crash, without the channel's lease."""

from datetime import timedelta

from django.db import transaction

from waypost.loop.publishing.actions.transitions import act_again, move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication, Step
from waypost.networks.contract import Handle
from waypost.toolkit import clock

LEAD = timedelta(minutes=10)
TURN = timedelta(seconds=60)
UNAPPROVED_AGAIN = timedelta(seconds=30)


@transaction.atomic
def begin(publication_ids: list[int]) -> list[int]:
    """Take the turn to prepare these publications, so that nobody else does the same steps meanwhile; say which it got."""
    now = clock.now()
    due = Publication.objects.filter(pk__in=publication_ids, state=State.SCHEDULED, act_at__lte=now)
    got = list(due.select_for_update().values_list("pk", flat=True))
    Publication.objects.filter(pk__in=got).update(act_at=now + TURN)
    return got


def keep_handle(publication: Publication, *, content: str, name: str, handle: Handle) -> Step:
    """Keep the result of a step for exactly this content."""
    step, _ = Step.objects.update_or_create(
        publication=publication,
        content_hash=content,
        name=name,
        defaults={
            "workspace_id": publication.workspace_id,
            "handle": handle.value,
            "expires_at": handle.expires_at,
        },
    )
    return step


@transaction.atomic
def finish(publication: Publication, *, content: str, text: str, text_hash: str) -> bool:
    """Everything is prepared for this content: let the publication wait for its time."""
    return move(
        publication.pk,
        State.READY,
        since=[State.SCHEDULED],
        act_at=publication.due_at,
        content_hash=content,
        text=text,
        text_hash=text_hash,
    )


def wait_for_approval(publication: Publication) -> bool:
    """Nothing is uploaded that nobody approved; look again shortly, and at once when the approval comes."""
    again = clock.now() + UNAPPROVED_AGAIN
    return act_again(publication.pk, again, since=[State.SCHEDULED], reason="It is not approved yet.")
