"""What channels gained, day by day: the roll-ups behind charts, goals and what moved."""

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Aggregate, Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition, Per
from waypost.loop.analytics.models import ChannelDay
from waypost.networks.contract import Metric

Sums = dict[date, tuple[float, float]]
"""By day: the sum of a metric's parts, and what it is divided by (0 where that is nothing)."""


def channel_days(access: Access) -> QuerySet[ChannelDay]:
    """The days of the channels that this member may use."""
    found = ChannelDay.objects.filter(workspace_id=access.workspace_id)
    return found.filter(channel__in=channels(access)) if access.limited else found


def gained(access: Access, keys: tuple[str, ...], first_on: date, last_on: date) -> dict[str, Sums]:
    """What each metric's parts and divisor gained on each day, on this member's channels; one query for all metrics.

    Only channels that say the divisor count towards the parts, so that a ratio compares like with like. Of what
    stands at a height the days' sums are given, for days on which every channel that ever spoke did.
    """
    if not keys:
        return {}
    question = _OF_MEMBER.get(keys)
    if question is None:
        build = partial(_gained_by_member, keys)
        question = _OF_MEMBER[keys] = Prepared(build, first=date, last=date)
    return _sums_of(keys, question.raw(access, first=first_on, last=last_on))


def gained_by_brand(
    workspace_id: int, keys: tuple[str, ...], first_on: date, last_on: date
) -> dict[str, Sums]:
    """The same of all channels of a brand."""
    if not keys:
        return {}
    question = _OF_BRAND.get(keys)
    if question is None:
        build = partial(_gained_by_brand, keys)
        question = _OF_BRAND[keys] = Question(build, workspace=int, first=date, last=date)
    return _sums_of(keys, question.raw(workspace=workspace_id, first=first_on, last=last_on))


def _gained_by_member(
    keys: tuple[str, ...], access: Access, first: date, last: date
) -> QuerySet[ChannelDay, tuple[Any, ...]]:
    return _summed(channel_days(access).filter(on__gte=first, on__lte=last), keys)


def _gained_by_brand(
    keys: tuple[str, ...], workspace: int, first: date, last: date
) -> QuerySet[ChannelDay, tuple[Any, ...]]:
    days = ChannelDay.objects.filter(workspace_id=workspace, on__gte=first, on__lte=last)
    return _summed(days, keys)


def _summed(days: QuerySet[ChannelDay], keys: tuple[str, ...]) -> QuerySet[ChannelDay, tuple[Any, ...]]:
    """For each day: of each metric its parts, and what divides them (of followers, how many channels spoke)."""
    sums: dict[str, Aggregate] = {}
    for number, key in enumerate(keys):
        definition = BY_KEY[key]
        is_level = definition.is_level
        sums[f"part_{number}"] = Sum("followers") if is_level else parts_sum(definition)
        sums[f"whole_{number}"] = Count("followers") if is_level else Sum(_divisor(definition))
    return days.order_by("on").values_list("on").annotate(**sums)


def _sums_of(keys: tuple[str, ...], rows: list[tuple[Any, ...]]) -> dict[str, Sums]:
    found: dict[str, Sums] = {key: {} for key in keys}
    for day, *values in rows:
        on = day if isinstance(day, date) else date.fromisoformat(day)
        for number, key in enumerate(keys):
            part = values[2 * number]
            if part is not None:
                found[key][on] = (float(part), float(values[2 * number + 1] or 0))
    return {key: _complete(sums) if BY_KEY[key].is_level else sums for key, sums in found.items()}


def _complete(sums: Sums) -> Sums:
    """The days on which as many channels spoke as ever do in these days."""
    most = max((channels for _total, channels in sums.values()), default=0)
    return {on: pair for on, pair in sums.items() if pair[1] == most}


def parts_sum(definition: Definition, column: str = "", of: str = "") -> Sum:
    """The sum of a metric's parts over rows that say its divisor; or of another column over rows that say the parts.

    `column` is where the parts stand together, if they do.
    """
    alone = column or (definition.parts[0].value if len(definition.parts) == 1 else "")
    if of:
        return Sum(of, filter=_said(definition, alone))
    by = definition.by.value if isinstance(definition.by, Metric) else ""
    said = Q(**{f"{by}__isnull": False}) if by else Q()
    if alone:
        return Sum(alone, filter=said) if by else Sum(alone)
    return Sum(_together(definition), filter=said & _said(definition, alone))


def _said(definition: Definition, alone: str) -> Q:
    """Whether a row says at least one of the parts."""
    if alone:
        return Q(**{f"{alone}__isnull": False})
    known = Q()
    for part in definition.parts:
        known |= Q(**{f"{part.value}__isnull": False})
    return known


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
    first, *rest = (Coalesce(F(part.value), 0) for part in definition.parts)
    return sum(rest, start=first)


_OF_MEMBER: dict[tuple[str, ...], Prepared[tuple[Any, ...]]] = {}
_OF_BRAND: dict[tuple[str, ...], Question[tuple[Any, ...]]] = {}
