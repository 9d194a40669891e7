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
    channels = _ours(member, to)
    ChannelAccess.objects.filter(member=member).delete()
    ChannelAccess.objects.bulk_create([ChannelAccess(member=member, channel=channel) for channel in channels])
    member.limited = bool(channels)
    member.save(update_fields=["limited"])
    record("member.limited", member, by=by, channels=[channel.pk for channel in channels])
    return member


@transaction.atomic
def admit(member: Member, *, to: Iterable[Channel], by: Actor) -> Member:
    """Let a member who joined under a limit use these channels too."""
    require(by, "member.manage", member.workspace_id)
    channels = _ours(member, to)
    if member.limited:
        ChannelAccess.objects.bulk_create(
            [ChannelAccess(member=member, channel=channel) for channel in channels], ignore_conflicts=True
        )
        record("member.limited", member, by=by, channels=[channel.pk for channel in channels])
    return member


def _ours(member: Member, to: Iterable[Channel]) -> list[Channel]:
    channels = list(to)
    if any(channel.workspace_id != member.workspace_id for channel in channels):
        raise Refusal("Those channels belong to another brand.", field="channels")
    return channels
