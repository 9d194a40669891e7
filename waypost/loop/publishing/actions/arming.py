"""Arming: the only gate, one transaction, and a commit before a single byte leaves (ENGINE: "Arming is the only gate")."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.loop.content.models import Post
from waypost.loop.publishing import statements
from waypost.loop.publishing.actions.lanes import MARGIN, Claim
from waypost.loop.publishing.actions.transitions import act_again, move
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold
from waypost.loop.publishing.queries.topics import hold_on_its_topic
from waypost.loop.publishing.statements import AtTheGate
from waypost.toolkit import clock

UNAPPROVED_AGAIN = timedelta(seconds=10)
TWIN_AGAIN = timedelta(seconds=15)
ARMABLE = (State.READY, State.WAITING)


class Gate(StrEnum):
    """Why the gate stayed shut."""

    LANE_LOST = "lane_lost"
    INSTALLATION_HELD = "installation_held"
    GONE = "gone"
    TOO_LATE = "too_late"
    CHANNEL_OUT = "channel_out"
    CAMPAIGN_HELD = "campaign_held"
    TOPIC_HELD = "topic_held"
    CHANGED = "changed"
    UNAPPROVED = "unapproved"
    TWIN_IN_DOUBT = "twin_in_doubt"
    IS_OUT = "is_out"


@dataclass(frozen=True)
class Armed:
    """The gate opened: this attempt may write once, until its deadline."""

    attempt_id: int


@transaction.atomic(savepoint=False)
def arm(publication_id: int, *, claim: Claim, content: str, text: str, seconds: float) -> Armed | Gate:
    """Open the gate for one publication whose built call says `content` (a hash), for a call of at most `seconds`.

    `text` is what it says with its links as they leave: word for word what was prepared.

    The lane's row is locked first, which is the row that every hold updates; its variant is locked before the
    approval is read. So after a hold, an edit or a withdrawn approval has committed, nothing arms. `content` was
    computed from the very rows that the call was built from: what leaves is what was approved.
    """
    span = timedelta(seconds=seconds)
    here = admit(publication_id, claim=claim, content=content, text=text, span=span)
    if isinstance(here, Gate):
        return here
    if here.state is State.WAITING:
        move(publication_id, State.READY, since=[State.WAITING], act_at=clock.now())
    attempt_id = statements.begin_attempt(
        publication_id, here, holder=claim.holder, epoch=claim.epoch, content=content, span=span
    )
    assert attempt_id is not None, "the row was locked"
    return Armed(attempt_id)


def admit(publication_id: int, *, claim: Claim, content: str, text: str, span: timedelta) -> AtTheGate | Gate:
    """Ask everything that the gate asks, and keep the answers from changing until the caller's transaction ends."""
    if not statements.keep_lane(claim.channel_id, claim.holder, claim.epoch, span + MARGIN):
        return Gate.LANE_LOST
    here = statements.at_the_gate(publication_id)
    if here is None:
        reason = "The post no longer goes to this channel."
        move(publication_id, State.CANCELLED, since=ARMABLE, reason=reason)
        return Gate.GONE
    return _shut(publication_id, here, content, text) or here


def _shut(publication_id: int, here: AtTheGate, content: str, text: str) -> Gate | None:
    """Why this publication may not be armed; each reason leaves it in the state that says so."""
    now = clock.now()
    if here.state not in ARMABLE:
        return Gate.GONE
    if here.installation_held:
        return Gate.INSTALLATION_HELD
    since = [here.state]
    if now > here.due_at + here.grace:
        move(publication_id, State.MISSED, since=since, reason="Nothing could send it in time.")
        return Gate.TOO_LATE
    if here.channel_health != Channel.Health.CONNECTED:
        reason = "The channel must be connected again."
        move(publication_id, State.HELD, since=since, reason=reason, wants_channel=True)
        return Gate.CHANNEL_OUT
    if not here.is_wanted:
        move(publication_id, State.CANCELLED, since=since, reason="The post was archived.")
        return Gate.GONE
    if here.campaign_hold is not None:
        hold = Hold.objects.get(pk=here.campaign_hold)
        move(publication_id, State.HELD, since=since, reason=hold.reason, hold=hold)
        return Gate.CAMPAIGN_HELD
    on_topic = hold_on_its_topic(publication_id, here.workspace_id) if here.topics_held else None
    if on_topic is not None:
        move(publication_id, State.HELD, since=since, reason=on_topic.reason, hold=on_topic)
        return Gate.TOPIC_HELD
    changed = here.variant_hash != content or here.content_hash != content or here.text != text
    if changed or here.rest_unprepared:
        move(publication_id, State.SCHEDULED, since=since, act_at=now)
        return Gate.CHANGED
    if here.post_state != Post.State.APPROVED or here.approved_hash != content:
        act_again(publication_id, now + UNAPPROVED_AGAIN, since=since, reason="It is not approved yet.")
        return Gate.UNAPPROVED
    if here.twin_in_doubt:
        reason = "The same text on this channel still needs checking."
        act_again(publication_id, now + TWIN_AGAIN, since=since, reason=reason)
        return Gate.TWIN_IN_DOUBT
    if here.is_out:
        reason = "The post is on this channel already. Take that down first, or write a new one."
        move(publication_id, State.CANCELLED, since=since, given_up=True, reason=reason)
        return Gate.IS_OUT
    return None
