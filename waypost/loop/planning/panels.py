"""What planning shows elsewhere: slots that wait for a post on the calendar, and what a new strategy means for them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import moment
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.planning import sources
from waypost.loop.planning.actions import slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Filters, Period, flag
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Slot
from waypost.loop.planning.queries import (
    QUARTER_LOOKED_AT,
    ComingSlot,
    WaitingSlot,
    coming_slots,
    open_slots,
    quarters,
    waiting_between,
)
from waypost.loop.planning.queries import slots as of_slots
from waypost.loop.strategy import impact, queries, suggesting
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Choice, PillarsTouched, Thing, Touched, pillars_touched
from waypost.loop.strategy.domain.suggestion import About
from waypost.loop.strategy.models import Identity, Pillar, StrategyVersion
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse

ItemT = TypeVar("ItemT", bound=Identity)
LAID_OUT_FROM = ("pillars", "personas", "channel_roles", "funnel_stages")
"""What of a strategy decides where slots lie."""


@sources.register
def waiting_slots(
    access: Access, workspace: Workspace, period: Period, filters: Filters
) -> list[CalendarItem]:
    """The slots of the period that no post has taken."""
    address = _Address(workspace, may_move=access.may("plan.edit"))
    now = clock.now()
    return [
        _item(slot, address, is_past=moment(slot.at) < now)
        for slot in waiting_between(access, period.first_on, period.last_on, filters)
    ]


def _item(slot: WaitingSlot, address: "_Address", *, is_past: bool) -> CalendarItem:
    return CalendarItem(
        kind="slot",
        id=slot.id,
        at=moment(slot.at),
        local=datetime.combine(slot.local_on, slot.local_time),
        words=slot.brief or slot.pillar or _("Open for the day"),
        href=address.page(slot.id),
        state=_state(slot, is_past=is_past),
        shape="cross" if is_past else "ring",
        hue=slot.hue,
        pillar=slot.pillar or "",
        channels=(ChannelMark(slot.channel_id, slot.channel, slot.network),),
        move_url=address.time(slot.id),
        is_open=True,
        campaign=flag(slot.campaign, slot.campaign_hue),
        phase="open",
        stage=slot.stage,
    )


def _state(slot: WaitingSlot, *, is_past: bool) -> str:
    if is_past:
        return _("Left empty")
    elif slot.format == EVERGREEN:
        return _("Waits for an evergreen post")
    else:
        return _("Needs a post")


class _Address:
    """The addresses of a workspace's slots, resolved once."""

    def __init__(self, workspace: Workspace, *, may_move: bool) -> None:
        start = reverse("planning:slot", kwargs={"workspace": workspace.slug, "slot_id": 0})
        self.start = start.removesuffix("0")
        self.may_move = may_move

    def page(self, slot_id: int) -> str:
        return f"{self.start}{slot_id}"

    def time(self, slot_id: int) -> str | None:
        return f"{self.start}{slot_id}/time" if self.may_move else None


@impact.register
def touched_slots(
    access: Access, workspace: Workspace, before: Strategy | None, after: Strategy
) -> list[Touched]:
    """The slots and briefs still to come whose pillar a new version leaves out, and slots that can follow it."""
    at = {"workspace": workspace.slug}
    found = coming_slots(access, clock.now()) if before is not None else []
    change = pillars_touched(before, after) if before is not None else PillarsTouched({}, {})
    address = reverse("planning:slot", kwargs={**at, "slot_id": 0}).removesuffix("0")

    def things(why: Mapping[str, str], *, briefed: bool) -> list[Thing]:
        return [
            _thing(slot, why, address)
            for slot in found
            if slot.pillar_key in why and slot.is_briefed == briefed
        ]

    aimed, briefs = things(change.going, briefed=False), things(change.going, briefed=True)
    told = things(change.changing, briefed=True)
    is_laid_out = before is not None and any(getattr(before, f) != getattr(after, f) for f in LAID_OUT_FROM)
    following = [slot for slot in found if is_laid_out and slot.may_follow]
    calendar = reverse("planning:calendar", kwargs=at)
    return [
        _touched(
            _("open slots of pillars that go"), _("open slot of a pillar that goes"), "slots", aimed, calendar
        ),
        _touched(
            _("briefs of pillars that go"), _("brief of a pillar that goes"), "briefs", briefs, calendar
        ),
        _touched(
            _("briefs of pillars that change"),
            _("brief of a pillar that changes"),
            "briefs-changed",
            told,
            calendar,
        ),
        Touched(
            _("open slots that can be laid out again"),
            len(following),
            reverse("planning:quarters", kwargs=at),
        ),
    ]


def _thing(slot: ComingSlot, why: Mapping[str, str], address: str) -> Thing:
    label = _("{what}, on {channel}").format(what=slot.brief or slot.pillar, channel=slot.channel)
    return Thing(slot.id, label, f"{address}{slot.id}", slot.at, why[slot.pillar_key or ""], slot.owner_id)


def _touched(label: str, one: str, group: str, things: list[Thing], href: str) -> Touched:
    hold = _("Take out of the calendar")
    return Touched(
        label, len(things), href, kind="slot", group=group, things=tuple(things), hold=hold, one=one
    )


@impact.carries("slot")
def carry_slot(
    version: StrategyVersion, slot_id: int, choice: Choice, pillar: Pillar | None, by: Actor
) -> None:
    """Point a slot at another pillar, or take it out of the calendar; it can be brought back."""
    access = access_of(by, version.workspace_id)
    slot = open_slots(access, clock.now()).filter(pk=slot_id).first()
    if slot is None:
        raise Refusal(_("This slot was filled, dropped or has passed in the meantime."))
    if choice is Choice.HOLD:
        slots.drop(slot, by=by)
    else:
        assert pillar is not None, "moving names a pillar"
        slots.point(slot, aim=_aim(access, version.strategy, pillar, slot), by=by)


def _aim(access: Access, strategy: Strategy, pillar: Pillar, slot: Slot) -> Aim:
    """Another pillar, with whom and what it serves: what the slot had where the pillar serves it too, else its first.

    Its format and its campaign stay.
    """
    item = strategy.pillar(pillar.key)
    assert item is not None, "a row that is not archived stands in the version in force"
    personas = {row.key: row for row in queries.personas(access).filter(key__in=item.personas)}
    goals = {row.key: row for row in queries.goals(access).filter(key__in=item.goals)}
    stages = {row.key: row for row in queries.funnel_stages(access).filter(key__in=item.funnel_stages)}
    return Aim(
        pillar,
        _chosen(slot.persona, item.personas, personas),
        _chosen(slot.goal, item.goals, goals),
        _chosen(slot.funnel_stage, item.funnel_stages, stages),
        slot.format,
        slot.campaign,
    )


def _chosen(now: ItemT | None, keys: Sequence[str], rows: Mapping[str, ItemT]) -> ItemT | None:
    return now if now is not None and now.key in rows else rows.get(keys[0]) if keys else None


@suggesting.finds("brief")
def brief_looked_at(access: Access, slot_id: int) -> About | None:
    """A slot with its brief that somebody looks at."""
    slot = of_slots(access).filter(pk=slot_id).select_related("channel", "pillar", "brief").first()
    if slot is None:
        return None
    brief = getattr(slot, "brief", None)
    what = (brief and brief.title) or (slot.pillar.label if slot.pillar else _("Open for the day"))
    label = _("Brief: {what}, {day} on {channel}").format(
        what=what, day=f"{slot.local:%-d %B}", channel=slot.channel.name
    )
    return About(label, brief.message if brief else "", f"slots/{slot.pk}", "pillars")


@suggesting.finds(QUARTER_LOOKED_AT)
def quarter_looked_at(access: Access, quarter_id: int) -> About | None:
    """A quarter with its plan that somebody looks at."""
    quarter = quarters(access).filter(pk=quarter_id).first()
    if quarter is None:
        return None
    plan = quarter.plan
    words = "\n".join([plan.carried, *(theme.name for theme in plan.themes)]).strip()
    label = _("The plan for {quarter}").format(quarter=quarter)
    return About(label, words, f"quarters/{quarter.pk}", "pillars")
