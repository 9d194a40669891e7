"""What a person decides about a publication of which nobody knows whether it arrived."""

from django.db import transaction

from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.actions import parts
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

DECIDED = Refusal("This was decided meanwhile. Reload the page to see how it ended.")


@transaction.atomic
def it_is_there(publication: Publication, *, url: str = "", by: Actor) -> Publication:
    """A person saw the post on the network."""
    _may(publication, by)
    went = move(
        publication.pk,
        State.PUBLISHED,
        since=[State.UNKNOWN],
        reason=f"{by.label} saw it on the network.",
        remote_url=url.strip()[:500],
        published_at=clock.now(),
    )
    decided = _decided(publication, went, "there", by)
    parts.go_on(decided, by=by)
    return decided


@transaction.atomic
def send_again(publication: Publication, *, by: Actor) -> Publication:
    """A person looked, and the post is not there: let it go out once more."""
    _may(publication, by)
    if any(attempt.deadline_at > clock.now() for attempt in publication.attempts.filter(finished_at=None)):
        raise Refusal("Its sender may still be writing. Wait a minute and look again.")
    for attempt in publication.attempts.filter(finished_at=None):
        if not processes.is_proven_dead(attempt.holder) and not _answers(attempt.holder):
            raise Refusal(
                "The process that sent it is frozen and could still wake up. End it on its machine "
                "(`waypost doctor` names it), then send again."
            )
    if clock.now() > publication.due_at + publication.workspace.grace:
        went = move(
            publication.pk,
            State.MISSED,
            since=[State.UNKNOWN],
            reason=f"{by.label} saw that it is not there.",
        )
    else:
        went = move(
            publication.pk,
            State.READY,
            since=[State.UNKNOWN],
            act_at=clock.now(),
            reason=f"{by.label} saw that it is not there.",
        )
    return _decided(publication, went, "absent", by)


@transaction.atomic
def give_up(publication: Publication, *, by: Actor) -> Publication:
    """A person looked, the post is not there, and it is not wanted any more."""
    _may(publication, by)
    went = move(
        publication.pk,
        State.CANCELLED,
        since=[State.UNKNOWN],
        given_up=True,
        reason=f"{by.label} gave it up.",
    )
    parts.let_go(publication, by_a_person=True)
    return _decided(publication, went, "given_up", by)


def _may(publication: Publication, by: Actor) -> None:
    access = require(by, "publication.decide", publication.workspace_id)
    usable_channel(access, publication.channel_id)


def _answers(holder: str) -> bool:
    return processes.alive("publisher").filter(key=holder).exists()


def _decided(publication: Publication, went: bool, decision: str, by: Actor) -> Publication:
    if not went:
        raise Refusal(DECIDED.sentence)
    publication.refresh_from_db()
    record("publication.decided", publication, by=by, decision=decision, state=publication.state)
    return publication
