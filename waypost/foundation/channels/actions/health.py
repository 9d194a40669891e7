from django.db import transaction

from waypost.foundation.channels.actions.asking import asking
from waypost.foundation.channels.domain.tokens import JUST_RENEWED
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.networks import registry
from waypost.networks.contract import Disconnected
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

UNREADABLE = _("Its token was encrypted with a key that this installation does not have any more.")


@transaction.atomic
def needs_attention(channel: Channel, *, reason: str, by: Actor) -> Channel:
    """Note that the network refused this account's token; where no other token helps, a person must connect it again.

    `channel` is as it was read before the network was asked. When it has another token by now, or may get one, it stays
    connected and the call may be repeated. The answer says: `is_connected`.
    """
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    current = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    if not current.is_connected or current.token_epoch != channel.token_epoch:
        return current
    life = TokenLife.objects.select_for_update().filter(channel=current).first()
    if life is not None and _another_may_help(life):
        life.doubted_at = clock.now()
        if life.tries == 0:  # a network that is silent keeps the pause that it needs
            life.due_at = life.doubted_at
            record("channel.token_doubted", current, by=by, reason=reason)
        life.save(update_fields=["doubted_at", "due_at"])
        return current
    return _out(current, reason, by)


@transaction.atomic
def cannot_be_read(channel: Channel, *, by: Actor) -> Channel:
    """Note that no key of this installation opens this account's token: only a person who connects it again helps."""
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    current = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    if not current.is_connected or current.token_epoch != channel.token_epoch:
        return current
    return _out(current, UNREADABLE, by)


def look_again(channel: Channel, *, by: Actor) -> Channel:
    """Ask the network once more whose token this is: what it refused yesterday it may take today. A Refusal where not."""
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    if channel.is_connected:
        raise Refusal("It is connected already. Reload the page.")
    if not channel.locked_token:
        raise Refusal("Its token was forgotten when somebody disconnected it. Connect it again.")
    with asking():
        try:
            profile = registry.connector(channel.network).verify(channel.account)
        except Disconnected as error:
            sentence = (
                f"{channel.card.label} still refuses it: {error.reason} Connect it again with a new one."
            )
            raise Refusal(sentence) from error
    if profile.remote_id != channel.remote_id:
        raise Refusal(f"That token opens {profile.handle} by now. Connect {channel.handle} again.")
    return _back(channel, by)


def _out(current: Channel, reason: str, by: Actor) -> Channel:
    """The channel, its row locked, is out; no other token is asked for."""
    current.health, current.health_reason = Channel.Health.ATTENTION, reason[:300]
    current.health_changed_at = clock.now()
    current.save(update_fields=["health", "health_reason", "health_changed_at"])
    TokenLife.objects.filter(channel=current).update(due_at=None)
    record("channel.needs_attention", current, by=by, reason=reason)
    return current


@transaction.atomic
def _back(channel: Channel, by: Actor) -> Channel:
    current = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk)
    if current.is_connected or current.token_epoch != channel.token_epoch:
        return current
    current.health, current.health_reason = Channel.Health.CONNECTED, ""
    current.health_changed_at = clock.now()
    current.save(update_fields=["health", "health_reason", "health_changed_at"])
    TokenLife.objects.filter(channel=current).update(due_at=clock.now(), doubted_at=None)
    record("channel.connected", current, by=by, network=current.network)
    return current


def _another_may_help(life: TokenLife) -> bool:
    """Whether to ask for a new token; not when this one was asked for a moment ago, for the same reason."""
    asked_for = life.doubted_at is not None and life.given_at >= life.doubted_at
    return life.is_renewed and not (asked_for and clock.now() - life.given_at < JUST_RENEWED)
