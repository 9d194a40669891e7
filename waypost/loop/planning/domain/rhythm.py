"""When a channel posts: how many in each week, on which days, at what time of day. All in the wall clock's time."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import partial
from itertools import pairwise

from waypost.loop.planning.domain.apportion import largest_remainder

USUAL_TIMES = (time(9, 0), time(12, 30), time(17, 30))
"""Where a channel role names no posting time."""

Seat = tuple[datetime, str]
"""A time on the wall, and the key of the channel that posts then."""

_PHASES = tuple(Fraction(2 * eighth + 1, 16) for eighth in range(8))
_FIRST_MINUTE = 8 * 60
_LAST_MINUTE = 21 * 60
_ROUND_TO = 5


@dataclass(frozen=True)
class PostingTime:
    """A time of day, on one weekday (0 is Monday) or on any."""

    at: time
    weekday: int | None = None


@dataclass(frozen=True)
class Cadence:
    """A channel's rhythm: posts a week (may be a fraction), and the times it likes."""

    channel: str
    posts_per_week: float
    times: tuple[PostingTime, ...] = ()


@dataclass(frozen=True)
class Week:
    """The days of a period that lie in one calendar week, Monday first, with those on which nothing goes out."""

    days: tuple[date, ...]
    open_days: tuple[date, ...]


def weeks_of(first_on: date, last_on: date, blackouts: Collection[date] = ()) -> list[Week]:
    """Cut a period (both days included) at every Monday."""
    weeks: list[list[date]] = []
    for number in range((last_on - first_on).days + 1):
        day = first_on + timedelta(days=number)
        if not weeks or day.weekday() == 0:
            weeks.append([])
        weeks[-1].append(day)
    return [Week(tuple(days), tuple(day for day in days if day not in blackouts)) for days in weeks]


def posts_by_week(posts_per_week: float, weeks: Sequence[Week]) -> list[int]:
    """Say how many posts each week gets; the sum is the cadence times the period, rounded half up.

    A week takes at most half as many again as its open days would usually hold; what days off push out beyond that
    moves to the weeks after it, and what then remains at the end goes to all open weeks by their open days.
    A period without an open day gets nothing.
    """
    if not any(week.open_days for week in weeks):
        return [0] * len(weeks)
    posts, days = (Fraction(posts_per_week).limit_denominator(1000) / 7).as_integer_ratio()
    counts: list[int] = []
    days_so_far = given = carried = 0
    for week in weeks:
        days_so_far += len(week.days)
        due = (2 * posts * days_so_far + days) // (2 * days) - given
        given += due
        room = -(-3 * due * len(week.open_days) // (2 * len(week.days)))
        counts.append(min(due + carried, room))
        carried += due - counts[-1]
    rest = largest_remainder({number: len(week.open_days) for number, week in enumerate(weeks)}, carried)
    return [count + rest.get(number, 0) for number, count in enumerate(counts)]


def seats(cadences: Sequence[Cadence], weeks: Sequence[Week]) -> list[list[Seat]]:
    """Give the wall-clock times of every channel's posts, week by week, in order of time.

    A channel's posts stand at equal distances over the days it likes. Where they begin is shifted from channel to
    channel, and further where that keeps them off days on which other channels post; who likes few days goes first.
    """
    counts = [posts_by_week(cadence.posts_per_week, weeks) for cadence in cadences]
    placed: list[list[Seat]] = []
    for number, week in enumerate(weeks):
        load: Counter[date] = Counter()
        seats_of_week: list[Seat] = []
        for position in sorted(range(len(cadences)), key=partial(_freedom, cadences, week)):
            cadence, own = cadences[position], Fraction(2 * position + 1, 2 * len(cadences))
            per_day = _spread_days(cadence, week, counts[position][number], own, load)
            load.update(per_day)
            seats_of_week += _times_of_week(cadence, per_day, number)
        placed.append(sorted(seats_of_week))
    return placed


def _freedom(cadences: Sequence[Cadence], week: Week, position: int) -> int:
    return len(liked_days(cadences[position].times, week.open_days, 0))


def _spread_days(
    cadence: Cadence, week: Week, count: int, own: Fraction, load: Counter[date]
) -> dict[date, int]:
    """Choose the days of one channel's week: of several beginnings the one that meets the fewest other posts."""
    days = liked_days(cadence.times, week.open_days, count)
    choices = [_over_days(days, count, phase) for phase in (own, *_PHASES)]
    return min(choices, key=lambda per_day: sum(posts * load[day] for day, posts in per_day.items()))


def _times_of_week(cadence: Cadence, per_day: Mapping[date, int], turn: int) -> list[Seat]:
    return [
        (datetime.combine(day, at), cadence.channel)
        for position, (day, posts) in enumerate(per_day.items())
        for at in times_of_day(times_on(cadence.times, day), posts, turn=turn + position)
    ]


def times_of_day(liked: Sequence[time], count: int, *, turn: int = 0) -> list[time]:
    """Choose `count` times of one day: liked ones first, in turn; then in the middle of the widest gaps."""
    liked = sorted(set(liked)) or list(USUAL_TIMES)
    if count <= len(liked):
        chosen = {(turn + step * len(liked) // max(count, 1)) % len(liked) for step in range(count)}
        return [liked[index] for index in sorted(chosen)]
    minutes = sorted(at.hour * 60 + at.minute for at in liked)
    while len(minutes) < count:
        edges = [min(_FIRST_MINUTE, minutes[0]), *minutes, max(_LAST_MINUTE, minutes[-1])]
        width, start = max((after - before, -before) for before, after in pairwise(edges))
        middle = -start + width // 2
        minutes = sorted([*minutes, middle - middle % _ROUND_TO if width > 2 * _ROUND_TO else middle])
    return [time(minute // 60, minute % 60) for minute in minutes]


def liked_days(times: Sequence[PostingTime], open_days: Sequence[date], count: int) -> Sequence[date]:
    """The days of a week on which a channel posts: those that its times name, or all open ones where these are too few."""
    weekdays = {posting.weekday for posting in times}
    if not times or None in weekdays:
        return open_days
    liked = [day for day in open_days if day.weekday() in weekdays]
    seats_there = sum(1 for day in liked for posting in times if posting.weekday == day.weekday())
    return liked if liked and seats_there >= count else open_days


def _over_days(days: Sequence[date], count: int, phase: Fraction) -> dict[date, int]:
    """Spread `count` over `days` at equal distances, starting `phase` of a step into the first."""
    per_day: dict[date, int] = {}
    for number in range(count):
        day = days[(number * phase.denominator + phase.numerator) * len(days) // (count * phase.denominator)]
        per_day[day] = per_day.get(day, 0) + 1
    return per_day


def times_on(times: Sequence[PostingTime], day: date) -> list[time]:
    """The times that a channel likes on a day; none where it names none at all."""
    own = [posting.at for posting in times if posting.weekday == day.weekday()]
    return (
        own
        or [posting.at for posting in times if posting.weekday is None]
        or [posting.at for posting in times]
    )
