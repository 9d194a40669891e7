"""What the page of a quarter shows beside its slots: its goals by week, what it needs, what the last one taught."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning import pacing, queries
from waypost.loop.planning.domain import capacity as making
from waypost.loop.planning.domain.capacity import Capacity, Need, WeekLoad, amount_words
from waypost.loop.planning.domain.goal_weeks import GoalInPeriod, Known, goal_in_period
from waypost.loop.planning.domain.quarter_plan import BudgetMove, QuarterPlan, figure
from waypost.loop.planning.domain.rhythm import weeks_of
from waypost.loop.planning.forms.quarters import AskReviewForm, ClosingForm, ReviewAnswerForm, WhyForm
from waypost.loop.planning.models import Quarter
from waypost.loop.strategy.models import Proposal, StrategyVersion
from waypost.loop.strategy.progress import first_days
from waypost.loop.strategy.queries import current_version, ledger, possible_reviewers
from waypost.toolkit.money import Money
from waypost.toolkit.wording import listed

MOST_LESSONS = 5
MOVES = 0.5
"""A step that rounds to nothing is not written."""
MISSING = {
    "metric": "a metric",
    "target": "a target",
    "deadline": "a date",
    "baseline": "a number to begin with",
}


@dataclass(frozen=True)
class DrawnGoal:
    """A goal over a quarter, in words and week by week."""

    goal: GoalInPeriod

    @property
    def cells(self) -> list[tuple[str, str, str]]:
        """A week each: what it should stand at on its last day, by how much it moves, and what it stood at."""
        return [
            (
                figure(week.target),
                f"{week.step:+,.0f}" if abs(week.step) >= MOVES else "",
                figure(week.actual) if week.actual is not None else "",
            )
            for week in self.goal.weeks
        ]

    @property
    def sentence(self) -> str:
        goal = self.goal
        unit = f" {goal.unit}" if goal.unit else ""
        if goal.begins is None or goal.ends is None:
            missing = listed(tuple(MISSING[name] for name in goal.missing))
            return f"It cannot be broken down by week yet: it needs {missing}."
        if goal.is_past:
            said = f"Stays at {figure(goal.begins)}{unit}: that is past where its own line leads."
        else:
            said = f"From {figure(goal.begins)} to {figure(goal.ends)}{unit}"
            said += ", as this plan sets it." if goal.is_set else ", where its own line leads."
        if goal.actual is None or goal.expected is None or goal.kept is None:
            return said
        return f"{said} Today {figure(goal.actual)}, where the plan has {figure(goal.expected)}."

    @property
    def looks(self) -> tuple[str, str, str] | None:
        if self.goal.kept is None:
            return None
        return ("On pace", "good", "check") if self.goal.kept else ("Behind", "warn", "half")


@dataclass(frozen=True)
class DrawnLoad:
    """A week's need against what there is, in words and as shares of the widest week, in percent."""

    load: WeekLoad
    capacity: Capacity
    widest: int

    @property
    def days(self) -> str:
        last = self.load.monday + timedelta(days=6)
        first = self.load.monday
        return f"{first:%-d %b} – {last:%-d %b}"

    @property
    def needs(self) -> str:
        return amount_words(self.load.needs, self.capacity.unit)

    @property
    def has(self) -> str:
        return amount_words(self.load.has, self.capacity.unit)

    @property
    def needs_width(self) -> str:
        return f"{self.load.needs * 100 / self.widest:.1f}%"

    @property
    def has_width(self) -> str:
        return f"{self.load.has * 100 / self.widest:.1f}%"


@dataclass(frozen=True)
class Loads:
    """All weeks of a plan against what people can make, with a sentence for each that does not fit."""

    weeks: tuple[DrawnLoad, ...]
    sentences: tuple[tuple[str, str], ...]

    @property
    def is_known(self) -> bool:
        return bool(self.weeks)

    @property
    def verdict(self) -> str:
        if not self.sentences:
            return "Every week fits."
        short = sum(not drawn.load.fits for drawn in self.weeks)
        return f"{short} of {len(self.weeks)} weeks ask{'s' if short == 1 else ''} for more than there is."


def loads_of(
    workspace: Workspace, first_on: date, last_on: date, needs: Sequence[Need], names: Mapping[str, str]
) -> Loads:
    """Set posts against what people can make in the weeks of a period; without weeks where nobody said."""
    capacity = queries.capacity(workspace.pk, first_on, last_on)
    if not capacity.is_known:
        return Loads((), ())
    found = making.loads(capacity, [week.days for week in weeks_of(first_on, last_on)], needs)
    widest = max([1, *(max(load.needs, load.has) for load in found)])
    drawn = tuple(DrawnLoad(load, capacity, widest) for load in found)
    said = [
        (each.days, making.in_words(shortfall, names)) for each in drawn for shortfall in each.load.shortfalls
    ]
    return Loads(drawn, tuple(said))


@dataclass(frozen=True)
class Before:
    """The quarter before: how its places were filled, what was decided about the strategy in it, and what was suggested
    from its plan and still waits."""

    quarter: Quarter
    places: queries.Places
    decided: list[Proposal]
    waiting: list[Proposal]


def before(access: Access, quarter: Quarter) -> Before | None:
    """What there is to carry on from; None for the first quarter of a brand."""
    found = queries.quarter_before(access.workspace_id, quarter.starts_on)
    if found is None:
        return None
    decided = ledger(access).filter(decided_at__date__range=(found.starts_on, found.ends_on))
    waiting = queries.suggested_from(access, found).filter(decided_at=None)
    return Before(
        found, queries.places_of(access, found), list(decided[:MOST_LESSONS]), list(waiting[:MOST_LESSONS])
    )


def moves_of(plan: QuarterPlan, currency: str) -> list[tuple[BudgetMove, str]]:
    """The budget moves of a plan, each with its amount in words; empty where none was said."""
    return [
        (move, "" if move.amount_minor is None else str(Money(move.amount_minor, currency)))
        for move in plan.moves
    ]


def goals_of(
    access: Access, workspace: Workspace, version: StrategyVersion, quarter: Quarter, off: Collection[date]
) -> list[DrawnGoal]:
    """The goals of the strategy in force over a quarter, in its order."""
    if not version.strategy.goals:
        return []
    starts = first_days(access, workspace, version)
    known = pacing.known(access, workspace, version, starts)
    weeks = weeks_of(quarter.starts_on, quarter.ends_on, frozenset(off))
    plan = quarter.plan
    return [
        DrawnGoal(
            goal_in_period(
                goal,
                weeks,
                starts_on=starts[goal.key],
                today=workspace.today,
                known=known.get(goal.key, Known()),
                chosen=plan.target(goal.key),
            )
        )
        for goal in version.strategy.goals
    ]


def quarter_context(request: WorkspaceRequest, quarter: Quarter, before: Quarter | None) -> dict[str, Any]:
    """Everything that the page of a quarter says; a draft looks back on the one before. Weeks that roll on have no plan of their own."""
    access, workspace = request.access, request.workspace
    version = current_version(workspace.pk)
    days = (quarter.starts_on, quarter.ends_on)
    off = queries.days_off(workspace.pk, *days)
    is_planned = quarter.kind == Quarter.Kind.QUARTER
    return {
        "quarter": quarter,
        "is_planned": is_planned,
        "may_plan": access.may("plan.edit"),
        "days_off": off,
        "version": version,
        "is_behind": version is not None and version.number != quarter.strategy_version,
        **(
            {**_to_come(request, quarter, version, off), "before": before}
            if quarter.is_draft
            else _laid(request, quarter)
        ),
        **(_planned(request, quarter) if is_planned else {"layout_form": WhyForm()}),
    }


def _to_come(
    request: WorkspaceRequest, quarter: Quarter, version: StrategyVersion | None, off: Collection[date]
) -> dict[str, Any]:
    """What a draft would lay, and who was asked to look at it."""
    days = (quarter.starts_on, quarter.ends_on)
    preview = queries.preview_by(version, request.workspace, *days, off) if version else None
    return {
        "preview": preview,
        "total": preview.total if preview else 0,
        "loads": loads_of(request.workspace, *days, preview.needs, preview.names) if preview else None,
        **({} if request.workspace.is_solo else _reviewed(request, quarter)),
    }


def _laid(request: WorkspaceRequest, quarter: Quarter) -> dict[str, Any]:
    """What became of the slots, and what changed since they were laid."""
    places = queries.places_of(request.access, quarter)
    return {
        "places": places,
        "total": places.total,
        "loads": loads_of(request.workspace, quarter.starts_on, quarter.ends_on, places.needs, places.names),
        "changes": list(queries.changes_of(request.access, quarter)),
    }


def _planned(request: WorkspaceRequest, quarter: Quarter) -> dict[str, Any]:
    return {
        "plan": quarter.plan,
        "campaigns": queries.campaigns_between(request.access, quarter.starts_on, quarter.ends_on),
        "moves": moves_of(quarter.plan, request.workspace.currency),
        "suggested": list(queries.suggested_from(request.access, quarter)),
        "closing_form": ClosingForm(plan=quarter.plan),
        "layout_form": WhyForm(),
    }


def _reviewed(request: WorkspaceRequest, quarter: Quarter) -> dict[str, Any]:
    """Who was asked to look at a draft, and who may answer or ask."""
    asked = list(queries.quarter_reviews(request.access).filter(quarter=quarter))
    for review in asked:
        review.quarter = quarter
    latest = asked[0] if asked else None
    waits = latest is not None and latest.is_waiting
    is_mine = waits and latest is not None and latest.asked_id == request.access.member_id
    may_ask = request.access.may("plan.edit") and not waits
    return {
        "review": latest,
        "earlier": asked[1:],
        "is_mine": is_mine,
        "answer_form": ReviewAnswerForm(initial={"seen": quarter.seen}) if is_mine else None,
        "ask_form": AskReviewForm(people=possible_reviewers(request.access)) if may_ask else None,
    }
