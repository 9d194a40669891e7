"""What charts of results say: what was gained over time, how one post grew, a goal beside its line."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from waypost.loop.analytics.domain.goals import GoalProgress
from waypost.loop.analytics.domain.metrics import Definition, ratio
from waypost.loop.analytics.domain.spans import Span
from waypost.toolkit.wording import _
from waypost.ui.charts import Chart, Flag, Series

DAILY = 35
"""Up to so many days a chart has a tick a day, beyond one a week."""
MOST_POINTS = 60


def over_time(
    metric: Definition,
    sums: Mapping[date, tuple[float, float]],
    span: Span,
    flags: Sequence[tuple[date, str]],
) -> Chart:
    """What was gained on each day of a span, or in each of its weeks."""
    steps = _steps(span, without_last=True)
    values = [_value(metric, [sums[on] for on in days if on in sums]) for days in steps]
    if not metric.is_rate:
        values = [0.0 if value is None and sums else value for value in values]
    shown = [value * 100 if value is not None else None for value in values] if metric.is_rate else values
    title = f"{metric.label}, {'per cent, ' if metric.is_rate else ''}{'a day' if len(steps[0]) == 1 else 'a week'}"
    return Chart(
        title=title,
        ticks=[_tick(days[0]) for days in steps],
        series=[Series(metric.label, shown)],
        flags=_flags(flags, steps),
    )


def levels(
    metric: Definition,
    sums: Mapping[date, tuple[float, float]],
    span: Span,
    flags: Sequence[tuple[date, str]],
) -> Chart:
    """What stood at a height at the end of each step."""
    steps = _steps(span)
    values = [next((sums[on][0] for on in reversed(days) if on in sums), None) for days in steps]
    ticks = [_tick(days[0]) for days in steps]
    return Chart(metric.label, ticks, [Series(metric.label, values)], flags=_flags(flags, steps))


def growth(
    title: str,
    metric: Definition,
    readings: Sequence[tuple[datetime, float | None]],
    born: datetime,
    flags: Sequence[tuple[datetime, str]] = (),
) -> Chart:
    """How one post grew, from reading to reading; a flag stands at the first reading after its moment."""
    thinned = _thinned(readings)
    marked: dict[int, list[str]] = {}
    for moment, words in flags:
        at = next((place for place, (read_at, _value) in enumerate(thinned) if read_at >= moment), None)
        if at is not None:
            marked.setdefault(at, []).append(words)
    ticks = [_age(at - born) for at, _value in thinned]
    placed = [Flag(at, " ".join(words)) for at, words in sorted(marked.items())]
    return Chart(title, ticks, [Series(metric.label, [value for _at, value in thinned])], flags=placed)


def against_line(goal: GoalProgress, is_share: bool, flags: Sequence[tuple[date, str]] = ()) -> Chart:
    """A goal's number beside its pace line, up to the day of its target."""
    days = _goal_days(goal)
    known, times = dict(goal.points), 100 if is_share else 1
    last_on = goal.points[-1][0]
    values = [_last_before(known, on, last_on) for on in days]
    return Chart(
        title=f"{goal.label}{', per cent' if is_share else ''}",
        ticks=[_tick(on) for on in days],
        series=[
            Series(
                _("As it went"), [value * times if value is not None else None for value in values], hue=0
            ),
            Series(_("The pace"), [goal.expected_on(on) * times for on in days], is_wanted=True),
        ],
        flags=_flags(flags, _reaching(days)),
    )


def _goal_days(goal: GoalProgress) -> list[date]:
    assert goal.deadline is not None
    length = max((goal.deadline - goal.starts_on).days, 1)
    step = max(1, -(-length // MOST_POINTS))
    days = {goal.starts_on + timedelta(days=number) for number in range(0, length, step)}
    return sorted({*days, goal.deadline, goal.points[-1][0]})


def _reaching(days: Sequence[date]) -> list[list[date]]:
    """For each tick the days from the one before it up to its own."""
    starts = [days[0], *(day + timedelta(days=1) for day in days[:-1])]
    return [
        [first + timedelta(days=number) for number in range((last - first).days + 1)]
        for first, last in zip(starts, days, strict=True)
    ]


def _last_before(known: Mapping[date, float], on: date, last_on: date) -> float | None:
    """The last word until a day; nothing for days to come."""
    if on > last_on:
        return None
    found = [day for day in known if day <= on]
    return known[max(found)] if found else None


def _steps(span: Span, *, without_last: bool = False) -> list[list[date]]:
    """Days, or whole weeks; the last day alone would look like a fall, since it has only begun."""
    size = 1 if span.length <= DAILY else 7
    days = span.days[:-1] if without_last and size == 1 else span.days
    return [days[start : start + size] for start in range(0, len(days), size)]


def _value(metric: Definition, sums: Sequence[tuple[float, float]]) -> float | None:
    if not sums:
        return None
    part, whole = sum(pair[0] for pair in sums), sum(pair[1] for pair in sums)
    return ratio(part, whole) if metric.is_rate else part


def _flags(flags: Sequence[tuple[date, str]], steps: Sequence[Sequence[date]]) -> list[Flag]:
    """The flags at their steps; what falls into one step stands on one flag."""
    places = {on: at for at, days in enumerate(steps) for on in days}
    said: dict[int, list[str]] = {}
    for on, words in flags:
        if on in places:
            said.setdefault(places[on], []).append(words)
    return [Flag(at, " ".join(words)) for at, words in sorted(said.items())]


def _tick(on: date) -> str:
    return f"{on.day} {on:%b}"


def _age(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    if hours < 1:
        return f"{round(hours * 60)} min"
    return f"{round(hours)} h" if hours < 48 else f"{round(hours / 24)} d"


def _thinned(readings: Sequence[tuple[datetime, float | None]]) -> Sequence[tuple[datetime, float | None]]:
    every = max(1, -(-len(readings) // MOST_POINTS))
    return [*readings[:-1:every], readings[-1]] if readings else []
