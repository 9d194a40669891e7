"""What the tests of later stages start from."""

from datetime import UTC, date, datetime, timedelta

from tests.world import World
from waypost.loop.planning.actions import campaigns, quarters
from waypost.loop.planning.actions.campaigns import Terms
from waypost.loop.planning.models import Campaign, Quarter, Slot
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

MORNING = datetime(2026, 10, 5, 6, tzinfo=UTC)
"""Monday, 7:00 in Lisbon: what tests of a plan call now."""


def opened_quarter(world: World, *, starts_on: date | None = None, ends_on: date | None = None) -> Quarter:
    """Four weeks from today's Monday of Tern & Tide with their slots; accepts the strategy where none is current."""
    if current_version(world.workspace.pk) is None:
        accepted_strategy(world)
    first_on = starts_on or clock.start_of_week(world.workspace.today)
    last_on = ends_on or first_on + timedelta(days=27)
    return quarters.open(world.workspace, starts_on=first_on, ends_on=last_on, by=world.actor("manager"))


def open_slot(world: World) -> Slot:
    """The first slot from tomorrow on that waits for a post and has a pillar: its day lies ahead at every hour."""
    tomorrow = clock.now() + timedelta(days=1)
    slots = Slot.objects.filter(workspace=world.workspace, taken_at=None, dropped_at=None, at__gt=tomorrow)
    return slots.exclude(pillar=None).select_related("workspace", "channel", "pillar").order_by("at")[0]


def terms(world: World, **changed: object) -> Terms:
    """The terms of a campaign of the next two weeks."""
    today = world.workspace.today
    said = {"name": "Spring tides", "starts_on": today, "ends_on": today + timedelta(days=13)}
    return Terms(**{**said, **changed})  # type: ignore[arg-type]


def planned_campaign(world: World, **changed: object) -> Campaign:
    """A campaign of the next two weeks, as a draft."""
    return campaigns.plan(world.workspace, terms=terms(world, **changed), by=world.actor("owner"))


def running_campaign(world: World, **changed: object) -> Campaign:
    """A campaign of the next two weeks that runs."""
    return campaigns.start(planned_campaign(world, **changed), by=world.actor("owner"))
