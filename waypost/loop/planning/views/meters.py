"""The mix band and the rhythm dots for exactly what a calendar has in view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from waypost.foundation.channels.queries import NamedChannel
from waypost.loop.planning.domain import mix
from waypost.loop.planning.domain.calendar import CalendarItem
from waypost.loop.planning.domain.sheet import Sheet
from waypost.loop.planning.edges import Stage
from waypost.loop.planning.views import rhythm
from waypost.loop.planning.views.asked import Asked
from waypost.loop.strategy.domain.document import Strategy
from waypost.ui.charts import Part


@dataclass(frozen=True)
class InView:
    """What is measured: the items on their sheet, on these channels; the funnel stages where their colours are shown."""

    asked: Asked
    sheet: Sheet
    items: Sequence[CalendarItem]
    channels: Sequence[NamedChannel]
    stages: Sequence[Stage]


def against_plan(strategy: Strategy | None, view: InView) -> dict[str, Any]:
    """How what is in view stands to the strategy. A part of it has no mix of its own, and a day no rhythm."""
    if strategy is None or view.asked.filters.is_part or view.asked.view == "day":
        return {}
    stages = _stages(strategy, view)
    parts = stages or _pillars(strategy, view)
    rhythms = _rhythms(strategy, view)
    mixed = "funnel stages" if stages else "pillars"
    return {
        "parts": [Part(part.label, part.hue, part.target, part.planned) for part in parts],
        "mixed": mixed,
        "mix_label": f"{mixed.capitalize()} in view: target and planned",
        "points_off": mix.points_off(parts),
        "rhythms": rhythm.drawn(rhythms, by_week=len(view.sheet.weeks) > 1),
        "rhythm_words": rhythm.in_words(rhythms),
    }


def _pillars(strategy: Strategy, view: InView) -> list[mix.MixPart]:
    targets = [mix.Target(pillar.label, pillar.hue, pillar.share) for pillar in strategy.pillars]
    return mix.mix(targets, (item.pillar for item in view.items))


def _stages(strategy: Strategy, view: InView) -> list[mix.MixPart]:
    """The mix of funnel stages, where the strategy gives them shares and the colours show them."""
    shares = {stage.key: stage.share for stage in strategy.funnel_stages if stage.share is not None}
    targets = [
        mix.Target(stage.label, stage.hue, shares[stage.key]) for stage in view.stages if stage.key in shares
    ]
    labels = {stage.key: stage.label for stage in view.stages}
    return mix.mix(targets, (labels.get(item.stage or "", "") for item in view.items)) if targets else []


def _rhythms(strategy: Strategy, view: InView) -> list[mix.ChannelRhythm]:
    cadence = {role.key: float(role.posts_per_week) for role in strategy.channel_roles}
    only = view.asked.filters.channel_id
    shown = [channel for channel in view.channels if only in (None, channel.id)]
    return mix.rhythm(
        [(channel.id, channel.name, channel.network) for channel in shown],
        {channel.id: cadence.get(channel.key, 0) for channel in shown},
        [week[0].on for week in view.sheet.weeks],
        view.items,
    )
