"""What planning shows elsewhere: slots that wait for a post on the calendar, and what a new strategy means for them."""

from datetime import datetime

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import moment
from waypost.loop.planning import sources
from waypost.loop.planning.domain.calendar import CalendarItem, ChannelMark, Filters, Period, flag
from waypost.loop.planning.models import Quarter
from waypost.loop.planning.queries import WaitingSlot, open_slots, waiting_between
from waypost.loop.strategy import impact
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Touched
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse


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
        title=slot.brief or slot.pillar or _("Open for the day"),
        href=address.page(slot.id),
        state=_("Left empty") if is_past else _("Needs a post"),
        shape="cross" if is_past else "ring",
        hue=slot.hue,
        pillar=slot.pillar or "",
        channels=(ChannelMark(slot.channel_id, slot.channel, slot.network),),
        move_url=address.time(slot.id),
        is_open=True,
        campaign=flag(slot.campaign, slot.campaign_hue),
    )


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
    """The slots still to come whose pillar a new version leaves out, and those that can follow it."""
    stays = {pillar.key for pillar in after.pillars} | {pillar.was for pillar in after.pillars}
    coming = open_slots(access, clock.now()).values_list("pillar__key", "kept_at", "quarter__state")
    slots = list(coming) if before is not None else []
    leaving = sum(pillar is not None and pillar not in stays for pillar, _kept, _state in slots)
    following = sum(kept is None and state == Quarter.State.OPEN for _pillar, kept, state in slots)
    at = {"workspace": workspace.slug}
    return [
        Touched(_("open slots of pillars that go"), leaving, reverse("planning:calendar", kwargs=at)),
        Touched(
            _("open slots that can be laid out again"), following, reverse("planning:quarters", kwargs=at)
        ),
    ]
