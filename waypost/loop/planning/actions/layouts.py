"""Puts a layout into rows: what a person decided stays, the rest follows the strategy."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from waypost.foundation.channels.models import Channel
from waypost.loop.planning.domain.campaigns import due_within
from waypost.loop.planning.domain.layout import PlannedSlot, lay_out
from waypost.loop.planning.domain.plan import plan_of
from waypost.loop.planning.domain.planner import Answer, CampaignNeed, Question, StageWish
from waypost.loop.planning.models import Campaign, Layout, Quarter, Slot
from waypost.loop.planning.queries import (
    campaigns_wanting,
    capacity,
    channel_names,
    days_off,
    expected,
    plan,
    slots_on,
)
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import FunnelStage, Goal, Persona, Pillar
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

_ROLLING_MEMORY = timedelta(weeks=4)


def renew(quarter: Quarter, *, mends: bool = False) -> int:
    """Lay the quarter's slots anew and say how many it has; taken, moved, briefed and past ones stay as they are.

    Where it only `mends`, the slots of a plan that somebody took stay too, but for those on days off.
    """
    workspace = quarter.workspace
    wanted = plan(workspace)
    if wanted is None:
        raise Refusal("Slots follow the strategy, and there is no current one yet. Accept a strategy first.")
    now = clock.to_local(clock.now(), workspace.timezone)
    first_on = _first_on(quarter, now.date())
    off = days_off(workspace.pk, first_on, quarter.ends_on)
    rows = list(slots_on(workspace.pk, first_on, quarter.ends_on).select_related("campaign"))
    is_planned = mends and Layout.objects.filter(quarter=quarter, standing=Layout.Standing.TAKEN).exists()
    there = [row for row in rows if row.dropped_at is None]
    standing = [row for row in there if _stays(row, now) or (is_planned and row.local_on not in off)]
    still = {row.pk for row in standing}
    loose = [row for row in there if row.pk not in still]
    fresh = lay_out(
        wanted,
        first_on,
        quarter.ends_on,
        blackouts=off,
        kept=[_as_planned(row) for row in standing],
        emptied=[(row.local, row.channel.key) for row in rows if row.dropped_at is not None],
        not_before=now,
    )
    _reconcile(quarter, loose, fresh)
    return len(standing) + len(fresh)


def question_of(quarter: Quarter, *, gently: bool) -> Question:
    """What the planner is asked about a quarter as everything stands now."""
    workspace = quarter.workspace
    version = current_version(workspace.pk)
    if version is None:
        raise Refusal("Slots follow the strategy, and there is no current one yet. Accept a strategy first.")
    strategy = version.strategy
    now = clock.to_local(clock.now(), workspace.timezone)
    first_on = _first_on(quarter, now.date())
    rows = list(slots_on(workspace.pk, first_on, quarter.ends_on).select_related("campaign"))
    there = [row for row in rows if row.dropped_at is None]
    return Question(
        plan=plan_of(strategy, channel_names(workspace.pk), workspace.timezone),
        first_on=first_on,
        last_on=quarter.ends_on,
        days_off=tuple(sorted(days_off(workspace.pk, first_on, quarter.ends_on))),
        kept=tuple(_as_planned(row) for row in there if _stays(row, now)),
        emptied=tuple((row.local, row.channel.key) for row in rows if row.dropped_at is not None),
        before=tuple(_as_planned(row) for row in there if not _stays(row, now)),
        not_before=now,
        capacity=capacity(workspace.pk, first_on, quarter.ends_on),
        campaigns=_campaign_needs(workspace.pk, strategy, first_on, quarter.ends_on),
        stages=tuple(
            StageWish(stage.key, stage.share, frozenset(stage.channels)) for stage in strategy.funnel_stages
        ),
        hours=_hours_of(strategy),
        expected=expected(workspace.pk),
        gently=gently,
    )


def put(quarter: Quarter, answer: Answer) -> int:
    """Put the planner's slots into rows in place of those that nobody decided about; say how many it laid."""
    now = clock.to_local(clock.now(), quarter.workspace.timezone)
    first_on = _first_on(quarter, now.date())
    rows = slots_on(quarter.workspace_id, first_on, quarter.ends_on).filter(dropped_at=None)
    coming = [slot for slot in answer.slots if slot.local >= now]
    _reconcile(quarter, [row for row in rows if not _stays(row, now)], coming)
    return len(coming)


def _campaign_needs(
    workspace_id: int, strategy: Strategy, first_on: date, last_on: date
) -> tuple[CampaignNeed, ...]:
    """What the campaigns of these days want, each its part; the pillars of their goal serve them."""
    return tuple(
        CampaignNeed(
            key=row.key,
            name=row.name,
            first_on=row.starts_on,
            last_on=row.ends_on,
            wants=wants,
            pillars=frozenset(
                pillar.key for pillar in strategy.pillars if row.goal and row.goal in pillar.goals
            ),
            goal=row.goal,
        )
        for row in campaigns_wanting(workspace_id, first_on, last_on)
        if (
            wants := due_within(
                row.wants, row.starts_on, row.ends_on, last_on=last_on, before=row.before, after=row.after
            )
        )
    )


def _hours_of(strategy: Strategy) -> dict[str, frozenset[tuple[int, int]]]:
    return {
        persona.key: frozenset(
            (day.number, hour)
            for row in persona.active_hours
            for day in row.days
            for hour in range(row.starts, row.ends)
        )
        for persona in strategy.personas
        if persona.active_hours
    }


def _first_on(quarter: Quarter, today: date) -> date:
    """Weeks that roll on forget what is long past, so that shares follow the present strategy."""
    if quarter.kind == Quarter.Kind.ROLLING:
        return max(quarter.starts_on, clock.start_of_week(today) - _ROLLING_MEMORY)
    else:
        return quarter.starts_on


def _stays(slot: Slot, now: datetime) -> bool:
    return slot.kept_at is not None or slot.taken_at is not None or slot.local < now


def _as_planned(slot: Slot) -> PlannedSlot:
    return PlannedSlot(
        local=slot.local,
        channel=slot.channel.key,
        pillar=slot.pillar.key if slot.pillar else None,
        format=slot.format,
        persona=slot.persona.key if slot.persona else None,
        goal=slot.goal.key if slot.goal else None,
        funnel_stage=slot.funnel_stage.key if slot.funnel_stage else None,
        campaign=slot.campaign.key if slot.campaign else None,
    )


def _reconcile(quarter: Quarter, loose: Sequence[Slot], fresh: Iterable[PlannedSlot]) -> None:
    """Keep the row of a place that is laid again, add the places that are new, remove the others."""
    items = _Items(quarter.workspace_id)
    by_place = {(row.local, row.channel.key): row for row in loose}
    kept: list[Slot] = []
    added: list[Slot] = []
    for planned in fresh:
        standing = by_place.pop((planned.local, planned.channel), None)
        slot = standing or Slot(quarter=quarter)
        items.fill(slot, planned)
        slot.put_at(planned.local, quarter.workspace.timezone)
        (kept if standing else added).append(slot)
    Slot.objects.filter(pk__in={row.pk for row in loose} - {slot.pk for slot in kept}).delete()
    Slot.objects.bulk_update(kept, [*_Items.FIELDS, "local_on", "local_time", "zone", "at"], batch_size=100)
    Slot.objects.bulk_create(added, batch_size=200)


class _Items:
    """The strategy's rows and the channels by their keys."""

    FIELDS = ("channel", "pillar", "persona", "goal", "funnel_stage", "campaign", "format", "is_reactive")

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id
        self.channels = {row.key: row for row in Channel.objects.filter(workspace_id=workspace_id)}
        self.pillars = {row.key: row for row in Pillar.objects.filter(workspace_id=workspace_id)}
        self.personas = {row.key: row for row in Persona.objects.filter(workspace_id=workspace_id)}
        self.goals = {row.key: row for row in Goal.objects.filter(workspace_id=workspace_id)}
        self.campaigns = {row.key: row for row in Campaign.objects.filter(workspace_id=workspace_id)}
        self.funnel_stages = {row.key: row for row in FunnelStage.objects.filter(workspace_id=workspace_id)}

    def fill(self, slot: Slot, planned: PlannedSlot) -> None:
        """Give `slot` everything of `planned` but its time."""
        slot.workspace_id = self.workspace_id
        slot.channel = self.channels[planned.channel]
        slot.pillar = self.pillars[planned.pillar] if planned.pillar else None
        slot.persona = self.personas.get(planned.persona or "")
        slot.goal = self.goals.get(planned.goal or "")
        slot.funnel_stage = self.funnel_stages.get(planned.funnel_stage or "")
        slot.campaign = self.campaigns.get(planned.campaign or "")
        slot.format = planned.format
        slot.is_reactive = planned.pillar is None
