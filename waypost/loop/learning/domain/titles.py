"""What a move is called, in one line: what gets more, where, and what becomes of the other channels."""

from collections import Counter
from collections.abc import Mapping, Sequence

from waypost.loop.learning.domain.found import Move
from waypost.loop.learning.domain.words import clock_time, number, percent
from waypost.loop.strategy.domain.document import ChannelRole, Strategy
from waypost.toolkit.wording import _, listed


def title_of(move: Move, strategy: Strategy) -> str:
    """Name a move by what it changes most."""
    roles = [role for role in strategy.channel_roles if role.key in move.settings]
    if move.lever == "pillars":
        gainer = max(strategy.pillars, key=lambda pillar: move.settings[pillar.key] - pillar.share)
        return _("Give “{label}” {to} of posts, from {was}").format(
            label=gainer.label, to=percent(move.settings[gainer.key]), was=percent(gainer.share)
        )
    elif move.lever == "formats":
        return _of_formats(move, roles)
    elif move.lever == "times":
        return _of_times(move, roles)
    else:
        gainer_role = max(roles, key=lambda role: move.settings[role.key] - role.posts_per_week)
        return _("Post {to} times a week on {label}, from {was}").format(
            label=gainer_role.label,
            to=number(move.settings[gainer_role.key]),
            was=number(float(gainer_role.posts_per_week)),
        )


def _of_formats(move: Move, roles: Sequence[ChannelRole]) -> str:
    gains = {role.key: _gains(role, move.settings[role.key]) for role in roles}
    role = max(roles, key=lambda role: max(gains[role.key].values()))
    name = max(gains[role.key], key=lambda each: gains[role.key][each])
    title = _("Give “{name}” {to} of the posts on {label}, from {was}").format(
        label=role.label,
        name=_words(name),
        to=percent(move.settings[role.key][name]),
        was=percent(role.formats[name]),
    )
    others = [gains[other.key] for other in roles if other.key != role.key]
    alike = sum(gain.get(name, 0) > 0 for gain in others)
    rising = Counter(max(gain, key=lambda each: gain[each]) for gain in others if gain.get(name, 0) <= 0)
    ends = [_("likewise more on {channels}").format(channels=_other_channels(alike))] if alike else []
    ends += [
        _("“{name}” more on {channels}").format(name=_words(other), channels=_other_channels(count))
        for other, count in rising.items()
    ]
    return _and(title, ends)


def _gains(role: ChannelRole, settings: Mapping[str, float]) -> dict[str, float]:
    return {name: settings[name] - share for name, share in role.formats.items()}


def _words(format_name: str) -> str:
    return format_name.replace("-", " ")


def _of_times(move: Move, roles: Sequence[ChannelRole]) -> str:
    role, others = roles[0], roles[1:]
    words = (
        _("Find out what {to} is worth on {label}, instead of {was}")
        if move.is_test
        else _("Post on {label} at {to} instead of {was}")
    )
    was, to = _hours(move, role)
    title = words.format(label=role.label, was=listed(was), to=listed(to))
    alike = sum(_hours(move, other)[1] == to for other in others)
    ends = [_("likewise on {channels}").format(channels=_other_channels(alike))] if alike else []
    if rest := len(others) - alike:
        ends.append(_("at other hours on {channels}").format(channels=_other_channels(rest)))
    return _and(title, ends)


def _hours(move: Move, role: ChannelRole) -> tuple[list[str], list[str]]:
    """The hours that a channel leaves, and those that it takes."""
    moved = [
        (posting.at, clock_time(hour))
        for posting, hour in zip(role.times, move.settings[role.key], strict=True)
        if posting.at != clock_time(hour)
    ]
    return [was for was, _to in moved], sorted({to for _was, to in moved})


def _and(title: str, ends: list[str]) -> str:
    return _("{title}, and {rest}").format(title=title, rest=listed(ends)) if ends else title


def _other_channels(count: int) -> str:
    return (_("{count} other channel") if count == 1 else _("{count} other channels")).format(count=count)
