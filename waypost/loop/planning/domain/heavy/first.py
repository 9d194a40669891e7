"""A first answer to begin from: the layout that is made without weighing, cut down to what people can make."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from waypost.loop.planning.domain.capacity import Limit
from waypost.loop.planning.domain.heavy import prices
from waypost.loop.planning.domain.layout import ChannelPlan, lay_out
from waypost.loop.planning.domain.planner import Question

Kind = tuple[str, str]
"""A pillar and a format."""
Place = tuple[str, int]
"""A channel and the number of a week."""
OPEN: Kind = ("", "")
NOTHING: Kind = ("-", "-")


class Step(NamedTuple):
    """One post made another kind of post, or nothing; `gain` is minus what a minute saved by it costs."""

    gain: float
    saved: int
    place: Place
    was: Kind
    becomes: Kind


def formats_of(channel: ChannelPlan) -> tuple[str, ...]:
    """The formats of a channel; one without a name where the strategy names none."""
    return tuple(channel.mix) or ("",)


def first_counts(
    question: Question, sizes: Mapping[Place, int], standing: Mapping[Place, Counter[str]]
) -> dict[Place, Counter[Kind]]:
    """How many of each kind every place gets at first; `standing` are the formats of what stands already."""
    week_of = {day: number for number, week in enumerate(question.weeks) for day in week.days}
    laid = lay_out(
        question.plan,
        question.first_on,
        question.last_on,
        blackouts=question.days_off,
        kept=question.kept,
        emptied=question.emptied,
        not_before=question.not_before,
    )
    channels = {channel.key: channel for channel in question.plan.channels}
    pillars = {pillar.key for pillar in question.plan.pillars}
    counts: dict[Place, Counter[Kind]] = {place: Counter() for place in sizes}
    for slot in question.before if question.gently else laid:
        place = (slot.channel, week_of.get(slot.local.date(), -1))
        if place not in counts or counts[place].total() >= sizes[place]:
            continue
        is_known = slot.pillar in pillars and slot.format in formats_of(channels[slot.channel])
        counts[place][(slot.pillar or "", slot.format) if is_known else OPEN] += 1
    for place, kinds in counts.items():
        kinds[OPEN] += sizes[place] - kinds.total()
    for number, week in enumerate(question.weeks):
        for limit in question.capacity.limits(week.days, _channels_of(question)):
            _cut(question, counts, standing, number, limit)
    return counts


def _channels_of(question: Question) -> list[str]:
    return [channel.key for channel in question.plan.channels] + [slot.channel for slot in question.kept]


def _cut(
    question: Question,
    counts: dict[Place, Counter[Kind]],
    standing: Mapping[Place, Counter[str]],
    number: int,
    limit: Limit,
) -> None:
    capacity = question.capacity
    mine = [place for place in counts if place[1] == number and place[0] in limit.channels]
    need = sum(
        capacity.effort(format_) * count
        for place in mine
        for (_pillar, format_), count in counts[place].items()
        if (_pillar, format_) != NOTHING
    )
    there = [
        formats
        for (channel, week), formats in standing.items()
        if week == number and channel in limit.channels
    ]
    room = max(
        limit.amount - sum(capacity.effort(f) * count for formats in there for f, count in formats.items()), 0
    )
    while need > room:
        step = max(_steps(question, counts, mine))
        counts[step.place][step.was] -= 1
        counts[step.place][step.becomes] += 1
        need -= step.saved


def _steps(question: Question, counts: Mapping[Place, Counter[Kind]], places: list[Place]) -> Iterator[Step]:
    effort = question.capacity.effort
    channels = {channel.key: channel for channel in question.plan.channels}
    for place in places:
        channel = channels[place[0]]
        off = _off_by_format(channel, counts)
        for kind, count in counts[place].items():
            if not count or kind == NOTHING:
                continue
            whole = effort(kind[1])
            if whole:
                yield Step(-prices.LEFT_OUT / whole, whole, place, kind, NOTHING)
            for other in formats_of(channel) if kind[0] else ():
                saved = whole - effort(other)
                if saved > 0:
                    price = _price(off, kind[1], -1) + _price(off, other, 1)
                    yield Step(-price / saved, saved, place, kind, (kind[0], other))


def _off_by_format(channel: ChannelPlan, counts: Mapping[Place, Counter[Kind]]) -> dict[str, Fraction]:
    """How far each format of a channel is from its share, in posts."""
    made: Counter[str] = Counter()
    for (key, _week), kinds in counts.items():
        if key == channel.key:
            for kind, count in kinds.items():
                made[kind[1]] += count * (kind not in (OPEN, NOTHING))
    return {key: made[key] - share * made.total() for key, share in channel.mix.items()}


def _price(off: Mapping[str, Fraction], format_: str, change: int) -> float:
    """What one post more or less of a format costs or gives back."""
    was = off.get(format_, Fraction(0))
    return prices.OFF_FORMAT * (_beyond(was + change) - _beyond(was)) + 1


def _beyond(off: Fraction) -> float:
    return max(float(abs(off)) - 1, 0.0)
