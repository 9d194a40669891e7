from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.queries import require
from waypost.toolkit import clock


@transaction.atomic
def needs_attention(channel: Channel, *, reason: str, by: Actor) -> Channel:
    """Note that the network refused this account; nothing goes out until a person reconnects it."""
    usable_channel(require(by, "channel.connect", channel.workspace_id), channel.pk)
    changed = Channel.objects.filter(pk=channel.pk, health=Channel.Health.CONNECTED).update(
        health=Channel.Health.ATTENTION, health_reason=reason[:300], health_changed_at=clock.now()
    )
    channel.refresh_from_db()
    if changed:
        record("channel.needs_attention", channel, by=by, reason=reason)
    return channel
