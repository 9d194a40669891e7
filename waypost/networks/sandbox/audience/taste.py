"""The hidden truth: what a post is worth before any chance, given when and where it appears and what came before.

For each persona: how many of them look (size, the share on the channel, their hours, season, growth), times how awake
they still are (saturation), times how much it moves them (interest in the topic, liking of the format), times how new
it is to them (novelty), times their habits. Everything multiplies, so an effect is a factor; saturation and novelty
make the best share of a topic and the best number of posts lie between the extremes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from waypost.networks.contract import Metric
from waypost.networks.sandbox.audience.memory import Memory
from waypost.networks.sandbox.audience.perceiving import Glance
from waypost.networks.sandbox.audience.schema import Active, Audience, Bores, Persona

LINGERS = (0.35, 0.25, 0.15, 0.12, 0.08, 0.05)
"""How much each hour after its appearance counts for who sees a post."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a post gets on average: by metric, how many comments come from each persona, and how tired these are."""

    counts: Mapping[Metric, float]
    comments: Mapping[str, float]
    tired: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Liking:
    """What a persona likes from a date on."""

    interests: Mapping[str, float]
    formats: Mapping[str, float]


class Taste:
    """An audience's truth as a function."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self._zone = ZoneInfo(audience.zone)
        self._presence = {persona.key: _presence(persona) for persona in audience.personas}
        self._likings = {persona.key: list(_likings(audience, persona)) for persona in audience.personas}

    def worth(self, means: Means) -> float:
        """The one number by which a post is judged: the metrics that the file calls worth something, weighed."""
        return sum(weight * means.counts[metric] for metric, weight in self._audience.worth.items())

    def means(self, glance: Glance, memory: Memory) -> Means:
        """What this post gets on average. `memory` holds what came before it and has faded to its moment."""
        local = glance.at.astimezone(self._zone)
        hour = local.weekday() * 24 + local.hour
        crowd = self._crowding(local)
        totals = dict.fromkeys(_COUNTED, 0.0)
        comments: dict[str, float] = {}
        tired: dict[str, float] = {}
        for persona in self._audience.personas:
            on = persona.channels.get
            awake = _halved_at(persona.tires, _seen(memory.posts, persona))
            reach = (
                crowd
                * persona.size
                * on(glance.channel, persona.elsewhere)
                * self._presence[persona.key][hour]
            )
            seen = reach * awake
            liking = self._liking(persona.key, local)
            moved = liking.interests.get(glance.topic, persona.otherwise) * liking.formats.get(
                glance.format, 1.0
            )
            acted = seen * moved * _novelty(persona.bores, persona, glance, memory)
            habits = persona.habits
            clicks = acted * habits.clicks if glance.has_link else 0.0
            comments[persona.key] = acted * habits.comments
            tired[persona.key] = 1.0 - awake
            totals[Metric.IMPRESSIONS] += seen * min(moved, 4.0) ** 0.5
            totals[Metric.LIKES] += acted * habits.likes
            totals[Metric.COMMENTS] += comments[persona.key]
            totals[Metric.SHARES] += acted * habits.shares
            totals[Metric.CLICKS] += clicks
            totals[Metric.CONVERSIONS] += clicks * habits.buys
            totals[Metric.FOLLOWERS] += acted * habits.follows
        return Means(totals, comments, tired)

    def _crowding(self, local: datetime) -> float:
        season = self._audience.season
        weeks = (local.date() - self._audience.begins_on).days / 7
        growth = (1.0 + self._audience.growth_per_week) ** weeks
        return float(season.months[local.month - 1] * season.weekdays[local.weekday()] * growth)

    def _liking(self, persona: str, local: datetime) -> _Liking:
        return next(
            liking for since, liking in self._likings[persona] if since is None or local.date() >= since
        )


_COUNTED = (
    Metric.IMPRESSIONS,
    Metric.LIKES,
    Metric.COMMENTS,
    Metric.SHARES,
    Metric.CLICKS,
    Metric.CONVERSIONS,
    Metric.FOLLOWERS,
)


def _likings(audience: Audience, persona: Persona) -> Iterable[tuple[date | None, _Liking]]:
    """What a persona likes, the newest first; the oldest has no date."""
    liking = _Liking(persona.interests, persona.formats)
    found: list[tuple[date | None, _Liking]] = [(None, liking)]
    for change in sorted(audience.changes, key=lambda change: change.on):
        if change.persona == persona.key:
            liking = _Liking({**liking.interests, **change.interests}, {**liking.formats, **change.formats})
            found.append((change.on, liking))
    return reversed(found)


def _presence(persona: Persona) -> list[float]:
    """How many of a persona see a post that appears in each hour of the week, Monday's first."""
    awake = [_weight(persona, weekday, hour) for weekday in range(7) for hour in range(24)]
    return [
        sum(share * awake[(start + later) % 168] for later, share in enumerate(LINGERS))
        for start in range(168)
    ]


def _weight(persona: Persona, weekday: int, hour: int) -> float:
    weights = [window.weight for window in persona.active if _covers(window, weekday, hour)]
    return max(weights, default=persona.idle)


def _covers(window: Active, weekday: int, hour: int) -> bool:
    on_day = not window.days or any(day.number == weekday for day in window.days)
    return on_day and window.starts <= hour < window.ends


def _seen(by_channel: Mapping[str, float] | None, persona: Persona) -> float:
    """How many of the remembered posts somebody of a persona met."""
    if not by_channel:
        return 0.0
    on, elsewhere = persona.channels, persona.elsewhere
    return sum(count * on.get(channel, elsewhere) for channel, count in by_channel.items())


def _novelty(bores: Bores, persona: Persona, glance: Glance, memory: Memory) -> float:
    by_topic = _halved_at(bores.topic, _seen(memory.topics.get(glance.topic), persona))
    by_format = _halved_at(bores.format, _seen(memory.formats.get(glance.format), persona))
    return by_topic * by_format


def _halved_at(half: float, count: float) -> float:
    """1 without any, a half at `half`, less and less beyond; always 1 where `half` is 0."""
    return 1.0 / (1.0 + (count / half) ** 2) if half else 1.0
