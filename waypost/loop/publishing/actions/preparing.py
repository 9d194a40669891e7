"""Before its time: steps whose results are rows, done once, resumed after a crash, without the channel's lease."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from waypost.loop.publishing.actions.transitions import act_again, move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication, Step
from waypost.networks.contract import Handle
from waypost.networks.contract import Step as Todo
from waypost.toolkit import clock

LEAD = timedelta(minutes=10)
TURN = timedelta(seconds=settings.WAYPOST.lease_seconds)
SPARE = timedelta(seconds=60)
"""For how long after the due time the result of a step must still be good."""
UNAPPROVED_AGAIN = timedelta(seconds=30)
Made = tuple[int, str]
"""A publication's id and the name of a step of it."""


@transaction.atomic
def begin(publication_ids: list[int]) -> list[int]:
    """Take the turn to prepare these publications, so that nobody else does the same steps meanwhile; say which it got."""
    now = clock.now()
    due = Publication.objects.filter(pk__in=publication_ids, state=State.SCHEDULED, act_at__lte=now)
    got = list(due.select_for_update().values_list("pk", flat=True))
    Publication.objects.filter(pk__in=got).update(act_at=now + TURN)
    return got


class TurnLost(Exception):
    """Whoever prepares was so slow that another does it, or has done it: what it did meanwhile is not what leaves."""


@transaction.atomic
def begin_step(publication: Publication, *, content: str, todo: Todo, turn_of: Publication) -> int:
    """Note that a step is tried, for exactly this content, and keep the turn while it lasts; say which try it is.

    `turn_of` is whose turn it is: the post itself, also for what will follow it. Raises TurnLost.
    """
    keep_turn(turn_of)
    step, _made = Step.objects.get_or_create(
        publication=publication,
        content_hash=content,
        name=todo.name,
        defaults={"workspace_id": publication.workspace_id},
    )
    Step.objects.filter(pk=step.pk).update(
        label=todo.label[:120], tries=F("tries") + 1, handle="", done_at=None, expires_at=None
    )
    return step.tries + 1


@transaction.atomic
def keep_handle(
    publication: Publication, *, content: str, name: str, handle: Handle, tries: int, turn_of: Publication
) -> None:
    """Keep the result of this try of a step for exactly this content. Raises TurnLost."""
    keep_turn(turn_of)
    steps = Step.objects.filter(publication=publication, content_hash=content, name=name, tries=tries)
    if not _keep(steps, handle):
        raise TurnLost


def keep_of_change(publication: Publication, *, content: str, name: str, handle: Handle) -> None:
    """Keep the result of a step before the change of a post that is out: its change has a turn of its own."""
    _keep(Step.objects.filter(publication=publication, content_hash=content, name=name), handle)


def _keep(steps: QuerySet[Step], handle: Handle) -> bool:
    return bool(
        steps.update(handle=handle.value, expires_at=handle.expires_at, done_at=clock.now(), said="", tries=0)
    )


def keep_turn(publication: Publication) -> None:
    """Go on with a turn, and keep everybody else from ending it until the transaction ends. Raises TurnLost.

    Once a publication is past its preparing its steps are never written again: what left is looked for by them.
    """
    turn = Publication.objects.filter(pk=publication.pk, state=State.SCHEDULED)
    if not turn.update(act_at=clock.now() + TURN):
        raise TurnLost


def note_failure(publication: Publication, *, content: str, name: str, said: str) -> bool:
    """Note why a step could not be done yet."""
    steps = Step.objects.filter(publication=publication, content_hash=content, name=name)
    return bool(steps.update(said=said[:300]))


@transaction.atomic
def finish(
    publication: Publication,
    *,
    content: str,
    text: str,
    text_hash: str,
    made: Mapping[Made, str] | None = None,
) -> bool:
    """Everything is prepared for this content: let the publication wait for its time.

    `made` are the results of the steps by which it leaves; another's instead of them raise TurnLost.
    """
    if made:
        keep_turn(publication)
        steps = Step.objects.filter(publication__in={of for of, _name in made}, content_hash=content)
        kept = {
            (of, name): handle for of, name, handle in steps.values_list("publication_id", "name", "handle")
        }
        if any(kept.get(step) != handle for step, handle in made.items()):
            raise TurnLost
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


def breaks(publication_id: int, *, why: str) -> bool:
    """It cannot be prepared, for a reason that nobody foresaw: say so, and try again after a turn's time."""
    return act_again(publication_id, clock.now() + TURN, since=[State.SCHEDULED], reason=why)


def lasts(handle: Handle, publication: Publication) -> bool:
    """Whether the result of a step is still good at the time for which it was made."""
    needed_until = max(clock.now(), publication.due_at) + SPARE
    return handle.expires_at is None or handle.expires_at > needed_until


def again_at(handles: Iterable[Handle], publication: Publication) -> datetime | None:
    """When to do steps once more, so that their results last until the time; None when there is no need or no use.

    Where a network keeps a result for shorter than twice the spare time, half of that must do.
    """
    short = [handle.expires_at for handle in handles if not lasts(handle, publication)]
    if not short:
        return None
    now = clock.now()
    life = min(expires_at for expires_at in short if expires_at is not None) - now
    again = publication.due_at - max(life - 2 * SPARE, life / 2)
    return again if again > now else None


def wait_for_step(publication: Publication, at: datetime) -> bool:
    """Leave steps whose results would not last for later, shortly before the time."""
    reason = "The network keeps uploads only for a while, so they are done again shortly before the time."
    return act_again(publication.pk, at, since=[State.SCHEDULED], reason=reason)
