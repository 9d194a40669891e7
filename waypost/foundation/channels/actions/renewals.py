"""A token is renewed ahead of its end, by one holder at a time, and only the network's own word disconnects a channel.

The lease on a row of TokenLife covers one question to the network. Its answer is taken in however late it comes, as long
as the channel still has the token that was asked about.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, Q, Value
from django.db.models.functions import Now

from waypost.foundation.channels.actions import health, tokens
from waypost.foundation.channels.domain import tokens as lives
from waypost.foundation.channels.domain.tokens import Grant, Heard, Word
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.networks import registry
from waypost.networks.contract import NetworkError
from waypost.toolkit import clock
from waypost.toolkit.http import Deadline, DeadlinePassed, HttpError

LEASE = timedelta(seconds=90)
ASK_WITHIN = 30.0
"""Seconds after taking the lease in which the network may still be asked; every call ends well before the lease."""
LOOK_AGAIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Turn:
    """The right to ask about one token: the channel and its token's life as they stood when it was won."""

    channel: Channel
    life: TokenLife
    holder: str
    deadline: Deadline


def renew(channel: Channel, *, by: Actor) -> Channel:
    """Ask the network for a new token where that is due and nobody else asks, or whether the old one is still good.

    The network is asked outside any transaction.
    """
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    while (turn := _take(channel.pk)) is not None:
        heard = _ask(turn)
        if heard is None:
            break
        _follow(turn, heard, by=by)
    channel.refresh_from_db()
    return channel


def _take(channel_id: int) -> Turn | None:
    """Win the lease on the token of a channel, if it is due and free."""
    holder = uuid.uuid4().hex
    free = Q(holder="") | Q(lease_until__lt=Now())
    until = ExpressionWrapper(Now() + Value(LEASE), output_field=DateTimeField())
    due = TokenLife.objects.filter(free, channel_id=channel_id, due_at__lte=clock.now())
    deadline = Deadline(ASK_WITHIN)
    if not due.update(holder=holder, lease_until=until):
        return None
    life = TokenLife.objects.select_related("channel").filter(channel_id=channel_id, holder=holder).first()
    return Turn(life.channel, life, holder, deadline) if life is not None else None


def _ask(turn: Turn) -> Heard | None:
    """The network's word; None when whoever asks slept so long that somebody else may be asking by now."""
    try:
        turn.deadline.left()
    except DeadlinePassed:
        return None
    channel, account, renewing = turn.channel, turn.channel.account, turn.life.is_renewed
    try:
        if renewing:
            renewer = registry.renewer(channel.network)
            assert renewer is not None, "only such networks give tokens that are renewed"
            token = turn.life.token(account.token)
            return Heard(Word.RENEWED, token=renewer.renew(account, token, turn.life.application))
        registry.connector(channel.network).verify(account)
    except (NetworkError, HttpError) as error:
        return lives.of_exception(error, renewing=renewing)
    return Heard(Word.GOOD)


@transaction.atomic
def _follow(turn: Turn, heard: Heard, *, by: Actor) -> None:
    """Take the network's word in, unless the channel has another token by now, or another has its turn."""
    channel = Channel.objects.select_for_update(no_key=True).get(pk=turn.channel.pk)
    life = TokenLife.objects.select_for_update().filter(channel=channel).first()
    if channel.token_epoch != turn.channel.token_epoch or life is None:
        return
    if heard.word is Word.RENEWED:
        _renewed(channel, life, heard, by=by)
    elif life.holder == turn.holder:
        life.holder, life.lease_until = "", None
        _no_new_token(channel, life, heard, by=by)


def _renewed(channel: Channel, life: TokenLife, heard: Heard, *, by: Actor) -> None:
    assert heard.token is not None
    was_out = not channel.is_connected
    grant = Grant(heard.token, life.application)
    tokens.put(channel, grant)
    if was_out:
        channel.health, channel.health_reason = Channel.Health.CONNECTED, ""
        channel.health_changed_at = clock.now()
    channel.save(
        update_fields=["locked_token", "token_epoch", "health", "health_reason", "health_changed_at"]
    )
    tokens.begin_life(channel, grant, doubted_at=life.doubted_at)
    record("channel.connected" if was_out else "channel.token_renewed", channel, by=by)


def _no_new_token(channel: Channel, life: TokenLife, heard: Heard, *, by: Actor) -> None:
    """Note a refusal, a silence, or that the old token is still good; what follows is on the row."""
    now = clock.now()
    if heard.word is Word.OVER:
        life.due_at = None
        life.save()
        health.needs_attention(channel, reason=life.trouble or heard.said, by=by)
        return
    if heard.word is Word.REFUSED:
        life.refused_at, life.trouble, life.tries, life.due_at = now, heard.said[:300], 0, now
        record("channel.renewal_refused", channel, by=by, reason=life.trouble)
    elif heard.word is Word.SILENCE:
        life.tries += 1
        life.due_at = lives.again_at(now, life.tries, heard.after_seconds)
        if life.is_renewed:
            life.trouble = heard.said[:300]
        if life.tries == 1:
            record("channel.network_silent", channel, by=by, reason=heard.said)
    else:
        life.tries = 0
        life.due_at = life.ends_at if life.ends_at is None or life.ends_at > now else now + LOOK_AGAIN
    if not life.is_renewed and life.warned_at is None and heard.word is not Word.REFUSED:
        life.warned_at = now
        record("channel.ending", channel, by=by, reason=life.trouble)
    life.save()
