"""Arming: the only gate, one transaction, and a commit before a single byte leaves (ENGINE: "Arming is the only gate")."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.processes import queries as processes
from waypost.loop.content.domain.hashing import content_hash
from waypost.loop.content.queries import outgoing_of, variant_for_arming
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.actions.transitions import act_again, move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Attempt, Publication
from waypost.loop.publishing.queries import twin_in_doubt
from waypost.toolkit import clock

UNAPPROVED_AGAIN = timedelta(seconds=10)
TWIN_AGAIN = timedelta(seconds=15)


class Gate(StrEnum):
    """Why the gate stayed shut."""

    LANE_LOST = "lane_lost"
    INSTALLATION_HELD = "installation_held"
    GONE = "gone"
    TOO_LATE = "too_late"
    CHANNEL_OUT = "channel_out"
    CHANGED = "changed"
    UNAPPROVED = "unapproved"
    TWIN_IN_DOUBT = "twin_in_doubt"


@dataclass(frozen=True)
class Armed:
    """The gate opened: this attempt may write once, until its deadline."""

    attempt_id: int


@transaction.atomic
def arm(publication_id: int, *, claim: Claim, content: str, seconds: float) -> Armed | Gate:
    """Open the gate for one publication whose built call says `content` (a hash), for a call of at most `seconds`.

    The lane's row is locked first, which is the row that a hold updates; post and variant are locked before their
    approval is read. So after a hold, an edit or a withdrawn approval has committed, nothing arms.
    """
    span = timedelta(seconds=seconds)
    if not lanes.keep(claim, span):
        return Gate.LANE_LOST
    publication = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("workspace", "channel")
        .get(pk=publication_id)
    )
    shut = _shut(publication, content)
    if shut is not None:
        return shut
    if publication.state == State.WAITING:
        move(publication.pk, State.READY, since=[State.WAITING], act_at=publication.act_at)
    now = clock.now()
    attempt = Attempt.objects.create(
        workspace_id=publication.workspace_id,
        publication=publication,
        number=publication.tries + 1,
        epoch=claim.epoch,
        holder=claim.holder,
        content_hash=content,
        armed_at=now,
        deadline_at=now + span,
    )
    went = move(
        publication.pk, State.ARMED, since=[State.READY], attempt=attempt, tries=attempt.number, looks=0
    )
    assert went, "the row was locked"
    return Armed(attempt.pk)


def _shut(publication: Publication, content: str) -> Gate | None:
    """Why this publication may not be armed; each reason leaves it in the state that says so."""
    if publication.channel_id is None or publication.state not in {State.READY, State.WAITING}:
        return Gate.GONE
    if processes.is_held():
        return Gate.INSTALLATION_HELD
    waiting = [State(publication.state)]
    if clock.now() > publication.due_at + publication.workspace.grace:
        move(publication.pk, State.MISSED, since=waiting, reason=publication.reason)
        return Gate.TOO_LATE
    if publication.channel.health != Channel.Health.CONNECTED:
        move(publication.pk, State.HELD, since=waiting, reason="The channel must be connected again.")
        return Gate.CHANNEL_OUT
    variant = variant_for_arming(publication.variant_id) if publication.variant_id else None
    if variant is None:
        move(
            publication.pk, State.CANCELLED, since=waiting, reason="The post no longer goes to this channel."
        )
        return Gate.GONE
    actual = content_hash(outgoing_of(variant))
    if actual != content or actual != publication.content_hash:
        move(publication.pk, State.SCHEDULED, since=waiting, act_at=clock.now())
        return Gate.CHANGED
    if not variant.post.is_approved or variant.approved_hash != actual:
        act_again(
            publication.pk, clock.now() + UNAPPROVED_AGAIN, since=waiting, reason="It is not approved yet."
        )
        return Gate.UNAPPROVED
    if twin_in_doubt(publication):
        again = clock.now() + TWIN_AGAIN
        act_again(
            publication.pk, again, since=waiting, reason="The same text on this channel still needs checking."
        )
        return Gate.TWIN_IN_DOUBT
    return None
