from typing import Any

from tests.world import World
from waypost.loop.planning.actions import blackouts, ideas
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign


def _slot(world: World) -> dict[str, Any]:
    opened_quarter(world)
    return {"slot_id": open_slot(world).pk}


def _quarter(world: World) -> dict[str, Any]:
    return {"quarter_id": opened_quarter(world).pk}


def _days_off(world: World) -> dict[str, Any]:
    today = world.workspace.today
    days = blackouts.add(world.workspace, starts_on=today, ends_on=today, by=world.actor("owner"))
    return {"blackout_id": days.pk}


def _idea(world: World) -> dict[str, Any]:
    return {"idea_id": ideas.capture(world.workspace, title="Fog over the jetty", by=world.actor("owner")).pk}


def _campaign(world: World) -> dict[str, Any]:
    return {"campaign_id": planned_campaign(world).pk}


ADDRESSES = {
    "planning:campaign": _campaign,
    "planning:campaign_terms": _campaign,
    "planning:campaign_start": _campaign,
    "planning:campaign_end": _campaign,
    "planning:slot": _slot,
    "planning:slot_move": _slot,
    "planning:slot_removal": _slot,
    "planning:slot_return": _slot,
    "planning:quarter": _quarter,
    "planning:quarter_layout": _quarter,
    "planning:quarter_closing": _quarter,
    "planning:days_off_removal": _days_off,
    "planning:idea_archive": _idea,
    "planning:idea_slot": _idea,
}
