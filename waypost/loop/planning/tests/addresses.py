from typing import Any

from tests.addresses import Personal
from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.planning.actions import blackouts, feeds, ideas, subscriptions
from waypost.loop.planning.tests.factories import (
    asked_review,
    drafted_quarter,
    noted_absence,
    open_slot,
    opened_quarter,
    planned_campaign,
    ready_layout,
)


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


def _feed(world: World) -> dict[str, Any]:
    address = "https://harbour.example/feed"
    return {
        "feed_id": feeds.add(world.workspace, name="Harbour", address=address, by=world.actor("owner")).pk
    }


def _campaign(world: World) -> dict[str, Any]:
    return {"campaign_id": planned_campaign(world).pk}


def _draft(world: World) -> dict[str, Any]:
    return {"quarter_id": drafted_quarter(world).pk}


def _review(world: World) -> dict[str, Any]:
    return {"review_id": asked_review(world, by=Actor.system("a test")).pk}


def _absence(world: World) -> dict[str, Any]:
    return {"absence_id": noted_absence(world).pk}


def _subscription(world: World) -> dict[str, Any]:
    return {"subscription_id": subscriptions.subscribe(world.workspace, by=world.actor("owner"))[0].pk}


def _secret(world: World) -> dict[str, Any]:
    return {"token": subscriptions.subscribe(world.workspace, by=world.actor("owner"))[1]}


def _layout(world: World) -> dict[str, Any]:
    return {"layout_id": ready_layout(world).pk}


ADDRESSES = {
    "planning:subscription_removal": Personal("owner", _subscription),
    "calendars:calendar": _secret,
    "planning:planner": _quarter,
    "planning:planner_progress": _layout,
    "planning:layout_stopping": _layout,
    "planning:layout_going_on": _layout,
    "planning:layout_taking": _layout,
    "planning:layout_removal": _layout,
    "planning:quarter_plan": _draft,
    "planning:quarter_goals": _quarter,
    "planning:quarter_pdf": _quarter,
    "planning:quarter_opening": _draft,
    "planning:quarter_removal": _draft,
    "planning:quarter_review": _draft,
    "planning:quarter_review_approval": _review,
    "planning:quarter_review_return": _review,
    "planning:quarter_review_withdrawal": _review,
    "planning:absence_removal": _absence,
    "planning:campaign": _campaign,
    "planning:campaign_terms": _campaign,
    "planning:campaign_start": _campaign,
    "planning:campaign_end": _campaign,
    "planning:slot": _slot,
    "planning:slot_move": _slot,
    "planning:slot_removal": _slot,
    "planning:slot_return": _slot,
    "planning:brief_return": _slot,
    "planning:quarter": _quarter,
    "planning:quarter_layout": _quarter,
    "planning:quarter_closing": _quarter,
    "planning:days_off_removal": _days_off,
    "planning:idea_archive": _idea,
    "planning:idea_keep": _idea,
    "planning:idea_return": _idea,
    "planning:feed_removal": _feed,
    "planning:idea_slot": _idea,
}
PUBLIC = {"calendars:calendar": "a calendar program reads it, by an address that a member made for it"}
TELLING = {"calendars:calendar": "it is the brand's own plan, for whom a member gave the address to"}
