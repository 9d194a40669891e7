"""A quarter on paper, for a client or a wall: what it is about, its days and goals, then what goes out week by week."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby

from waypost.loop.planning.domain.goal_weeks import GoalInPeriod
from waypost.loop.planning.domain.quarter_plan import BudgetMove, QuarterPlan, figure
from waypost.toolkit import clock
from waypost.toolkit.money import Money
from waypost.toolkit.wording import _, count
from waypost.ui.paper.sheet import Band, Block, Chapter, Entry, Facts, Grid, Share, Sheet, Words


@dataclass(frozen=True)
class Line:
    """A place in the calendar as it is printed: when, on which channel, what about."""

    local: datetime
    channel: str
    what: str


@dataclass(frozen=True)
class Printed:
    """All that is printed of a quarter. `off` are days without posts and `holidays` days with, each with its name;
    `suggested` are changes of the strategy, each with how it stands."""

    brand: str
    name: str
    note: str
    first_on: date
    last_on: date
    plan: QuarterPlan
    pillars: Sequence[tuple[str, int, float]] = ()
    campaigns: Sequence[tuple[str, date, date]] = ()
    goals: Sequence[GoalInPeriod] = ()
    lines: Sequence[Line] = ()
    off: Mapping[date, str] = field(default_factory=dict)
    holidays: Mapping[date, str] = field(default_factory=dict)
    currency: str = "EUR"
    suggested: Sequence[tuple[str, str]] = ()


def quarter_sheet(printed: Printed) -> Sheet:
    """Set out everything that there is; what is empty is left out."""
    chapters = (_about(printed), _days(printed), _goals(printed), _steps(printed), _weeks(printed))
    found = tuple(chapter for chapter in chapters if chapter.blocks)
    return Sheet(printed.brand, printed.name, printed.note, found)


def _about(printed: Printed) -> Chapter:
    plan = printed.plan
    facts = [(_("Dates"), _between(printed.first_on, printed.last_on))]
    if printed.lines:
        facts.append((_("Posts"), count(len(printed.lines), _("place"), _("places"))))
    blocks: list[Block | Entry] = [Facts(tuple(facts))]
    if plan.carried:
        blocks.append(Words(plan.carried, _("What we carry on")))
    if printed.pillars:
        blocks.append(Band(tuple(Share(label, hue, share) for label, hue, share in printed.pillars)))
    for theme in plan.themes:
        days = _between(theme.starts_on or printed.first_on, theme.ends_on or printed.last_on)
        note: tuple[Block, ...] = (Words(f"{days}\n{theme.note}".strip()),)
        blocks.append(Entry(theme.name, note, what=_("Theme")))
    return Chapter(_("What it is about"), tuple(blocks))


def _days(printed: Printed) -> Chapter:
    rows = [
        *(
            (day.on, _between(day.on, day.last_on), day.word, _with(day.name, day.note))
            for day in printed.plan.days
        ),
        *((first, _between(first, last), _("Campaign"), name) for name, first, last in printed.campaigns),
        *((day, _said(day), _("Day off"), reason) for day, reason in printed.off.items()),
        *(
            (day, _said(day), _("Holiday"), name)
            for day, name in printed.holidays.items()
            if day not in printed.off
        ),
    ]
    grid = Grid((_("When"), _("Kind"), _("What")), tuple(row[1:] for row in sorted(rows)))
    return Chapter(_("Days that matter"), (grid,) if rows else ())


def _goals(printed: Printed) -> Chapter:
    entries = tuple(_goal(goal) for goal in printed.goals if goal.weeks)
    return Chapter(_("Goals, week by week"), entries)


def _goal(goal: GoalInPeriod) -> Entry:
    head = (_("By"), _("Should stand at"), _("Stood at"))
    rows = tuple(
        (_said(week.ends_on), figure(week.target), "" if week.actual is None else figure(week.actual))
        for week in goal.weeks
    )
    return Entry(goal.label, (Grid(head, rows),), what=goal.unit)


def _steps(printed: Printed) -> Chapter:
    """Where money moves, what is tested and what should change in the strategy, each with what came of it."""
    grids = (
        (
            _("Where money moves"),
            (_("From"), _("To"), _("How much"), _("Why"), _("What came of it")),
            tuple(
                (each.taken_from, each.given_to, _amount(each, printed.currency), each.why, each.outcome)
                for each in printed.plan.moves
            ),
        ),
        (
            _("What we test"),
            (_("What we try"), _("What we expect"), _("How it is judged"), _("By"), _("What came of it")),
            tuple(
                (
                    each.name,
                    each.hypothesis,
                    each.judged_by,
                    _said(each.until) if each.until else "",
                    each.outcome,
                )
                for each in printed.plan.tests
            ),
        ),
        (
            _("What should change in the strategy"),
            (_("Suggested"), _("How it stands")),
            tuple(printed.suggested),
        ),
    )
    entries = tuple(Entry(title, (Grid(head, rows),)) for title, head, rows in grids if rows)
    return Chapter(_("Money, tests and the strategy"), entries)


def _amount(move: BudgetMove, currency: str) -> str:
    return "" if move.amount_minor is None else str(Money(move.amount_minor, currency))


def _weeks(printed: Printed) -> Chapter:
    lines = sorted(printed.lines, key=lambda line: (line.local, line.channel))
    weeks = groupby(lines, key=lambda line: clock.start_of_week(line.local.date()))
    return Chapter(
        _("What goes out"), tuple(_week(monday, list(found)) for monday, found in weeks), own_page=True
    )


def _week(monday: date, lines: Sequence[Line]) -> Entry:
    grid = Grid((_("Day"), _("Time"), _("Where"), _("What")), tuple(_rows(lines)))
    return Entry(_between(monday, monday + timedelta(days=6)), (grid,))


def _rows(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """A day is named once."""
    before = None
    for line in lines:
        day = line.local.date()
        said = f"{day:%a} {day.day}" if day != before else ""
        yield said, f"{line.local:%H:%M}", line.channel, line.what
        before = day


def _with(name: str, note: str) -> str:
    return f"{name}: {note}" if note else name


def _between(first: date, last: date) -> str:
    return _said(first) if first == last else f"{_said(first)} – {_said(last)}"


def _said(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
