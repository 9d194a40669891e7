"""Ending doubts: an armed publication whose holder went silent, and what a look at the network found."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes import queries as processes
from waypost.loop.publishing.actions import parts
from waypost.loop.publishing.actions.transitions import move, move_all
from waypost.loop.publishing.domain.answers import Outcome, url_of
from waypost.loop.publishing.domain.doubt import Doubt, Verdict
from waypost.loop.publishing.domain.states import STOPPABLE, State
from waypost.loop.publishing.models import Lane, Publication
from waypost.loop.publishing.queries import hold_over, of_every_brand
from waypost.networks.contract import Card, Sent
from waypost.toolkit import clock

LOOKING = timedelta(seconds=settings.WAYPOST.lease_seconds)
AGAIN = timedelta(seconds=30)
PATIENT = timedelta(hours=2)
ASKED = "Waypost cannot tell whether it arrived. Look on the network and decide."


def orphans() -> list[int]:
    """Put every armed publication in doubt whose lane has no lease any more, or a newer one; return their ids."""
    of_channel = Lane.objects.filter(channel_id=OuterRef("channel_id"))
    leased = of_channel.exclude(holder="").filter(
        lease_until__gte=Now(), lease_epoch=OuterRef("attempt__epoch")
    )
    silent = of_every_brand().filter(~Exists(leased), state=State.ARMED).values_list("pk", "attempt_id")
    return [
        publication_id
        for publication_id, attempt_id in silent
        if move(
            publication_id,
            State.UNKNOWN,
            since=[State.ARMED],
            only=Q(attempt_id=attempt_id),
            act_at=clock.now(),
            reason="Its sender went silent after it began to send.",
        )
    ]


def distrust_the_past(*, by: Actor, again: bool = True) -> int:
    """After a restore or on a copied home: whatever was due by now may have left already; look before sending.

    `again`: also what was looked for since, as a release wants; while nothing is released, one time is enough.
    """
    installation = processes.installation()
    if installation is None or installation.held_at is None or installation.doubt_from is None:
        return 0
    now = clock.now()
    due = of_every_brand().filter(due_at__lte=now)
    if not again:
        due = due.exclude(last_look_at__gte=installation.held_at)
    reason = "This installation was restored or copied, so it may have left already."
    since = [*STOPPABLE, State.FOLLOWS]
    count = move_all(due, State.UNKNOWN, since=since, reason=reason, act_at=now, looks=0, last_look_at=None)
    if count:
        record("publications.distrusted", installation, by=by, count=count)
    return count


def begin_look(publication_id: int) -> bool:
    """Take the turn to look for one publication, so that nobody else looks at the same time."""
    now = clock.now()
    due = Publication.objects.filter(pk=publication_id, state=State.UNKNOWN, act_at__lte=now)
    return due.update(act_at=now + LOOKING) == 1


@transaction.atomic
def found(publication_id: int, sent: Sent, *, by: Actor) -> bool:
    """End a doubt: the look found the post."""
    went = move(
        publication_id,
        State.PUBLISHED,
        since=[State.UNKNOWN],
        reason="Found on the network.",
        remote_id=sent.remote_id,
        remote_url=url_of(sent),
        published_at=clock.now(),
    )
    if went:
        publication = Publication.objects.get(pk=publication_id)
        record(publication.verb_of_sending, publication, by=by, said="found")
        parts.go_on(publication, by=by)
    return went


@transaction.atomic
def not_found(publication_id: int, *, looked_at: datetime, card: Card, by: Actor) -> State:
    """Count a look that found nothing, and go where the doubt's rules lead; return the state afterwards."""
    publication = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("workspace", "channel")
        .get(pk=publication_id)
    )
    if publication.state != State.UNKNOWN:
        return State(publication.state)
    publication.looks += 1
    publication.last_look_at = looked_at
    publication.save(update_fields=["looks", "last_look_at"])
    doubt = doubt_about(publication, card)
    match doubt.verdict():
        case Verdict.SEND_AGAIN:
            _absent(publication, by)
        case Verdict.LOOK_AGAIN:
            _look_again(publication, doubt.next_look_at(clock.now()))
        case Verdict.ASK:
            ask(publication, by=by)
    publication.refresh_from_db()
    return State(publication.state)


@transaction.atomic
def ask(publication: Publication, *, by: Actor) -> None:
    """Leave the doubt to a person: no look is due any more."""
    asked = Publication.objects.filter(pk=publication.pk, state=State.UNKNOWN, act_at__isnull=False)
    if asked.update(act_at=None, reason=ASKED):
        record("publication.needs_checking", publication, by=by)


def could_not_look(publication_id: int, *, why: str, after_seconds: float = 0.0, by: Actor) -> None:
    """Look again later: a network that does not answer says nothing about the post. After two hours a person is asked.

    A network that asks for longer gets what it asks for, up to these two hours.
    """
    publication = Publication.objects.filter(
        pk=publication_id, state=State.UNKNOWN, act_at__isnull=False
    ).first()
    if publication is None:
        return
    now = clock.now()
    if now - publication.state_at > PATIENT:
        ask(publication, by=by)
    else:
        Publication.objects.filter(pk=publication_id, state=State.UNKNOWN, act_at__isnull=False).update(
            act_at=now + max(AGAIN, min(timedelta(seconds=after_seconds), PATIENT)),
            reason=f"Could not look yet: {why}"[:300],
        )


def doubt_about(publication: Publication, card: Card) -> Doubt:
    """What is known about the attempts of this publication that nobody knows the end of."""
    doubtful = list(publication.attempts.filter(Q(outcome="") | Q(outcome=Outcome.DOUBTFUL)))
    deadline = max((attempt.deadline_at for attempt in doubtful), default=publication.state_at)
    return Doubt(
        deadline=deadline,
        settles_after=timedelta(seconds=card.settles_after),
        looks=publication.looks,
        last_look_at=publication.last_look_at,
        offers=card.offers,
        findable=card.findable,
        # Without an attempt of our own the doubt came with a copy of the past, whose sender we cannot ask.
        holder_is_done=bool(doubtful)
        and all(
            attempt.finished_at is not None or processes.is_proven_dead(attempt.holder)
            for attempt in doubtful
        ),
    )


def _absent(publication: Publication, by: Actor) -> None:
    hold = hold_over(publication.workspace_id, publication.channel_id, publication.post_id)
    if hold is not None:
        went = move(
            publication.pk,
            State.HELD,
            since=[State.UNKNOWN],
            reason="It is not on the network; a hold is on.",
            hold=hold,
        )
    elif clock.now() > publication.due_at + publication.workspace.grace:
        went = move(publication.pk, State.MISSED, since=[State.UNKNOWN], reason="It is not on the network.")
    else:
        went = move(
            publication.pk,
            State.READY,
            since=[State.UNKNOWN],
            act_at=clock.now(),
            reason="It is not on the network, so it is sent again.",
        )
    if went:
        publication.refresh_from_db()
        record("publication.absent", publication, by=by, state=publication.state)


def _look_again(publication: Publication, at: datetime) -> None:
    Publication.objects.filter(pk=publication.pk, state=State.UNKNOWN).update(act_at=at)
