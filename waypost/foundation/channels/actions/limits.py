from collections.abc import Iterable

from django.db import transaction

from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import require
from waypost.toolkit.refusal import Refusal


@transaction.atomic
def limit(member: Member, *, to: Iterable[Channel], by: Actor) -> Member:
    """Limit a member to some channels; no channels at all lifts the limit."""
    require(by, "member.manage", member.workspace_id)
    channels = list(to)
    if any(channel.workspace_id != member.workspace_id for channel in channels):
        raise Refusal("Those channels belong to another brand.", field="channels")
    ChannelAccess.objects.filter(member=member).delete()
    ChannelAccess.objects.bulk_create([ChannelAccess(member=member, channel=channel) for channel in channels])
    member.limited = bool(channels)
    member.save(update_fields=["limited"])
    record("member.limited", member, by=by, channels=[channel.pk for channel in channels])
    return member


@transaction.atomic
def admit(member: Member, *, channel_ids: list[int], by: Actor) -> Member:
    """Let a member who joined under a limit use the channels of the invitation, as far as the brand has them."""
    require(by, "member.manage", member.workspace_id)
    if member.limited:
        channels = Channel.objects.filter(workspace_id=member.workspace_id, pk__in=channel_ids)
        ChannelAccess.objects.bulk_create(
            [ChannelAccess(member=member, channel=channel) for channel in channels], ignore_conflicts=True
        )
        record("member.limited", member, by=by, channels=[channel.pk for channel in channels])
    return member
