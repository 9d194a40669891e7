"""What is written down about a period beside its slots: what it carries on from the last one, what it is about, which
days matter, what its goals should reach, where money moves, what is tested; and how two such plans differ, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from waypost.toolkit.wording import _


class DayKind(StrEnum):
    LAUNCH = "launch"
    EVENT = "event"
    DEADLINE = "deadline"


DAY_WORDS: Mapping[DayKind, str] = {
    DayKind.LAUNCH: _("Launch"),
    DayKind.EVENT: _("Event"),
    DayKind.DEADLINE: _("Deadline"),
}


@dataclass(frozen=True)
class Theme:
    """What a stretch of the period is about; without days all of it."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class KeyDay:
    """A launch or another day that matters, or a few in a row."""

    name: str
    on: date
    until: date | None = None
    kind: DayKind = DayKind.EVENT
    note: str = ""

    @property
    def last_on(self) -> date:
        return self.until or self.on

    @property
    def word(self) -> str:
        return DAY_WORDS[self.kind]


@dataclass(frozen=True)
class BudgetMove:
    """Money that goes to something else than before, in minor units of the brand's currency where a figure is known."""

    taken_from: str
    given_to: str
    amount_minor: int | None = None
    why: str = ""
    outcome: str = ""

    @property
    def name(self) -> str:
        return _("From {before} to {after}").format(before=self.taken_from, after=self.given_to)


@dataclass(frozen=True)
class PlannedTest:
    """What is tried in the period, what is expected of it, how it is judged and by when; later, what came of it."""

    name: str
    hypothesis: str
    judged_by: str
    until: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class QuarterPlan:
    """All of it. `targets` are what goals, by key, should stand at on the last day where a person set it; the others
    follow their line."""

    carried: str = ""
    themes: tuple[Theme, ...] = ()
    days: tuple[KeyDay, ...] = ()
    targets: tuple[tuple[str, float], ...] = ()
    moves: tuple[BudgetMove, ...] = ()
    tests: tuple[PlannedTest, ...] = ()

    @property
    def steps(self) -> tuple[BudgetMove | PlannedTest, ...]:
        """What somebody says at the end what came of it."""
        return (*self.moves, *self.tests)

    def with_outcomes(self, said: Mapping[str, str]) -> "QuarterPlan":
        """The plan with what came of its steps, by their names; a step of which nothing is said stays as it is."""
        return replace(
            self,
            moves=tuple(replace(each, outcome=said.get(each.name, each.outcome)) for each in self.moves),
            tests=tuple(replace(each, outcome=said.get(each.name, each.outcome)) for each in self.tests),
        )

    def target(self, goal: str) -> float | None:
        return dict(self.targets).get(goal)


def as_record(plan: QuarterPlan) -> dict[str, Any]:
    """The plan as plain JSON values."""
    return {
        "carried": plan.carried,
        "themes": [
            {
                "name": each.name,
                "starts_on": _iso(each.starts_on),
                "ends_on": _iso(each.ends_on),
                "note": each.note,
            }
            for each in plan.themes
        ],
        "days": [
            {
                "name": each.name,
                "on": each.on.isoformat(),
                "until": _iso(each.until),
                "kind": each.kind.value,
                "note": each.note,
            }
            for each in plan.days
        ],
        "targets": dict(plan.targets),
        "moves": [vars(each) for each in plan.moves],
        "tests": [{**vars(each), "until": _iso(each.until)} for each in plan.tests],
    }


def from_record(record: Mapping[str, Any]) -> QuarterPlan:
    """The plan that `as_record` wrote; an empty record is an empty plan."""
    return QuarterPlan(
        carried=record.get("carried", ""),
        themes=tuple(
            Theme(each["name"], _day(each["starts_on"]), _day(each["ends_on"]), each["note"])
            for each in record.get("themes", ())
        ),
        days=tuple(
            KeyDay(
                each["name"],
                date.fromisoformat(each["on"]),
                _day(each["until"]),
                DayKind(each["kind"]),
                each["note"],
            )
            for each in record.get("days", ())
        ),
        targets=tuple((key, float(value)) for key, value in record.get("targets", {}).items()),
        moves=tuple(BudgetMove(**each) for each in record.get("moves", ())),
        tests=tuple(
            PlannedTest(**{**each, "until": _day(each["until"])}) for each in record.get("tests", ())
        ),
    )


def differences(before: QuarterPlan, after: QuarterPlan, goals: Mapping[str, str]) -> list[str]:
    """Say what changed from one plan to the other, a sentence each; `goals` are the goals' labels, by key."""
    return [
        *_carried(before.carried, after.carried),
        *_named(
            {each.name: each for each in before.themes},
            {each.name: each for each in after.themes},
            _("The theme “{}” is new."),
            _("The theme “{}” is out."),
            _("The theme “{}” changed."),
        ),
        *_days(before, after),
        *_targets(before, after, goals),
        *_named(
            {each.name: each for each in before.moves},
            {each.name: each for each in after.moves},
            _("The budget move “{}” is new."),
            _("The budget move “{}” is out."),
            _("The budget move “{}” changed."),
        ),
        *_named(
            {each.name: each for each in before.tests},
            {each.name: each for each in after.tests},
            _("The test “{}” is new."),
            _("The test “{}” is out."),
            _("The test “{}” changed."),
        ),
    ]


def _carried(before: str, after: str) -> Iterator[str]:
    if before != after:
        yield (
            _("What it carries on was rewritten.")
            if before and after
            else (_("It says what it carries on.") if after else _("What it carries on is out."))
        )


def _days(before: QuarterPlan, after: QuarterPlan) -> Iterator[str]:
    was = {each.name: each for each in before.days}
    now = {each.name: each for each in after.days}
    for name, each in now.items():
        if name in was and was[name].on != each.on:
            yield _("“{name}” moves from {before} to {after}.").format(
                name=name, before=_said(was[name].on), after=_said(each.on)
            )
    same = {name: each for name, each in was.items() if name not in now or now[name].on == each.on}
    still = {name: each for name, each in now.items() if name not in was or was[name].on == each.on}
    yield from _named(same, still, _("“{}” is a new day."), _("“{}” is out."), _("“{}” changed."))


def _named(
    before: Mapping[str, object], after: Mapping[str, object], new: str, gone: str, changed: str
) -> Iterator[str]:
    yield from (new.format(name) for name in after if name not in before)
    yield from (changed.format(name) for name in after if name in before and before[name] != after[name])
    yield from (gone.format(name) for name in before if name not in after)


def _targets(before: QuarterPlan, after: QuarterPlan, goals: Mapping[str, str]) -> Iterator[str]:
    was, now = dict(before.targets), dict(after.targets)
    for key in dict.fromkeys([*was, *now]):
        label = goals.get(key, key)
        if key not in now:
            yield _("“{goal}” follows its line again.").format(goal=label)
        elif key not in was:
            yield _("“{goal}” should reach {value}.").format(goal=label, value=figure(now[key]))
        elif was[key] != now[key]:
            yield _("“{goal}” should reach {value}, before it was {before}.").format(
                goal=label, value=figure(now[key]), before=figure(was[key])
            )


def figure(value: float) -> str:
    """A goal's number as people write it: 1,240 or 3.4."""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:,.1f}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _said(day: date) -> str:
    return f"{day.day} {day:%B}"
