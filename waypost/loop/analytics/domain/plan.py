"""What was published against what the strategy wanted: shares in points, and the rhythm of channels."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from waypost.loop.planning.domain.rhythm import posts_by_week, weeks_of
from waypost.loop.strategy.domain.document import Strategy

WORTH = 5.0
"""From so many points on, a share that is off its target is a finding."""
FEW = 5
"""Of fewer posts no share is a finding."""
WEEK = timedelta(days=7)


class Sent(NamedTuple):
    """One post that went out on one channel, as the plan sees it. Reasons are keys."""

    on: date
    channel: str
    pillar: str | None
    format: str
    goal: str | None
    stage: str | None
    reactive: bool
    persona: str | None = None

    @property
    def has_why(self) -> bool:
        """Whether it can say why it exists: by a pillar, or by being of the day."""
        return self.pillar is not None or self.reactive


@dataclass(frozen=True)
class Against:
    """A strategy in force, from a day on."""

    since: date
    number: int
    strategy: Strategy


@dataclass(frozen=True)
class ShareLine:
    """One part of a mix: its target share and its actual share (None: nothing went out), and how many posts it has."""

    key: str
    label: str
    hue: int
    target: float
    actual: float | None
    posts: int

    @property
    def points(self) -> float | None:
        """By how many points it is over its target (negative: under)."""
        return None if self.actual is None else (self.actual - self.target) * 100


@dataclass(frozen=True)
class Mix:
    """The parts of a whole against their targets."""

    lines: tuple[ShareLine, ...]
    posts: int

    @property
    def points_off(self) -> int | None:
        """Half the sum of all differences, in points: the part of the posts that would have to change place."""
        if not self.posts or not self.lines:
            return None
        return round(sum(abs(line.points or 0.0) for line in self.lines) / 2)

    @property
    def findings(self) -> list[ShareLine]:
        """The parts that are off by enough, the furthest first."""
        if self.posts < FEW:
            return []
        far = [line for line in self.lines if line.points is not None and abs(line.points) >= WORTH]
        return sorted(far, key=lambda line: -abs(line.points or 0.0))


@dataclass(frozen=True)
class KeptWeek:
    """A week of a channel: how many posts the strategy wanted, how many keep its rhythm, and how many went out.

    Of five and a half a week every other week has five: five keep any of them.
    """

    monday: date
    wanted: int
    enough: int
    posts: int

    @property
    def is_kept(self) -> bool:
        return self.posts >= self.enough


@dataclass(frozen=True)
class Rhythm:
    """A channel's weeks against its cadence."""

    channel: str
    weeks: tuple[KeptWeek, ...]

    @property
    def wanted(self) -> int:
        return sum(week.wanted for week in self.weeks)

    @property
    def posts(self) -> int:
        return sum(week.posts for week in self.weeks)

    @property
    def kept(self) -> int:
        """How many of its weeks it kept."""
        return sum(week.is_kept for week in self.weeks)

    @property
    def is_kept(self) -> bool:
        return self.kept == len(self.weeks)


@dataclass(frozen=True)
class PlanAgainstActual:
    """All of it for some whole weeks. `natives` were made in the networks' own apps and stand beside, not against.

    `strategy` is the one that was in force at their end.
    """

    first_on: date
    last_on: date
    posts: int
    natives: int
    pillars: Mix
    formats: Mapping[str, Mix]
    stages: Mix
    reactive: ShareLine | None
    rhythms: tuple[Rhythm, ...]
    without_why: int
    silent_goals: tuple[str, ...]
    versions: tuple[int, ...] = field(default=())
    unheard_personas: tuple[str, ...] = field(default=())
    strategy: Strategy | None = None


def compare(
    posts: Sequence[Sent],
    against: Sequence[Against],
    first_on: date,
    last_on: date,
    *,
    channels: Collection[str],
    natives: int = 0,
    days_off: Collection[date] = (),
) -> PlanAgainstActual:
    """Set the posts of whole weeks (Monday to Sunday) against the strategy that was in force on each day.

    `against` is in order of time; posts from before the first one are left out, since nothing was wanted then.
    """
    judged = [post for post in posts if against and against[0].since <= post.on]
    last = against[-1].strategy if against else None
    return PlanAgainstActual(
        first_on=first_on,
        last_on=last_on,
        posts=len(judged),
        natives=natives,
        pillars=pillar_mix(judged, against),
        formats=_formats(judged, against, channels),
        stages=_stages(judged, against),
        reactive=_reactive(judged, against),
        rhythms=_rhythms(judged, against, first_on, last_on, channels, days_off),
        without_why=sum(not post.has_why for post in judged),
        silent_goals=_silent(judged, last),
        versions=tuple(each.number for each in against if each.since <= last_on),
        unheard_personas=_unheard(judged, last),
        strategy=last,
    )


def in_force(against: Sequence[Against], day: date) -> Strategy | None:
    """The strategy of a day; None before there was one."""
    known = [each.strategy for each in against if each.since <= day]
    return known[-1] if known else None


def mix_of(counts: Counter[str], targets: Mapping[str, float], labels: Mapping[str, tuple[str, int]]) -> Mix:
    """Shares of counts against targets, in the order of `labels` (label and hue by key)."""
    total = counts.total()
    lines = (
        ShareLine(key, label, hue, targets.get(key, 0.0), counts[key] / total if total else None, counts[key])
        for key, (label, hue) in labels.items()
    )
    return Mix(tuple(lines), total)


def mean_target(weights: Iterable[tuple[int, Mapping[str, float]]]) -> dict[str, float]:
    """Target shares of several versions as one: each version's, weighted by the posts that went out under it.

    Each version's shares are made to add up to one first. Without posts the last version's stand.
    """
    found = [(posts, _normalised(shares)) for posts, shares in weights if shares]
    total = sum(posts for posts, _shares in found)
    if not total:
        return dict(found[-1][1]) if found else {}
    keys = {key for _posts, shares in found for key in shares}
    return {key: sum(posts * shares.get(key, 0.0) for posts, shares in found) / total for key in keys}


def _normalised(shares: Mapping[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {key: share / total for key, share in shares.items()} if total else dict(shares)


def pillar_mix(posts: Sequence[Sent], against: Sequence[Against]) -> Mix:
    """The pillars' shares of the posts that have one; those of the day have no place in this mix."""
    chosen = [post for post in posts if post.pillar is not None]
    labels = {item.key: (item.label, item.hue) for each in against for item in each.strategy.pillars}
    weights = _weights(chosen, against, lambda strategy: {item.key: item.share for item in strategy.pillars})
    counts = Counter(post.pillar for post in chosen if post.pillar is not None)
    return mix_of(counts, mean_target(weights), _alive(labels, counts, against, "pillars"))


def _formats(posts: Sequence[Sent], against: Sequence[Against], channels: Collection[str]) -> dict[str, Mix]:
    """The formats of each channel for which the strategy wants some."""
    by_channel: dict[str, list[Sent]] = {channel: [] for channel in channels}
    for post in posts:
        if post.channel in by_channel:
            by_channel[post.channel].append(post)
    mixes = {channel: _formats_of(channel, some, against) for channel, some in by_channel.items()}
    return {channel: mix for channel, mix in mixes.items() if mix.lines}


def _formats_of(channel: str, posts: Sequence[Sent], against: Sequence[Against]) -> Mix:
    targets = mean_target(_weights(posts, against, lambda strategy: _wanted_formats(strategy, channel)))
    if not targets:
        return Mix((), 0)
    counts = Counter(post.format for post in posts)
    names = {*targets, *counts}
    return mix_of(counts, targets, {name: (name.capitalize(), 0) for name in sorted(names)})


def _stages(posts: Sequence[Sent], against: Sequence[Against]) -> Mix:
    chosen = [post for post in posts if post.stage is not None]
    labels = {item.key: (item.label, 0) for each in against for item in each.strategy.funnel_stages}
    weights = _weights(
        chosen,
        against,
        lambda strategy: {item.key: item.share for item in strategy.funnel_stages if item.share},
    )
    targets = mean_target(weights)
    if not targets:
        return Mix((), 0)
    counts = Counter(post.stage for post in chosen if post.stage is not None)
    return mix_of(counts, targets, _alive(labels, counts, against, "funnel_stages"))


def _weights(
    posts: Sequence[Sent], against: Sequence[Against], shares: Callable[[Strategy], Mapping[str, float]]
) -> list[tuple[int, Mapping[str, float]]]:
    """How many of the posts went out under each version, with that version's target shares."""
    return [(len(some), shares(strategy)) for strategy, some in _by_version(posts, against)]


def _by_version(posts: Sequence[Sent], against: Sequence[Against]) -> list[tuple[Strategy, list[Sent]]]:
    """The posts that went out under each version."""
    if len(against) == 1:
        return [(against[0].strategy, list(posts))]
    since = [each.since for each in against]
    found: list[tuple[Strategy, list[Sent]]] = [(each.strategy, []) for each in against]
    for post in posts:
        found[bisect_right(since, post.on) - 1][1].append(post)
    return found


def _alive(
    labels: Mapping[str, tuple[str, int]], counts: Counter[str], against: Sequence[Against], section: str
) -> dict[str, tuple[str, int]]:
    """The parts of the last version, and those of earlier ones that still had posts."""
    now = {item.key for item in getattr(against[-1].strategy, section)} if against else set()
    return {key: words for key, words in labels.items() if key in now or counts[key]}


def _reactive(posts: Sequence[Sent], against: Sequence[Against]) -> ShareLine | None:
    """The share of posts of the day against what channels keep open for them."""
    wanted, counted = 0.0, 0
    for strategy, some in _by_version(posts, against):
        shares = {role.key: role.reactive_share for role in strategy.channel_roles}
        for channel, number in Counter(post.channel for post in some).items():
            if channel in shares:
                wanted, counted = wanted + shares[channel] * number, counted + number
    if not counted:
        return None
    of_the_day = sum(post.reactive and post.pillar is None for post in posts)
    return ShareLine("reactive", "", 0, wanted / counted, of_the_day / len(posts), of_the_day)


def _rhythms(
    posts: Sequence[Sent],
    against: Sequence[Against],
    first_on: date,
    last_on: date,
    channels: Collection[str],
    days_off: Collection[date],
) -> tuple[Rhythm, ...]:
    mondays = [first_on + number * WEEK for number in range(((last_on - first_on).days + 1) // 7)]
    in_force_on = {monday: in_force(against, monday) for monday in mondays}
    known = [monday for monday in mondays if in_force_on[monday] is not None]
    cadences = [_cadences(in_force_on[monday]) for monday in known]
    monday_of = {on: on - timedelta(days=on.weekday()) for on in {post.on for post in posts}}
    sent = Counter((post.channel, monday_of[post.on]) for post in posts)
    found = []
    wanted_at: dict[tuple[float, ...], dict[date, int]] = {}
    for channel in channels:
        rates = tuple(cadence.get(channel, 0.0) for cadence in cadences)
        if rates not in wanted_at:
            wanted_at[rates] = _wanted(known, rates, days_off)
        wanted = wanted_at[rates]
        weeks = tuple(
            KeptWeek(monday, wanted[monday], _enough(wanted[monday], rate), sent[channel, monday])
            for monday, rate in zip(known, rates, strict=True)
        )
        if any(wanted.values()):
            found.append(Rhythm(channel, weeks))
    return tuple(found)


def _wanted(mondays: Sequence[date], rates: Sequence[float], days_off: Collection[date]) -> dict[date, int]:
    """How many posts each week was to have, at the rate that was wanted on its Monday."""
    wanted: dict[date, int] = {}
    for rate, some in groupby(zip(mondays, rates, strict=True), key=lambda pair: pair[1]):
        run = [monday for monday, _rate in some]
        weeks = weeks_of(run[0], run[-1] + WEEK - timedelta(days=1), days_off)
        wanted |= dict(zip(run, posts_by_week(rate, weeks), strict=True))
    return wanted


def _enough(wanted: int, rate: float) -> int:
    """What keeps a week: where the rate is between two numbers, either week of the two may be the fuller one."""
    return min(wanted, int(rate)) if rate >= 1 else wanted


def _cadences(strategy: Strategy | None) -> dict[str, float]:
    return {role.key: float(role.posts_per_week) for role in strategy.channel_roles} if strategy else {}


def _wanted_formats(strategy: Strategy, channel: str) -> Mapping[str, float]:
    role = strategy.channel_role(channel)
    return role.formats if role else {}


def _silent(posts: Sequence[Sent], strategy: Strategy | None) -> tuple[str, ...]:
    """The keys of goals that no post was for."""
    served = {post.goal for post in posts}
    return tuple(goal.key for goal in strategy.goals if goal.key not in served) if strategy else ()


def _unheard(posts: Sequence[Sent], strategy: Strategy | None) -> tuple[str, ...]:
    """The labels of personas for whom no post was, where posts say at all for whom they are."""
    served = {post.persona for post in posts} - {None}
    if strategy is None or not served:
        return ()
    return tuple(persona.label for persona in strategy.personas if persona.key not in served)
