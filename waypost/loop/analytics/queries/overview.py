"""What the page of results needs besides numbers: channels, pillars, versions, how far the reading has come."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.models import Meter
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import accepted_versions


@dataclass(frozen=True)
class Reading:
    """How far the reading of some channels has come, and what is in the way of it."""

    read_at: datetime | None
    is_simulated: bool
    troubles: tuple[tuple[str, str], ...]


def pillars_seen(access: Access) -> QuerySet[Pillar]:
    """Every pillar that ever was, since old posts keep theirs."""
    return Pillar.objects.filter(workspace_id=access.workspace_id)


def channels_seen(access: Access) -> QuerySet[Channel]:
    """The channels that this member may use, by name."""
    return channels(access).order_by("name")


def flags_of(access: Access, workspace: Workspace, span: Span) -> list[tuple[date, str]]:
    """The versions of the strategy that came into force within a span."""
    found = accepted_versions(access).order_by("accepted_at").values_list("accepted_at", "number")
    days = ((workspace.local(at).date(), f"v{number}") for at, number in found if at is not None)
    return [(on, words) for on, words in days if span.holds(on)]


def reading_of(access: Access, mine: list[Channel]) -> Reading:
    """How far the reading has come on these channels."""
    meters = Meter.objects.filter(workspace_id=access.workspace_id).values_list(
        "channel_id", "read_at", "trouble"
    )
    names = {channel.pk: channel.name for channel in mine}
    known = [(names[channel], at, trouble) for channel, at, trouble in meters if channel in names]
    return Reading(
        read_at=max((at for _name, at, _trouble in known if at is not None), default=None),
        is_simulated=any(channel.simulated for channel in mine),
        troubles=tuple((name, trouble) for name, _at, trouble in known if trouble),
    )
