"""Reads from a strategy what a layout needs: only for channels that exist, with keys for everything."""

from collections.abc import Collection, Sequence

from waypost.loop.planning.domain.layout import ChannelPlan, PersonaPlan, PillarPlan, Plan
from waypost.loop.planning.domain.rhythm import Cadence, PostingTime
from waypost.loop.strategy.domain import document


def plan_of(strategy: document.Strategy, channel_keys: Collection[str], zone: str) -> Plan:
    """The plan for those channel roles whose channel is one of `channel_keys`; `zone` is an IANA name."""
    roles = [role for role in strategy.channel_roles if role.key in channel_keys]
    return Plan(
        channels=tuple(_channel(role) for role in roles),
        pillars=tuple(_pillar(pillar, strategy) for pillar in strategy.pillars),
        zone=zone,
    )


def unbound_roles(strategy: document.Strategy, channel_keys: Collection[str]) -> list[document.ChannelRole]:
    """The channel roles with a rhythm that no connected channel takes."""
    return [role for role in strategy.channel_roles if role.posts_per_week and role.key not in channel_keys]


def _channel(role: document.ChannelRole) -> ChannelPlan:
    return ChannelPlan(
        cadence=Cadence(
            channel=role.key, posts_per_week=float(role.posts_per_week), times=_times(role.times)
        ),
        formats=dict(role.formats),
        reactive_share=role.reactive_share,
        evergreen_share=role.evergreen_share,
    )


def _times(times: Sequence[document.PostingTime]) -> tuple[PostingTime, ...]:
    return tuple(
        PostingTime(at=posting.time, weekday=weekday)
        for posting in times
        for weekday in ([day.number for day in posting.days] if posting.days else [None])
    )


def _pillar(pillar: document.Pillar, strategy: document.Strategy) -> PillarPlan:
    personas = [(key, strategy.persona(key)) for key in pillar.personas]
    return PillarPlan(
        key=pillar.key,
        share=pillar.share,
        formats=pillar.formats,
        personas=tuple(PersonaPlan(key, frozenset(who.channels if who else ())) for key, who in personas),
        goals=pillar.goals,
        funnel_stages=pillar.funnel_stages,
    )
