"""Other programs read the calendar at secret addresses: what a member may see, and no longer than they may."""

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from waypost.foundation.notices.actions.tasks import give
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import blackouts, subscriptions
from waypost.loop.planning.domain.quarter_plan import DayKind, KeyDay, QuarterPlan
from waypost.loop.planning.models import Slot, Subscription
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign
from waypost.toolkit.refusal import NotAllowed, Refusal


def read(world, **part: object) -> list[dict[str, str]]:
    _made, token = subscriptions.subscribe(world.workspace, by=world.actor("manager"), **part)
    return Calendar.from_ical(anonymous(token).content).walk("VEVENT")


def anonymous(token: str):
    return Client().get(f"/calendars/{token}.ics")


def test_slots_and_days_off_are_read_by_any_program(world):
    opened_quarter(world)
    slot = open_slot(world)
    off = slot.local_on + timedelta(days=1)
    blackouts.add(world.workspace, starts_on=off, ends_on=off, reason="Stocktaking", by=world.actor("owner"))

    events = read(world)

    [mine] = [event for event in events if event["UID"].startswith(f"slot-{slot.pk}@")]
    assert mine.decoded("DTSTART") == slot.at
    assert mine["URL"].startswith("http://testserver/tern/")
    [free] = [event for event in events if str(event["SUMMARY"]) == "Stocktaking"]
    assert (free.decoded("DTSTART"), free.decoded("DURATION")) == (off, timedelta(days=1))


def test_a_part_is_only_that_part(world):
    opened_quarter(world)
    channel = open_slot(world).channel

    events = read(world, channel=channel)

    assert events
    assert all(channel.name in str(event["DESCRIPTION"]) for event in events)


def test_a_campaign_is_its_days_and_what_belongs_to_it(world):
    opened_quarter(world)
    planned_campaign(world, name="Autumn prints")
    spring = planned_campaign(world)
    slot = open_slot(world)
    Slot.objects.filter(pk=slot.pk).update(campaign=spring)

    days, place = sorted(read(world, campaign=spring), key=lambda event: str(event["UID"]))

    assert str(days["SUMMARY"]) == "Campaign: Spring tides"
    assert (days.decoded("DTSTART"), days.decoded("DURATION")) == (spring.starts_on, timedelta(days=14))
    assert place.decoded("DTSTART") == slot.at


def test_campaigns_and_days_that_matter_stand_in_the_whole_calendar(world):
    quarter = opened_quarter(world)
    spring = planned_campaign(world)
    fair = KeyDay(
        "Print fair", quarter.ends_on - timedelta(days=1), quarter.ends_on, DayKind.LAUNCH, "Hall 2"
    )
    quarter.write(QuarterPlan(days=(fair,)))
    quarter.save()

    events = {str(event["SUMMARY"]): event for event in read(world)}

    assert events["Launch: Print fair"].decoded("DTSTART") == fair.on
    assert events["Launch: Print fair"].decoded("DURATION") == timedelta(days=2)
    assert str(events["Launch: Print fair"]["DESCRIPTION"]) == "Hall 2"
    assert f"/campaigns/{spring.pk}" in events["Campaign: Spring tides"]["URL"]


def test_what_somebody_is_responsible_for_is_their_tasks(world):
    give(
        world.workspace,
        person=world.person("manager"),
        what="Write about the tide",
        due_on=world.workspace.today,
        by=world.actor("owner"),
    )

    [event] = read(world, is_mine=True)

    assert str(event["SUMMARY"]) == "Write about the tide"
    assert event.decoded("DTSTART") == world.workspace.today


def test_who_has_left_shows_nothing_any_more(world):
    _made, token = subscriptions.subscribe(world.workspace, by=world.actor("manager"))
    assert anonymous(token).status_code == 200

    Member.objects.filter(person=world.person("manager"), workspace=world.workspace).delete()

    assert anonymous(token).status_code == 404


def test_an_address_that_was_let_go_is_gone(world):
    made, token = subscriptions.subscribe(world.workspace, by=world.actor("manager"))

    with pytest.raises(NotAllowed, match="somebody else"):
        subscriptions.let_go(made, by=world.actor("strategist"))
    subscriptions.let_go(made, by=world.actor("manager"))

    assert anonymous(token).status_code == 404


def test_the_address_itself_is_kept_nowhere(world):
    made, token = subscriptions.subscribe(world.workspace, by=world.actor("manager"))

    assert token not in str(Subscription.objects.filter(pk=made.pk).values().get())


def test_nobody_collects_addresses_without_end(world, monkeypatch):
    monkeypatch.setattr(subscriptions, "MOST", 1)
    subscriptions.subscribe(world.workspace, by=world.actor("manager"))

    with pytest.raises(Refusal, match="Revoke one first"):
        subscriptions.subscribe(world.workspace, by=world.actor("manager"))


def test_an_address_is_made_on_a_page_and_shown_once(world):
    client = world.client("viewer")

    page = client.post("/tern/calendar/subscriptions", {"part": ""}).content.decode()

    assert "/calendars/" in page
    again = client.get("/tern/calendar/subscriptions").content.decode()
    assert "/calendars/" not in again
    assert "never read yet" in again
    client.post(f"/tern/calendar/subscriptions/{Subscription.objects.get().pk}/removal")
    assert not Subscription.objects.exists()
