"""How the goals of the current strategy stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import DateField, DateTimeField, FloatField, QuerySet, Value
from django.db.models.functions import Cast

from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.loop.analytics.domain import lines
from waypost.loop.analytics.domain.aims import Aim, Way, aim_of, in_per_cent
from waypost.loop.analytics.domain.columns import told_of
from waypost.loop.analytics.domain.goals import GoalProgress, Unknown, progress_of
from waypost.loop.analytics.domain.lines import Point
from waypost.loop.analytics.domain.metrics import Definition
from waypost.loop.analytics.models import ChannelDay, Tally
from waypost.loop.analytics.queries.days import Sums, followers_said, gained_by_brand
from waypost.loop.analytics.queries.overview import first_days, stamps_of_channels
from waypost.loop.strategy.domain.document import Goal, Strategy
from waypost.loop.strategy.domain.progress import Measure
from waypost.loop.strategy.queries import current_strategy, goals_begun
from waypost.networks import registry

Network = tuple[str, date | None]

LEVELS_REACH_BACK = timedelta(days=45)
"""A channel's last word about its followers may be so old when a goal begins."""


@dataclass(frozen=True)
class Ground:
    """Everything that goals stand on: what was gained, said and written down, of the whole brand."""

    first_on: date | None
    sums: Mapping[str, Sums]
    followers: Sequence[tuple[int, date, float]]
    tallies: Mapping[str, list[Point]]
    told: frozenset[str]


def goal_progress(
    access: Access,
    workspace: Workspace | None = None,
    *,
    strategy: Strategy | None = None,
    networks: Sequence[Network] | None = None,
) -> list[GoalProgress]:
    """Each goal of the current strategy against its pace, in the strategy's order.

    A goal is the brand's: it counts every channel, also those that this member does not work on. Workspace, strategy
    and networks (see `progress_of_goals`) can be given by who has read them already.
    """
    strategy = strategy or current_strategy(access.workspace_id)
    if strategy is None or not strategy.goals:
        return []
    workspace = workspace or Workspace.objects.get(pk=access.workspace_id)
    started, tallies = _begun(access)
    today = workspace.today
    starts = {
        goal.key: workspace.local(started[goal.key]).date() if goal.key in started else today
        for goal in strategy.goals
    }
    return progress_of_goals(strategy, workspace, starts, networks, tallies)


def progress_of_goals(
    strategy: Strategy,
    workspace: Workspace,
    starts: Mapping[str, date],
    networks: Sequence[Network] | None = None,
    tallies: Mapping[str, list[Point]] | None = None,
) -> list[GoalProgress]:
    """The same for goals whose first day is known; four queries at most, however many goals there are.

    `networks` are those of all the brand's channels, each with the first day of which it knows anything; `tallies`
    what was counted by hand, by goal. What is not given is asked for.
    """
    aims = {goal.key: aim_of(goal.metric, goal.unit) for goal in strategy.goals if goal.measurable}
    counted = _tallies(workspace.pk) if tallies is None else tallies
    ground = _ground(workspace, aims, starts, networks, counted)
    return [
        _progress(goal, aims.get(goal.key), ground, starts[goal.key], workspace.today)
        for goal in strategy.goals
    ]


def _progress(goal: Goal, aim: Aim | None, ground: Ground, starts_on: date, today: date) -> GoalProgress:
    told = ground.tallies.get(goal.key, [])
    if told:
        return progress_of(goal, aim=aim, starts_on=starts_on, today=today, points=told, by_hand=True)
    if aim is None:
        return progress_of(goal, aim=None, starts_on=starts_on, today=today, unknown=Unknown.NO_METRIC)
    points = points_of(goal, aim, ground, starts_on, today)
    unknown = Unknown.NO_READINGS if aim.metric.key in ground.told else Unknown.NOT_TOLD
    return progress_of(goal, aim=aim, starts_on=starts_on, today=today, points=points, unknown=unknown)


@dataclass(frozen=True)
class Counted:
    """Where a measure stands: its last number and the day of which that is. Without one `unknown` says why.

    Nothing is unknown of what only adds up from the day on which its goal is set, before there is such a day.
    """

    aim: Aim | None
    by_hand: bool = False
    last: Point | None = None
    unknown: Unknown | None = None


def counted_today(workspace: Workspace, measures: Mapping[str, Measure]) -> dict[str, Counted]:
    """Where measures stand today, by the names under which they are asked for; four queries at most."""
    today = workspace.today
    aims = {name: aim_of(measure.metric, measure.unit) for name, measure in measures.items()}
    starts = {
        name: measure.since or today if aim is not None and aim.way is Way.TOTAL else today
        for (name, measure), aim in zip(measures.items(), aims.values(), strict=True)
    }
    ground = _ground(workspace, aims, starts, None, _tallies(workspace.pk))
    measures = {name: replace(measure, target=measure.scale) for name, measure in measures.items()}
    return {
        name: _counted(measure, aims[name], ground, starts[name], today) for name, measure in measures.items()
    }


def _counted(measure: Measure, aim: Aim | None, ground: Ground, starts_on: date, today: date) -> Counted:
    if told := ground.tallies.get(measure.key, []):
        return Counted(aim, by_hand=True, last=told[-1])
    elif aim is None:
        return Counted(None, unknown=Unknown.NO_METRIC)
    is_told = aim.metric.key in ground.told
    if is_told and aim.way is Way.TOTAL and measure.since is None:
        return Counted(aim)
    points = points_of(measure, aim, ground, starts_on, today)
    days = (
        [on for _channel, on, _value in ground.followers]
        if aim.way is Way.LEVEL
        else list(ground.sums.get(aim.metric.key, {}))
    )
    on = max((on for on in days if on <= today), default=None)
    if not points or on is None:
        return Counted(aim, unknown=Unknown.NO_READINGS if is_told else Unknown.NOT_TOLD)
    return Counted(aim, last=(on, points[-1][1]))


def points_of(goal: Goal | Measure, aim: Aim, ground: Ground, starts_on: date, today: date) -> list[Point]:
    """A goal's number day by day, from its first day on; nothing for days before there were numbers for all of it."""
    if aim.way is Way.LEVEL:
        return lines.levels(ground.followers, starts_on, today)
    sums = ground.sums.get(aim.metric.key, {})
    if ground.first_on is None or not sums:
        return []
    parts = {on: part for on, (part, _whole) in sums.items()}
    if aim.way is Way.TOTAL:
        return lines.totals(parts, starts_on, today, float(goal.baseline or 0))
    first_on = max(starts_on, ground.first_on + timedelta(days=aim.days - 1))
    if first_on > today:
        return []
    if aim.way is Way.WINDOW:
        return lines.windows(parts, aim.days, first_on, today)
    wholes = {on: whole for on, (_part, whole) in sums.items()}
    times = 100 if in_per_cent(goal.target, aim) else 1
    return [(on, value * times) for on, value in lines.rates(parts, wholes, aim.days, first_on, today)]


def _ground(
    workspace: Workspace,
    aims: Mapping[str, Aim | None],
    starts: Mapping[str, date],
    known: Sequence[Network] | None,
    tallies: Mapping[str, list[Point]],
) -> Ground:
    found = {key: aim for key, aim in aims.items() if aim is not None}
    metrics = {aim.metric.key: aim.metric for aim in found.values()}
    since = min(
        (starts[key] - timedelta(days=aim.days) for key, aim in found.items()), default=workspace.today
    )
    read = _NETWORKS.ask(workspace=workspace.pk) if found and known is None else []
    stamps = tuple(stamp for _network, _on, stamp in read)
    networks = known if found and known is not None else [(network, on) for network, on, _stamp in read]
    first_on = min((on for _network, on in networks if on is not None), default=None)
    told = _told(networks, metrics.values())
    if first_on is None:
        return Ground(None, {}, [], tallies, told)
    counted = tuple(sorted(key for key, metric in metrics.items() if not metric.is_level))
    has_levels = any(aim.way is Way.LEVEL for aim in found.values())
    what = workspace.pk, counted, since, workspace.today, has_levels
    sums, followers = _kept(*what, stamps) if any(stamps) else _added_up(*what)
    return Ground(first_on=first_on, sums=sums, followers=followers, tallies=tallies, told=told)


def _added_up(
    workspace_id: int, counted: tuple[str, ...], since: date, until: date, has_levels: bool
) -> tuple[Mapping[str, Sums], Sequence[tuple[int, date, float]]]:
    """What a brand gained day by day, and its followers where a goal is about these."""
    days = ChannelDay.objects.filter(workspace_id=workspace_id)
    followers = followers_said(days, since - LEVELS_REACH_BACK) if has_levels else []
    return gained_by_brand(workspace_id, counted, since, until), followers


@lru_cache(maxsize=128)
def _kept(
    workspace_id: int,
    counted: tuple[str, ...],
    since: date,
    until: date,
    has_levels: bool,
    stamps: tuple[str, ...],
) -> tuple[Mapping[str, Sums], Sequence[tuple[int, date, float]]]:
    """The same, added up once while no result changes; the stamps of the channels were read before."""
    return _added_up(workspace_id, counted, since, until, has_levels)


def _begun(access: Access) -> tuple[dict[str, datetime], dict[str, list[Point]]]:
    """When each goal began, and what was counted of it by hand: one query."""
    started: dict[str, datetime] = {}
    tallies: dict[str, list[Point]] = defaultdict(list)
    for key, since, on, value in _BEGUN.rows(access):
        if on is None:
            started[key] = since
        else:
            tallies[key].append((on, value))
    return started, {key: sorted(points) for key, points in tallies.items()}


def _begun_rows(access: Access) -> QuerySet[Any, Any]:
    began = goals_begun(access).values_list(
        "key", "since", Cast(Value(None), DateField()), Cast(Value(None), FloatField())
    )
    told = Tally.objects.filter(workspace_id=access.workspace_id).order_by()
    return began.order_by().union(
        told.values_list("goal__key", Cast(Value(None), DateTimeField()), "on", "value"), all=True
    )


_BEGUN = Prepared(_begun_rows)


def _tallies(workspace_id: int) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    for key, on, value in _TALLIES.ask(workspace=workspace_id):
        found[key].append((on, value))
    return found


def _told(networks: Iterable[Network], metrics: Iterable[Definition]) -> frozenset[str]:
    """The keys of those metrics that some network of the brand says."""
    cards = [registry.card(network) for network in {network for network, _on in networks}]
    return frozenset(
        metric.key
        for metric in metrics
        if any(metric.told_by(told_of(card), card.account_metrics) for card in cards)
    )


_NETWORKS = Question(
    lambda workspace: (
        Channel.objects.filter(workspace_id=workspace)
        .order_by()
        .annotate(first_on=first_days(), stamp=stamps_of_channels())
        .values_list("network", "first_on", "stamp")
    ),
    workspace=int,
)
_TALLIES = Question(
    lambda workspace: (
        Tally.objects.filter(workspace_id=workspace).order_by("on").values_list("goal__key", "on", "value")
    ),
    workspace=int,
)
