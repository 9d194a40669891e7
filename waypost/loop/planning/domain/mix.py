"""How far what stands in a calendar is from what the strategy wants: the mix of pillars and each channel's rhythm."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from math import floor
from typing import Literal

from waypost.loop.planning.domain.apportion import Share, normalised
from waypost.loop.planning.domain.calendar import CalendarItem

Beat = Literal["kept", "planned", "short", "rest"]


@dataclass(frozen=True)
class MixPart:
    """A pillar's or a funnel stage's target share and its share in view, both 0 to 1; `planned` is None when nothing
    in view has any."""

    label: str
    hue: int
    target: float
    planned: float | None


@dataclass(frozen=True)
class RhythmWeek:
    """A channel's week: how many posts the strategy wants, how many there are, how many places still wait for one."""

    monday: date
    wanted: int
    posts: int
    open_places: int

    @property
    def beat(self) -> Beat:
        """Kept: the posts are there. Planned: the places are. Short: not even these. Rest: nothing was wanted."""
        if not (self.wanted or self.posts or self.open_places):
            return "rest"
        elif self.posts >= self.wanted:
            return "kept"
        else:
            return "planned" if self.posts + self.open_places >= self.wanted else "short"


@dataclass(frozen=True)
class ChannelRhythm:
    """A channel's weeks in view."""

    name: str
    network: str
    weeks: tuple[RhythmWeek, ...]

    @property
    def wanted(self) -> int:
        return sum(week.wanted for week in self.weeks)

    @property
    def posts(self) -> int:
        return sum(week.posts for week in self.weeks)


@dataclass(frozen=True)
class Target:
    """A pillar or a funnel stage as the current strategy states it, with the label and hue that every page shows."""

    label: str
    hue: int
    share: Share


def mix(targets: Sequence[Target], labels: Iterable[str]) -> list[MixPart]:
    """Compare the shares of `labels` (the pillar of each item; of one without, nothing) with their targets."""
    shares = normalised({target.label: target.share for target in targets})
    counts = Counter(label for label in labels if label)
    total = counts.total()
    return [
        MixPart(
            label=target.label,
            hue=target.hue,
            target=float(shares.get(target.label, 0)),
            planned=counts[target.label] / total if total else None,
        )
        for target in targets
    ]


def points_off(parts: Sequence[MixPart]) -> int | None:
    """Points between plan and mix: half the sum of all differences, in percent; None when nothing stands yet.

    That half is the part that would have to change pillar (the index of dissimilarity).
    """
    if not parts or any(part.planned is None for part in parts):
        return None
    return round(sum(abs((part.planned or 0) - part.target) for part in parts) * 50)


def rhythm(
    channels: Iterable[tuple[int, str, str]],
    posts_per_week: Mapping[int, float],
    mondays: Sequence[date],
    items: Iterable[CalendarItem],
) -> list[ChannelRhythm]:
    """Count what stands in each channel's weeks against its cadence. `channels` are (id, name, network)."""
    posts: Counter[tuple[int, int]] = Counter()
    places: Counter[tuple[int, int]] = Counter()
    for item in items:
        week, counts = _week(item.local), places if item.is_open else posts
        for channel in item.channels:
            counts[channel.id, week] += 1
    found = []
    for channel_id, name, network in channels:
        wanted = _wanted(posts_per_week.get(channel_id, 0), len(mondays))
        weeks = (
            RhythmWeek(monday, count, posts[channel_id, _week(monday)], places[channel_id, _week(monday)])
            for monday, count in zip(mondays, wanted, strict=True)
        )
        found.append(ChannelRhythm(name, network, tuple(weeks)))
    return found


def _week(day: date) -> int:
    """The same number for all days from a Monday to a Sunday (the first of January of year one was a Monday)."""
    return (day.toordinal() - 1) // 7


@cache
def _wanted(posts_per_week: float, weeks: int) -> list[int]:
    """The cadence in whole posts, week by week; a fraction is carried along."""
    rate = Fraction(posts_per_week).limit_denominator(1000)
    upto = [floor(rate * week + Fraction(1, 2)) for week in range(weeks + 1)]
    return [upto[week + 1] - upto[week] for week in range(weeks)]
