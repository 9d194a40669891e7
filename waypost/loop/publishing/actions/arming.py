"""Arming: the only gate, one transaction, and a commit before a single byte leaves (ENGINE: "Arming is the only gate")."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.loop.content.queries import approval_at_the_gate
from waypost.loop.publishing.actions import lanes
from waypost.loop.publishing.actions.lanes import Claim
from waypost.loop.publishing.actions.transitions import act_again, move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Attempt
from waypost.loop.publishing.queries import AtTheGate, at_the_gate
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
    approval is read. So after a hold, an edit or a withdrawn approval has committed, nothing arms. `content` was
    computed from the very rows that the call was built from: what leaves is what was approved.
    """
    span = timedelta(seconds=seconds)
    if not lanes.keep(claim, span):
        return Gate.LANE_LOST
    here = at_the_gate(publication_id)
    if here is None:
        return Gate.GONE
    shut = _shut(here, content)
    if shut is not None:
        return shut
    publication = here.publication
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


def _shut(here: AtTheGate, content: str) -> Gate | None:
    """Why this publication may not be armed; each reason leaves it in the state that says so."""
    publication, now = here.publication, clock.now()
    if publication.state not in {State.READY, State.WAITING}:
        return Gate.GONE
    if here.installation_held:
        return Gate.INSTALLATION_HELD
    waiting = [State(publication.state)]
    if now > publication.due_at + here.grace:
        move(publication.pk, State.MISSED, since=waiting, reason=publication.reason)
        return Gate.TOO_LATE
    if here.channel_health != Channel.Health.CONNECTED:
        move(publication.pk, State.HELD, since=waiting, reason="The channel must be connected again.")
        return Gate.CHANNEL_OUT
    approval = approval_at_the_gate(publication.variant_id) if publication.variant_id else None
    if approval is None:
        reason = "The post no longer goes to this channel."
        move(publication.pk, State.CANCELLED, since=waiting, reason=reason)
        return Gate.GONE
    if approval.content_hash != content or publication.content_hash != content:
        move(publication.pk, State.SCHEDULED, since=waiting, act_at=now)
        return Gate.CHANGED
    if not approval.covers(content):
        act_again(publication.pk, now + UNAPPROVED_AGAIN, since=waiting, reason="It is not approved yet.")
        return Gate.UNAPPROVED
    if here.twin_in_doubt:
        reason = "The same text on this channel still needs checking."
        act_again(publication.pk, now + TWIN_AGAIN, since=waiting, reason=reason)
        return Gate.TWIN_IN_DOUBT
    return None
