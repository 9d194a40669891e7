"""What opening a period would lay out, counted, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from waypost.loop.planning.domain.capacity import Need
from waypost.loop.planning.domain.layout import EVERGREEN, PlannedSlot, counts, lay_out
from waypost.loop.planning.domain.plan import plan_of, unbound_roles
from waypost.loop.strategy.domain import document


@dataclass(frozen=True)
class Count:
    """How many slots something gets; `hue` is a pillar's."""

    label: str
    count: int
    hue: int | None = None


@dataclass(frozen=True)
class Preview:
    """The slots of a period by channel and by pillar; `unbound` are roles whose channel is not connected.

    `slots` are the places themselves, in order of time; `names` are the channels', by key.
    """

    total: int
    days_off: int
    channels: tuple[Count, ...]
    pillars: tuple[Count, ...]
    reactive: int
    evergreen: int
    unbound: tuple[str, ...]
    slots: tuple[PlannedSlot, ...]
    names: Mapping[str, str]

    @property
    def needs(self) -> list[Need]:
        """The posts that the slots ask for."""
        return [Need(slot.local.date(), slot.channel, slot.format) for slot in self.slots]


def preview_of(
    strategy: document.Strategy,
    channels: Mapping[str, str],
    zone: str,
    first_on: date,
    last_on: date,
    blackouts: Iterable[date],
    not_before: datetime | None = None,
) -> Preview:
    """Lay the period (both days included) out in memory. `channels` are the names of those connected, by key.

    Nothing is laid before the wall-clock time `not_before`, just as when the period is opened.
    """
    off = frozenset(day for day in blackouts if first_on <= day <= last_on)
    slots = lay_out(
        plan_of(strategy, channels.keys(), zone), first_on, last_on, blackouts=off, not_before=not_before
    )
    by_channel, by_pillar = counts(slots)
    return Preview(
        total=len(slots),
        days_off=len(off),
        channels=tuple(
            Count(channels[role.key], by_channel[role.key])
            for role in strategy.channel_roles
            if role.key in channels
        ),
        pillars=tuple(Count(pillar.label, by_pillar[pillar.key], pillar.hue) for pillar in strategy.pillars),
        reactive=by_pillar[None],
        evergreen=sum(slot.format == EVERGREEN for slot in slots),
        unbound=tuple(role.label for role in unbound_roles(strategy, channels.keys())),
        slots=tuple(slots),
        names=channels,
    )
