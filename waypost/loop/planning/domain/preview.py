"""What opening a period would lay out, counted, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from waypost.loop.planning.domain.layout import counts, lay_out
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
    """The slots of a period by channel and by pillar; `unbound` are roles whose channel is not connected."""

    total: int
    days_off: int
    channels: tuple[Count, ...]
    pillars: tuple[Count, ...]
    reactive: int
    unbound: tuple[str, ...]


def preview_of(
    strategy: document.Strategy,
    channels: Mapping[str, str],
    zone: str,
    first_on: date,
    last_on: date,
    blackouts: Iterable[date],
) -> Preview:
    """Lay the period (both days included) out in memory. `channels` are the names of those connected, by key."""
    off = frozenset(day for day in blackouts if first_on <= day <= last_on)
    slots = lay_out(plan_of(strategy, channels.keys(), zone), first_on, last_on, blackouts=off)
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
        unbound=tuple(role.label for role in unbound_roles(strategy, channels.keys())),
    )
