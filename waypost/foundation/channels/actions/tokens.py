from datetime import datetime

from django.conf import settings
from django.db import transaction

from waypost.foundation.channels.domain.tokens import Grant, renewal_at
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed


@transaction.atomic
def rotate(channel: Channel, *, by: Actor) -> Channel:
    """Encrypt a channel's token with the newest key, after one was added to the keys of the installation."""
    if not by.is_system:
        raise NotAllowed("Keys are rotated in the terminal of the machine that Waypost runs on.")
    vault = settings.WAYPOST.vault
    locked = Channel.objects.select_for_update(no_key=True).get(pk=channel.pk).locked_token
    if locked:
        channel.locked_token = vault.rotate(locked)
        channel.save(update_fields=["locked_token"])
        record("channel.token_rotated", channel, by=by)
    for life in TokenLife.objects.select_for_update().filter(channel=channel):
        life.locked_refresh = life.locked_refresh and vault.rotate(life.locked_refresh)
        life.locked_client_secret = life.locked_client_secret and vault.rotate(life.locked_client_secret)
        life.save(update_fields=["locked_refresh", "locked_client_secret"])
    return channel


def put(channel: Channel, grant: Grant) -> None:
    """Let a channel that is locked, or new, have this token once it is saved; `begin_life` follows after saving."""
    channel.locked_token = settings.WAYPOST.vault.lock(grant.token.access)
    channel.token_epoch += 1


def begin_life(channel: Channel, grant: Grant, doubted_at: datetime | None = None) -> None:
    """Keep how long the token is good that was just put; nothing is kept of one that does not end.

    `doubted_at` is when a call with the token before was refused, where this one was asked for because of that.
    """
    vault, token, application = settings.WAYPOST.vault, grant.token, grant.application
    TokenLife.objects.filter(channel_id=channel.pk).delete()
    if token.ends_at is None and not token.renews:
        return
    now = clock.now()
    TokenLife.objects.create(
        workspace_id=channel.workspace_id,
        channel=channel,
        renews=token.renews,
        locked_refresh=vault.lock(token.refresh) if token.refresh else "",
        client_id=application.client_id if application else "",
        locked_client_secret=vault.lock(application.client_secret) if application else "",
        ends_at=token.ends_at,
        given_at=now,
        due_at=renewal_at(now, token.ends_at) if token.ends_at else None,
        doubted_at=doubted_at,
    )


def end_life(channel: Channel) -> None:
    """Forget the token of a channel that is locked and about to be saved, and what would have renewed it."""
    channel.locked_token = ""
    channel.token_epoch += 1
    TokenLife.objects.filter(channel_id=channel.pk).delete()
