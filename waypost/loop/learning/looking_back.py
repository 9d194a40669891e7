"""Gathers what a review sees from results: goals, what moved, plan against actual; always of all the brand's channels."""

from collections.abc import Iterator
from urllib.parse import urlencode

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition, Unit
from waypost.loop.analytics.domain.movements import Movement
from waypost.loop.analytics.domain.plan import PlanAgainstActual
from waypost.loop.analytics.domain.rules_kept import rules_of
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.figures import change_words, plain_number
from waypost.loop.analytics.goal_words import GoalWords
from waypost.loop.analytics.queries import goal_progress
from waypost.loop.analytics.queries.days import Sums, gained_by_brand
from waypost.loop.analytics.queries.plan import plan_against_actual, whole_weeks
from waypost.loop.learning.domain.looked_back import GoalSeen, Moved, PlanSeen, Seen
from waypost.loop.strategy.domain.weighing import percent
from waypost.toolkit.wording import _, count

MOVING = ("impressions", "engagements", "engagement-rate-by-impressions", "clicks", "conversions")
UNKNOWN = "–"


def look(access: Access, workspace: Workspace, span: Span) -> Seen:
    """See what the days of a review came to."""
    weeks = max(1, span.length // 7)
    plan = plan_against_actual(access, whole_weeks(workspace.today, weeks), workspace)
    return Seen(
        posts=plan.posts,
        goals=tuple(_goals(access, workspace)),
        moved=tuple(_moved(workspace, span)),
        plan=tuple(_plan(plan, weeks)),
    )


def _goals(access: Access, workspace: Workspace) -> Iterator[GoalSeen]:
    for goal in goal_progress(access, workspace):
        words = GoalWords(goal, "")
        figure = _("{actual} of {target}").format(actual=words.actual, target=words.target)
        yield GoalSeen(
            goal.label,
            words.state,
            words.tone,
            words.shape,
            figure if goal.target is not None and goal.actual is not None else "",
            words.forecast,
            f"results/goals/{goal.key}/",
        )


def _moved(workspace: Workspace, span: Span) -> Iterator[Moved]:
    before = span.before
    sums = gained_by_brand(workspace.pk, MOVING, before.first_on, span.last_on)
    days = {"since": span.first_on.isoformat(), "until": span.last_on.isoformat()}
    for key in MOVING:
        metric = BY_KEY[key]
        now, then = _total(sums[key], metric, span), _total(sums[key], metric, before)
        if now is not None:
            change = Movement(metric, now, then).change
            yield Moved(
                metric.label,
                _written(metric, now),
                _written(metric, then),
                change_words(change) if change is not None else "",
                f"results/posts/?{urlencode({**days, 'sort': key})}",
            )


def _total(sums: Sums, metric: Definition, span: Span) -> float | None:
    within = [pair for on, pair in sums.items() if span.holds(on)]
    part, whole = sum(pair[0] for pair in within), sum(pair[1] for pair in within)
    if not within or (metric.is_rate and not whole):
        return None
    return part / whole if metric.is_rate else part


def _written(metric: Definition, value: float | None) -> str:
    if value is None:
        return UNKNOWN
    return percent(value) if metric.unit is Unit.SHARE else plain_number(value)


def _plan(plan: PlanAgainstActual, weeks: int) -> Iterator[PlanSeen]:
    page = f"results/plan/?weeks={13 if weeks >= 13 else 4}"
    for label, mix in ((_("Pillars"), plan.pillars), (_("Funnel stages"), plan.stages)):
        if mix.points_off is not None:
            worst = mix.findings[:1]
            note = _("{label}: {had} of posts, against {wanted}")
            said = [
                note.format(label=line.label, had=percent(line.actual or 0), wanted=percent(line.target))
                for line in worst
            ]
            yield PlanSeen(label, count(mix.points_off, "point off", "points off"), "".join(said), page)
    for rule in rules_of(plan):
        for part in rule.findings[:1]:
            note = _("{label}: {had} of posts, against {wanted}")
            said_of = note.format(label=part.label, had=percent(part.had), wanted=percent(part.asked))
            yield PlanSeen(
                rule.label,
                count(round(abs(part.points)), "point off", "points off"),
                said_of,
                f"{page}#rules",
            )
    kept, all_weeks = sum(each.kept for each in plan.rhythms), sum(len(each.weeks) for each in plan.rhythms)
    if all_weeks:
        value = _("{kept} of {weeks} kept").format(kept=kept, weeks=count(all_weeks, "week", "weeks"))
        yield PlanSeen(_("Rhythm"), value, _("over all channels"), page)
    if plan.without_why:
        yield PlanSeen(_("Without a why"), count(plan.without_why, "post", "posts"), "", page)
    if plan.silent_goals:
        value = count(len(plan.silent_goals), "goal", "goals")
        yield PlanSeen(_("No post was for"), value, "", page)
