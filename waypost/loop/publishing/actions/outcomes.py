"""The end of an attempt: always accepted by its id, once, however late."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from waypost.foundation.channels.actions import health
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.publishing import statements
from waypost.loop.publishing.actions import parts
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain import answers, patience
from waypost.loop.publishing.domain.answers import STATE_AFTER, Answer, Outcome
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Attempt, Publication
from waypost.toolkit import clock

ANOTHER_TOKEN = 10.0
"""Seconds in which another token is usually there."""
BEFORE_A_LATE_WORD = (
    State.UNKNOWN,
    State.READY,
    State.WAITING,
    State.SCHEDULED,
    State.HELD,
    State.MISSED,
    State.CANCELLED,
    State.REJECTED,
)


@transaction.atomic(savepoint=False)
def settle(attempt_id: int, answer: Answer, *, known: Publication | None = None, by: Actor) -> bool:
    """Write down how an attempt ended and let its publication follow; False when the end was written before.

    `known` is the publication as its sender read it: then the usual end takes no other look at it.
    """
    if not statements.finish_attempt(attempt_id, answer):
        return False
    if known is not None and answer.outcome is Outcome.PUBLISHED and statements.publish(attempt_id, answer):
        record(known.verb_of_sending, known, by=by, attempt=attempt_id, said=answer.said)
        if known.has_more:
            parts.go_on(known, by=by)
        return True
    publication = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("channel__workspace", "attempt")
        .get(attempts__pk=attempt_id)
    )
    answer = _unless_another_token_helps(answer, known or publication)
    if publication.attempt_id == attempt_id and publication.state == State.ARMED:
        _follow(publication, answer, State.ARMED)
    elif publication.attempt_id == attempt_id and publication.state == State.UNKNOWN:
        if answer.outcome is not Outcome.DOUBTFUL:
            _follow(publication, answer, State.UNKNOWN)
    elif answer.outcome is Outcome.PUBLISHED:
        _late_word(publication, answer)
    publication.refresh_from_db()
    verb = publication.verb_of_sending if publication.is_published else f"publication.{publication.state}"
    record(verb, publication, by=by, attempt=attempt_id, said=answer.said)
    if publication.has_more and publication.is_published:
        parts.go_on(publication, by=by)
    return True


def never_left(publication_id: int, *, claim: Claim, by: Actor) -> bool:
    """Close the gate behind a sender that cannot know whether it opened: the database went away while it asked.

    It wrote nothing and will not, so there is no doubt. False when the gate had not opened.
    """
    opened = Attempt.objects.filter(
        publication_id=publication_id, epoch=claim.epoch, holder=claim.holder, finished_at=None
    )
    attempt_id = opened.values_list("pk", flat=True).first()
    return attempt_id is not None and settle(attempt_id, answers.without_database(), by=by)


def refused_before(
    publication_id: int,
    answer: Answer,
    *,
    known: Publication | None = None,
    tries: int | None = None,
    by: Actor,
) -> bool:
    """Follow a refusal that came while preparing, before anything was armed; `tries` counts those of the step.

    `known` is the publication as it was read before the network was asked.
    """
    waiting = (State.SCHEDULED, State.READY, State.WAITING)
    publication = Publication.objects.select_related("channel").get(pk=publication_id)
    with transaction.atomic():
        answer = _unless_another_token_helps(answer, known or publication)
        match answer.outcome:
            case Outcome.REJECTED:
                went = move(publication_id, State.REJECTED, since=waiting, reason=answer.said)
            case Outcome.DISCONNECTED:
                went = move(publication_id, State.HELD, since=waiting, reason=answer.said, wants_channel=True)
            case _:
                again = clock.now() + patience.before_try(
                    (publication.tries + 1 if tries is None else tries) + 1,
                    asked_seconds=answer.after_seconds,
                )
                went = _wait(publication, again, answer.said)
        if went and answer.outcome in {Outcome.REJECTED, Outcome.DISCONNECTED}:
            publication.refresh_from_db()
            record(f"publication.{publication.state}", publication, by=by, said=answer.said)
    return went


def _unless_another_token_helps(answer: Answer, seen: Publication) -> Answer:
    """What a refused token means: the channel, as it was `seen`, is out; or another token is there or on its way."""
    if answer.outcome is not Outcome.DISCONNECTED:
        return answer
    refusal = Actor.system("the network's refusal")
    if not health.needs_attention(seen.channel, reason=answer.said, by=refusal).is_connected:
        return answer
    said = "The network wants another token. Waypost asks it for one and tries again."
    return replace(answer, outcome=Outcome.NOT_STORED, said=said, after_seconds=ANOTHER_TOKEN)


def _wait(publication: Publication, again: datetime, said: str) -> bool:
    if publication.state == State.READY:
        return move(publication.pk, State.WAITING, since=[State.READY], act_at=again, reason=said)
    return bool(
        Publication.objects.filter(pk=publication.pk, state__in=[State.WAITING, State.SCHEDULED]).update(
            act_at=again, reason=said[:300]
        )
    )


def _follow(publication: Publication, answer: Answer, before: State) -> None:
    after = STATE_AFTER[answer.outcome]
    now = clock.now()
    assert publication.attempt is not None
    match after:
        case State.PUBLISHED:
            went = _published(publication, answer, before)
        case State.WAITING:
            wait = patience.before_try(publication.attempt.number + 1, asked_seconds=answer.after_seconds)
            went = move(publication.pk, after, since=[before], act_at=now + wait, reason=answer.said)
        case State.UNKNOWN:
            went = move(publication.pk, after, since=[before], act_at=now, reason=answer.said)
        case State.HELD:
            went = move(publication.pk, after, since=[before], reason=answer.said, wants_channel=True)
        case _:
            went = move(publication.pk, after, since=[before], reason=answer.said)
    assert went, "the row was locked"


def _published(publication: Publication, answer: Answer, before: State) -> bool:
    return move(
        publication.pk,
        State.PUBLISHED,
        since=[before],
        reason=answer.said,
        remote_id=answer.remote_id,
        remote_url=answer.remote_url,
        published_at=clock.now(),
    )


def _late_word(publication: Publication, answer: Answer) -> None:
    """An earlier sender says, late, that its post arrived: that is the truth, whatever was concluded meanwhile."""
    if State(publication.state) in BEFORE_A_LATE_WORD:
        _published(publication, answer, State(publication.state))
