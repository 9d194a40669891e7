"""What channels gained, day by day: the roll-ups behind charts, goals and what moved."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.loop.analytics.domain.metrics import Definition, Per
from waypost.loop.analytics.models import ChannelDay
from waypost.networks.contract import Metric

Sums = dict[date, tuple[float, float]]
"""By day: the sum of a metric's parts, and what it is divided by (0 where that is nothing)."""


def channel_days(access: Access) -> QuerySet[ChannelDay]:
    """The days of the channels that this member may use."""
    found = ChannelDay.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def gained(
    days: QuerySet[ChannelDay], definitions: Iterable[Definition], first_on: date, last_on: date
) -> dict[str, Sums]:
    """What each metric's parts and divisor gained on each day, by the metric's key; one query for all of them.

    Only channels that say the divisor count towards the parts, so that a ratio compares like with like. Of what
    stands at a height the days' sums are given, for days on which every channel that ever spoke did.
    """
    wanted = {definition.key: definition for definition in definitions}
    if not wanted:
        return {}
    sums: dict[str, Any] = {}
    for number, definition in enumerate(wanted.values()):
        sums[f"part_{number}"] = Sum("followers") if definition.is_level else parts_sum(definition)
        sums[f"whole_{number}"] = Count("followers") if definition.is_level else Sum(_divisor(definition))
    rows: Any = days.filter(on__range=(first_on, last_on)).order_by("on").values("on").annotate(**sums)
    found: dict[str, Sums] = {key: {} for key in wanted}
    for row in rows:
        for number, key in enumerate(wanted):
            part = row[f"part_{number}"]
            if part is not None:
                found[key][row["on"]] = (float(part), float(row[f"whole_{number}"] or 0))
    for key, definition in wanted.items():
        if definition.is_level:
            found[key] = _complete(found[key])
    return found


def _complete(sums: Sums) -> Sums:
    """The days on which as many channels spoke as ever do in these days."""
    most = max((channels for _total, channels in sums.values()), default=0)
    return {on: pair for on, pair in sums.items() if pair[1] == most}


def parts_sum(definition: Definition, summed: Any = None) -> Sum:
    """The sum of a metric's parts (or of something else) over rows that say its divisor and at least one part."""
    known = Q()
    for part in definition.parts:
        known |= Q(**{f"{part.value}__isnull": False})
    if isinstance(definition.by, Metric):
        known &= Q(**{f"{definition.by.value}__isnull": False})
    return Sum(summed if summed is not None else _together(definition), filter=known)


def followers_said(days: QuerySet[ChannelDay], since: date) -> list[tuple[int, date, float]]:
    """The channels' followers, as (channel, day, value), earliest first."""
    rows = days.filter(on__gte=since, followers__isnull=False)
    found = rows.order_by("on").values_list("channel_id", "on", "followers")
    return [(channel, on, float(value or 0)) for channel, on, value in found]


def _divisor(definition: Definition) -> Any:
    """What a metric is divided by; of a counted one nothing, said as the cheapest number."""
    if definition.by is None:
        return Value(0)
    if isinstance(definition.by, Metric):
        return F(definition.by.value)
    return F("posts_count") if definition.by is Per.POST else F("followers") * F("posts_count")


def _together(definition: Definition) -> Any:
    """The parts added up, those that are not said left out."""
    if len(definition.parts) == 1:
        return F(definition.parts[0].value)
    first, *rest = (Coalesce(F(part.value), 0) for part in definition.parts)
    return sum(rest, start=first)
