"""How learning speaks of factors, levels, shares and hours."""

from collections.abc import Mapping

from waypost.loop.analytics.domain.times import TIMES
from waypost.loop.strategy.domain.document import Strategy
from waypost.toolkit.wording import _

FACTORS: Mapping[str, str] = {
    "pillar": _("pillar"),
    "format": _("format"),
    "channel": _("channel"),
    "weekday": _("weekday"),
    "hour": _("time of day"),
}
TITLES: Mapping[str, str] = {
    "pillar": _("Pillars"),
    "format": _("Formats"),
    "channel": _("Channels"),
    "weekday": _("Weekdays"),
    "hour": _("Times of day"),
}


def label_of(factor: str, level: str, strategy: Strategy) -> str:
    """What people call a level: a pillar's label, a weekday, a part of the day."""
    if factor == "pillar":
        pillar = strategy.pillar(level)
        return pillar.label if pillar else level
    elif factor == "channel":
        role = strategy.channel_role(level)
        return role.label if role else level
    elif factor in {"weekday", "hour"}:
        return TIMES[times_key(factor, level)].label
    else:
        return level[:1].upper() + level[1:].replace("-", " ")


def times_key(factor: str, level: str) -> str:
    """Which times of the week a level is, as results know them."""
    return f"day-{level}" if factor == "weekday" else level


def percent(share: float) -> str:
    """A share as per cent, whole."""
    return f"{round(share * 100)}\u00a0%"


def more_or_less(value: float) -> str:
    """An effect as people say it: “32 % more”, “8 % less”."""
    return (
        _("{share} more").format(share=percent(value))
        if value >= 0
        else _("{share} less").format(share=percent(-value))
    )


def clock_time(hour: float) -> str:
    """An hour with its fraction as “08:30”."""
    minutes = round(hour * 60) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def number(value: float) -> str:
    """A count that may have a half: 4, 3.5."""
    return f"{value:g}"
