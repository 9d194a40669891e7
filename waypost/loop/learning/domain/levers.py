"""What of a strategy can be moved, as numbers, and the moves as patches of the document."""

from typing import Any

from waypost.loop.learning.domain.found import ChannelNow, Levers, Move
from waypost.loop.learning.domain.words import clock_time
from waypost.loop.strategy.domain.document import ChannelRole, Strategy
from waypost.loop.strategy.domain.patch import Operation, Patch, SetField

EVERY_DAY = tuple(range(7))


def levers_of(strategy: Strategy) -> Levers:
    """Read the levers: pillars' shares, and each channel's rhythm, formats and times."""
    pillars = {pillar.key: pillar.share for pillar in strategy.pillars}
    active = [role for role in strategy.channel_roles if role.posts_per_week]
    return Levers(pillars, tuple(_channel(role) for role in active))


def patch_of(move: Move, strategy: Strategy) -> Patch:
    """Say a move as a patch of the strategy that its levers were read from."""
    operations: list[Operation] = []
    if move.lever == "pillars":
        operations = [
            SetField(at="pillars", key=pillar.key, field="share", value=move.settings[pillar.key])
            for pillar in strategy.pillars
            if move.settings[pillar.key] != pillar.share
        ]
    for role in strategy.channel_roles:
        if role.key in move.settings and move.lever != "pillars":
            field, value = _of_channel(move.lever, role, move.settings[role.key])
            operations.append(SetField(at="channel_roles", key=role.key, field=field, value=value))
    return Patch(operations=tuple(operations))


def _channel(role: ChannelRole) -> ChannelNow:
    times = tuple(
        (
            tuple(day.number for day in posting.days) or EVERY_DAY,
            posting.time.hour + posting.time.minute / 60,
        )
        for posting in role.times
    )
    return ChannelNow(
        role.key, float(role.posts_per_week), dict(role.formats), times, float(role.reactive_share)
    )


def _of_channel(lever: str, role: ChannelRole, setting: Any) -> tuple[str, Any]:
    if lever == "formats":
        return "formats", {name: setting[name] for name in role.formats}
    elif lever == "rhythm":
        return "posts_per_week", int(setting) if setting == int(setting) else setting
    else:
        assert lever == "times"
        times = [
            {"days": [day.value for day in posting.days], "at": clock_time(hour)}
            for posting, hour in zip(role.times, setting, strict=True)
        ]
        return "times", times
