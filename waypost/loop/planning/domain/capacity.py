"""What people can make in a week, and what a plan asks of them.

A brand counts in hours or in posts. In hours every format has its effort, in minutes; in posts every post counts one.
Each person has an amount a week, for every channel or for some. A week is enough when its posts can be shared out so
that nobody has more than their amount; posts may be shared by the minute. By Hall's theorem (*J. London Math. Soc.* 10,
1935) that holds when no set of channels needs more than all who may work on any of them have: `limits` gives those sets,
so that a solver adds one line for each and nobody has to deal posts to people.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import NamedTuple

from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.toolkit import clock
from waypost.toolkit.wording import _, count, listed

USUAL_MINUTES = 45
"""What a post takes where nobody said: about what a picture with a caption does."""


class Unit(StrEnum):
    HOURS = "hours"
    POSTS = "posts"


@dataclass(frozen=True)
class Hands:
    """A person's week: how much they can make (minutes, or posts), on which channels (none named: on every one).

    `away` are days on which they are not there; each takes a seventh of that week with it.
    """

    name: str
    amount: int
    channels: frozenset[str] = frozenset()
    away: frozenset[date] = frozenset()

    def on(self, days: Sequence[date]) -> int:
        """What they can make on these days of one week, rounded half up."""
        there = sum(day not in self.away for day in days)
        return floor(Fraction(self.amount * there, 7) + Fraction(1, 2))


@dataclass(frozen=True)
class Limit:
    """A set of channels that may not need more than `amount` (minutes, or posts) in a week, and whose hands these are.

    Without `names` nobody is down for these channels and the amount is 0.
    """

    channels: frozenset[str]
    amount: int
    names: tuple[str, ...]


class Need(NamedTuple):
    """One post that somebody has to make: its day, its channel's key, its format ("" where none is chosen)."""

    on: date
    channel: str
    format: str


@dataclass(frozen=True)
class Capacity:
    """Everything known of what can be made. Without hands nothing is known, and nothing is limited."""

    unit: Unit = Unit.HOURS
    hands: tuple[Hands, ...] = ()
    efforts: Mapping[str, int] = field(default_factory=dict)
    usual: int = USUAL_MINUTES

    @property
    def is_known(self) -> bool:
        return bool(self.hands)

    def effort(self, format_: str) -> int:
        """What one post of a format takes: minutes, or 1 where posts are counted; nothing where it is said again."""
        if format_ == EVERGREEN:
            return 0
        return 1 if self.unit is Unit.POSTS else self.efforts.get(format_, self.usual)

    def limits(self, days: Sequence[date], channels: Iterable[str]) -> tuple[Limit, ...]:
        """The limits of one week: `days` are those of it that lie in the plan, `channels` all that the plan uses.

        Empty where nothing is known. Together they are exact, the one for all channels among them.
        """
        if not self.is_known:
            return ()
        every = frozenset(channels)
        reach = {
            who: (who.channels & every) or (every if not who.channels else frozenset()) for who in self.hands
        }
        unions = {frozenset[str]()}
        for kind in set(reach.values()):
            unions |= {union | kind for union in unions}
        found = []
        for union in sorted(unions, key=lambda union: (len(union), sorted(union))):
            left = every - union
            if left:
                able = [who for who in self.hands if reach[who] & left]
                found.append(Limit(left, sum(who.on(days) for who in able), tuple(who.name for who in able)))
        return tuple(found)


@dataclass(frozen=True)
class Shortfall:
    """A week in which some channels need more than there is (minutes, or posts). `posts` counts by format."""

    monday: date
    limit: Limit
    needs: int
    posts: Mapping[str, int]
    unit: Unit


@dataclass(frozen=True)
class WeekLoad:
    """A week of a plan: what its posts need and what there is (minutes, or posts), and where that does not do."""

    monday: date
    needs: int
    has: int
    posts: int
    shortfalls: tuple[Shortfall, ...] = ()

    @property
    def fits(self) -> bool:
        return not self.shortfalls


def loads(capacity: Capacity, weeks: Iterable[Sequence[date]], needs: Iterable[Need]) -> list[WeekLoad]:
    """Set what a plan needs against what there is, week by week; `weeks` are the days of the plan, cut at Mondays.

    A week names the largest set of channels that falls short, and smaller ones only where the larger ones would do.
    """
    by_week: dict[date, list[Need]] = {}
    for need in needs:
        by_week.setdefault(clock.start_of_week(need.on), []).append(need)
    channels = {need.channel for week in by_week.values() for need in week}
    return [
        _load(capacity, days, channels, by_week.get(clock.start_of_week(days[0]), []))
        for days in weeks
        if days
    ]


def _load(
    capacity: Capacity, days: Sequence[date], channels: Iterable[str], needs: Sequence[Need]
) -> WeekLoad:
    monday = clock.start_of_week(days[0])
    short: list[Shortfall] = []
    for limit in capacity.limits(days, channels):
        mine = [need for need in needs if need.channel in limit.channels]
        effort = sum(capacity.effort(need.format) for need in mine)
        if effort > limit.amount and not any(limit.channels < other.limit.channels for other in short):
            counted = Counter(need.format for need in mine)
            short.append(Shortfall(monday, limit, effort, dict(counted), capacity.unit))
    return WeekLoad(
        monday=monday,
        needs=sum(capacity.effort(need.format) for need in needs),
        has=sum(who.on(days) for who in capacity.hands),
        posts=len(needs),
        shortfalls=tuple(short),
    )


def in_words(shortfall: Shortfall, names: Mapping[str, str]) -> str:
    """Say a shortfall: "3 videos and 2 images need 9 hours; there are 6 (Ana and Ben)." `names` are the channels'."""
    needs = amount_words(shortfall.needs, shortfall.unit)
    where = listed(tuple(names.get(key, key) for key in sorted(shortfall.limit.channels)))
    if not shortfall.limit.names:
        return _("{where} needs {needs}, and nobody is down for it.").format(where=where, needs=needs)
    made = listed(tuple(_posts(format_, number) for format_, number in sorted(shortfall.posts.items())))
    has = amount_words(shortfall.limit.amount, shortfall.unit)
    if shortfall.unit is Unit.POSTS:
        line = _("{where}: {needs} are planned; {who} can make {has}.")
    else:
        line = _("{where}: {made} need {needs}; {who} {have} {has}.")
    return line.format(
        where=where,
        made=made,
        needs=needs,
        has=has,
        who=listed(shortfall.limit.names),
        have="has" if len(shortfall.limit.names) == 1 else "have",
    )


def amount_words(amount: int, unit: Unit) -> str:
    """Say an amount: "9 hours", "2½ hours", "2 hours 20 minutes", "6 posts"."""
    if unit is Unit.POSTS:
        return count(amount, _("post"), _("posts"))
    hours, minutes = divmod(amount, 60)
    if not hours:
        return count(minutes, _("minute"), _("minutes"))
    elif minutes == 30:
        return _("{hours}½ hours").format(hours=hours)
    elif minutes:
        return f"{count(hours, _('hour'), _('hours'))} {count(minutes, _('minute'), _('minutes'))}"
    else:
        return count(hours, _("hour"), _("hours"))


def _posts(format_: str, number: int) -> str:
    """ "3 × video", "2 posts"."""
    return f"{number} × {format_.replace('-', ' ')}" if format_ else count(number, _("post"), _("posts"))
