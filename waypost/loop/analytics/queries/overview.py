"""What the page of results needs besides numbers: channels and how far they were read, pillars, versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.loop.analytics.models import ChannelDay, Meter, NativePost
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import accepted_versions


@dataclass(frozen=True)
class Read:
    """A channel and how far the reading of it has come; `is_mine`: whether this member may use it.

    `first_on` is the first day of which it knows anything; `to_explain` counts its native posts without a why. `stamp`
    is another one whenever its results change.
    """

    id: int
    key: str
    name: str
    network: str
    is_simulated: bool
    is_mine: bool
    first_on: date | None
    read_at: datetime | None
    trouble: str
    to_explain: int
    stamp: str


@dataclass(frozen=True)
class Reading:
    """The same of all channels of this member together."""

    read_at: datetime | None
    is_simulated: bool
    troubles: tuple[tuple[str, str], ...]
    to_explain: int


def channels_read(access: Access) -> list[Read]:
    """Every channel of the brand, by name; one query."""
    return [Read(*row) for row in _READ.rows(access)]


def _read(access: Access) -> QuerySet[Channel, tuple[Any, ...]]:
    here = OuterRef("pk")
    meters = Meter.objects.filter(channel=here)
    waiting = NativePost.objects.filter(channel=here, explained_at=None).order_by().values("channel")
    found = Channel.objects.filter(workspace_id=access.workspace_id).annotate(
        is_mine=Exists(channels(access).filter(pk=here)),
        first_on=first_days(),
        read_at=Subquery(meters.values("read_at")[:1]),
        trouble=Coalesce(*_troubles(meters), Value("")),
        stamp=stamps_of_channels(),
        to_explain=Coalesce(Subquery(waiting.annotate(number=Count("pk")).values("number")), 0),
    )
    return found.order_by("name").values_list(
        "pk",
        "key",
        "name",
        "network",
        "simulated",
        "is_mine",
        "first_on",
        "read_at",
        "trouble",
        "to_explain",
        "stamp",
    )


def _troubles(meters: QuerySet[Meter]) -> list[NullIf]:
    """What is in the way of reading a channel, and of bringing in its past; null for nothing."""
    return [NullIf(Subquery(meters.values(field)[:1]), Value("")) for field in ("trouble", "history_trouble")]


def stamps_of_channels() -> Coalesce:
    """What changes whenever a result of a channel does, as a part of a query of channels."""
    return Coalesce(Subquery(Meter.objects.filter(channel=OuterRef("pk")).values("stamp")[:1]), Value(""))


def first_days() -> Subquery:
    """The first day of which a channel knows anything, as a part of a query of channels."""
    return Subquery(ChannelDay.objects.filter(channel=OuterRef("pk")).order_by("on").values("on")[:1])


def reading_of(known: Sequence[Read]) -> Reading:
    """How far the reading has come on the channels of this member."""
    mine = [channel for channel in known if channel.is_mine]
    return Reading(
        read_at=max((channel.read_at for channel in mine if channel.read_at is not None), default=None),
        is_simulated=any(channel.is_simulated for channel in mine),
        troubles=tuple((channel.name, channel.trouble) for channel in mine if channel.trouble),
        to_explain=sum(channel.to_explain for channel in mine),
    )


def pillars_ever(access: Access) -> list[tuple[int, str]]:
    """Id and label of every pillar that ever was: for choosing one."""
    return _PILLARS.rows(access)


def pillars_seen(access: Access) -> QuerySet[Pillar]:
    """Every pillar that ever was, since old posts keep theirs."""
    return Pillar.objects.filter(workspace_id=access.workspace_id)


def pillar_ids(access: Access) -> dict[str, int]:
    """The id of every pillar that ever was, by its key."""
    return dict(_PILLAR_IDS.rows(access))


def channels_seen(access: Access) -> QuerySet[Channel]:
    """The channels that this member may use, by name."""
    return channels(access).order_by("name")


def versions_since(access: Access, workspace: Workspace) -> list[tuple[date, str]]:
    """The versions of the strategy, each with the day on which it came into force."""
    found = _ACCEPTED.rows(access)
    return [(workspace.local(at).date(), f"v{number}") for at, number in found if at is not None]


_READ = Prepared(_read)
_PILLARS = Prepared(lambda access: pillars_seen(access).values_list("pk", "label"))
_PILLAR_IDS = Prepared(lambda access: pillars_seen(access).values_list("key", "pk"))
_ACCEPTED = Prepared(
    lambda access: accepted_versions(access).order_by("accepted_at").values_list("accepted_at", "number")
)
