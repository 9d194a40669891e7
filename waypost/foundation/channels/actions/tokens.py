from django.conf import settings
from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.toolkit.refusal import NotAllowed


@transaction.atomic
def rotate(channel: Channel, *, by: Actor) -> Channel:
    """Encrypt a channel's token with the newest key, after one was added to the keys of the installation."""
    if not by.is_system:
        raise NotAllowed("Keys are rotated in the terminal of the machine that Waypost runs on.")
    locked = Channel.objects.select_for_update().get(pk=channel.pk).locked_token
    if locked:
        channel.locked_token = settings.WAYPOST.vault.rotate(locked)
        channel.save(update_fields=["locked_token"])
        record("channel.token_rotated", channel, by=by)
    return channel
