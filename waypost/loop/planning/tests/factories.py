"""What the tests of later stages start from."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import campaigns, capacity, planner, quarter_reviews, quarters
from waypost.loop.planning.actions.campaigns import Terms
from waypost.loop.planning.domain.planner import A_POST, Answer, record_of
from waypost.loop.planning.models import Absence, Campaign, Layout, Quarter, QuarterReview, Slot
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


def drafted_quarter(world: World, **changed: date) -> Quarter:
    """Four weeks from today's Monday of Tern & Tide as a draft; accepts the strategy where none is current."""
    if current_version(world.workspace.pk) is None:
        accepted_strategy(world)
    first_on = clock.start_of_week(world.workspace.today)
    days = {"starts_on": first_on, "ends_on": first_on + timedelta(days=27), **changed}
    return quarters.draft(world.workspace, **days, by=world.actor("manager"))


def asked_review(world: World, by: Actor | None = None) -> QuarterReview:
    """The strategist is asked, by the manager unless `by` is said, to look at a drafted quarter."""
    reviewer = member_of(world, "strategist")
    return quarter_reviews.ask(drafted_quarter(world), reviewer=reviewer, by=by or world.actor("manager"))


def member_of(world: World, role: str) -> Member:
    return Member.objects.select_related("person").get(workspace=world.workspace, person=world.person(role))


def noted_absence(world: World) -> Absence:
    """A week in which somebody is away."""
    today = world.workspace.today
    member = Member.objects.filter(workspace=world.workspace).order_by("pk")[0]
    days = {"starts_on": today, "ends_on": today + timedelta(days=6)}
    return capacity.go_away(world.workspace, member=member, **days, by=world.actor("owner"))


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


def asked_layout(world: World) -> Layout:
    """A plan of an opened quarter that the planner was asked for and has not begun."""
    return planner.ask(opened_quarter(world), by=world.actor("owner"))


def stopped_layout(world: World) -> Layout:
    """A plan that somebody stopped."""
    return planner.stop(asked_layout(world), by=world.actor("owner"))


def ready_layout(world: World) -> Layout:
    """A plan that is there to be taken: the slots that stand, each in another format."""
    layout = asked_layout(world)
    slots = tuple(replace(slot, format="poster") for slot in layout.asks.before)
    assert planner.begin_next() == layout
    most = A_POST * len(slots)
    planner.end(layout, answer=record_of(Answer(slots, worth=most * 99 // 100, bound=most)))
    layout.refresh_from_db()
    return layout
