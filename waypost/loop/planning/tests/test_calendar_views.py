"""The calendar by day, list and channel, narrowed and coloured by what the strategy names, and across brands."""

from datetime import date, datetime, timedelta

import pytest

from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import HeldRole, Member, Workspace
from waypost.loop.planning.actions import blackouts, ideas, slots
from waypost.loop.planning.models import HolidayCalendar, Idea, Slot
from waypost.loop.planning.queries import free_days
from waypost.loop.planning.tests.factories import open_slot, opened_quarter, planned_campaign
from waypost.loop.strategy.models import FunnelStage, Goal, Persona

MONTH = "/tern/calendar?view=month&month=2026-10"
HX = {"HTTP_HX_REQUEST": "true"}


def words(response) -> str:
    return response.content.decode()


def crowd(world, count: int = 12) -> None:
    """Many slots on the fourteenth."""
    for minute in range(count):
        slots.add(
            world.workspace,
            channel=world.channel("gallery"),
            local=datetime(2026, 10, 14, 10, minute),
            by=world.actor("manager"),
        )


def test_a_day_is_shown_by_its_hours(world):
    opened_quarter(world)
    slot = open_slot(world)

    page = words(world.client("manager").get(f"/tern/calendar?view=day&day={slot.local_on}"))

    assert f"{slot.local_on:%A} {slot.local_on.day} October 2026" in page
    assert f'data-hour="{slot.local_time:%H}"' in page
    assert f"/tern/slots/{slot.pk}" in page
    assert "off plan" not in page


def test_a_list_shows_four_weeks(world):
    opened_quarter(world)

    page = words(world.client("viewer").get("/tern/calendar?view=list&day=2026-10-05"))

    assert "5 October – 1 November 2026" in page
    assert f"{Slot.objects.count()} of {Slot.objects.count()} slots" in page


def test_a_week_by_channel_has_a_row_for_each(world):
    opened_quarter(world)

    page = words(world.client("viewer").get("/tern/calendar?view=channels&day=2026-10-14"))

    for channel in world.channels:
        assert f"{channel.name.replace('&', '&amp;')}</h2>" in page
    assert page.count('class="lane"') == len(world.channels)


@pytest.mark.parametrize(("name", "model"), [("persona", Persona), ("goal", Goal), ("stage", FunnelStage)])
def test_what_the_strategy_names_narrows_the_calendar(world, name, model):
    opened_quarter(world)
    item = model.objects.filter(workspace=world.workspace)[0]
    field = {"stage": "funnel_stage"}.get(name, name)
    count = Slot.objects.filter(**{field: item}).count()

    page = words(world.client("viewer").get(f"{MONTH}&{name}={item.key}"))

    found = f"{count} of {count} slot" if count else "Nothing of that in view"
    assert found in page
    assert "Show everything" in page


def test_a_state_narrows_the_calendar(world):
    opened_quarter(world)

    assert "36 of 36 slots" in words(world.client("viewer").get(f"{MONTH}&state=open"))
    assert "Nothing of that in view" in words(world.client("viewer").get(f"{MONTH}&state=out"))


def test_colours_say_the_state_or_the_funnel_stage(world):
    opened_quarter(world)
    stage = FunnelStage.objects.filter(workspace=world.workspace)[0]

    by_state = words(world.client("viewer").get(f"{MONTH}&colour=state"))
    by_stage = words(world.client("viewer").get(f"{MONTH}&colour=stage"))

    assert 'class="slip is-open phase-open"' in by_state
    assert "Needs a person</li>" in by_state
    assert f">{stage.label}</li>" in by_stage
    assert 'class="slip is-open phase-open"' not in by_stage


def test_colours_by_campaign_leave_what_has_none_without(world):
    opened_quarter(world)

    page = words(world.client("viewer").get(f"{MONTH}&colour=campaign"))

    assert 'class="slip is-open"' in page
    assert 'class="slip is-open pillar-edge"' not in page


def test_a_solo_brand_meets_no_personas_goals_and_stages(world):
    opened_quarter(world)
    Workspace.objects.filter(pk=world.workspace.pk).update(size=Workspace.Size.SOLO)

    page = words(world.client("owner").get(MONTH))

    assert 'name="pillar"' in page
    assert 'name="persona"' not in page
    assert "Colours: funnel stages" not in page


def test_a_folded_day_comes_whole_when_it_is_asked(world):
    opened_quarter(world)
    crowd(world)
    there = Slot.objects.filter(local_on="2026-10-14").count()

    part = words(world.client("viewer").get("/tern/calendar/day?view=day&day=2026-10-14", **HX))
    plain = world.client("viewer").get("/tern/calendar/day?view=day&day=2026-10-14&colour=state")

    assert part.count("<li ") == there
    assert "<html" not in part
    assert plain.url == "/tern/calendar?view=day&day=2026-10-14&colour=state"


def test_a_day_that_was_opened_stays_whole(world):
    opened_quarter(world)
    crowd(world)

    page = words(world.client("viewer").get(f"{MONTH}&open=2026-10-14&open=soon"))

    assert "data-whole" in page
    assert 'id="day-2026-10-14"' in page
    assert "hx-get" not in page.split('id="day-2026-10-14"')[1].split("</li></ul>")[0]


def test_campaigns_holidays_and_days_off_lie_on_their_days(world):
    opened_quarter(world)
    planned_campaign(world)
    HolidayCalendar.objects.create(workspace=world.workspace, country="PT")
    off = datetime(2026, 10, 14).date()
    blackouts.add(
        world.workspace, starts_on=off, ends_on=off, reason="Boat <fair>", by=world.actor("manager")
    )

    page = words(world.client("viewer").get(MONTH))

    assert 'class="span"' in page
    assert ">Spring tides</a>" in page
    assert 'is-holiday">Republic Day' in page
    assert "Boat &lt;fair&gt;" in page


def test_free_days_know_the_reasons_of_days_off_and_the_names_of_holidays(world):
    HolidayCalendar.objects.create(workspace=world.workspace, country="PT")
    first, last = date(2026, 10, 5), date(2026, 10, 7)
    blackouts.add(
        world.workspace,
        starts_on=date(2026, 10, 6),
        ends_on=date(2026, 10, 9),
        reason="Boat fair",
        by=world.actor("owner"),
    )

    free = free_days(world.workspace, first, last)

    assert free.off == {date(2026, 10, 6): "Boat fair", date(2026, 10, 7): "Boat fair"}
    assert free.holidays == {date(2026, 10, 5): "Republic Day"}
    assert free_days(world.other, first, last) == ({}, {})


def test_ideas_come_to_the_foot_of_a_calendar_that_has_places_for_them(world):
    opened_quarter(world)
    ideas.capture(world.workspace, title="Fog over the jetty", by=world.actor("manager"))

    assert 'hx-get="/tern/calendar/ideas"' in words(world.client("manager").get(MONTH))
    assert "calendar/ideas" not in words(world.client("viewer").get(MONTH))
    assert "calendar/ideas" not in words(world.client("manager").get("/tern/calendar?month=2027-10"))
    assert "Fog over the jetty" in words(world.client("manager").get("/tern/calendar/ideas", **HX))


def test_an_idea_that_is_dropped_on_a_place_opens_its_brief_and_the_calendar_stays(world):
    opened_quarter(world)
    slot = open_slot(world)
    idea = ideas.capture(world.workspace, title="Fog over the jetty", by=world.actor("manager"))

    answer = world.client("manager").post(
        f"/tern/ideas/{idea.pk}/slot", {"slot": slot.pk, "back": "/tern/calendar?view=month"}
    )

    assert answer.url == "/tern/calendar?view=month"
    assert Idea.objects.get(pk=idea.pk).slot_id == slot.pk


def test_an_idea_goes_back_to_no_page_of_others(world):
    opened_quarter(world)
    slot = open_slot(world)
    idea = ideas.capture(world.workspace, title="Fog over the jetty", by=world.actor("manager"))

    answer = world.client("manager").post(
        f"/tern/ideas/{idea.pk}/slot", {"slot": slot.pk, "back": "https://elsewhere.example/"}
    )

    assert answer.url == f"/tern/slots/{slot.pk}"


def _works_for_both(world, role: str) -> None:
    member = Member.objects.create(workspace=world.other, person=world.person(role))
    HeldRole.objects.create(member=member, role=Role.VIEWER)


def test_all_ones_brands_stand_under_each_other(world):
    _works_for_both(world, "manager")

    page = words(world.client("manager").get("/tern/calendar/brands?day=2026-10-14"))

    assert "12 October" in page
    assert 'hx-get="/borg/calendar/week?day=2026-10-12"' in page
    assert "Borg Bakery" not in words(world.client("viewer").get("/tern/calendar/brands"))


def test_the_calendar_leads_to_all_brands_only_where_there_are_several(world):
    assert "All your brands" not in words(world.client("manager").get(MONTH))

    _works_for_both(world, "manager")

    assert "All your brands" in words(world.client("manager").get(MONTH))


def test_a_brands_week_is_a_row_that_leads_to_its_own_calendar(world):
    opened_quarter(world)
    crowd(world)
    client = world.client("viewer")

    row = words(client.get("/tern/calendar/week?day=2026-10-14", **HX))

    assert "<html" not in row
    assert 'href="/tern/calendar?view=day&amp;day=2026-10-14"' in row
    assert "need a post" in row
    assert "more" in row
    assert client.get("/tern/calendar/week?day=2026-10-14").url == "/tern/calendar?view=week&day=2026-10-14"
    assert world.client("neighbour").get("/tern/calendar/week", **HX).status_code == 404


@pytest.mark.parametrize("view", ["day", "list", "channels"])
def test_every_view_asks_the_database_at_most_fifteen_times(world, view, django_assert_max_num_queries):
    opened_quarter(world)
    planned_campaign(world)
    address = f"/tern/calendar?view={view}&day={world.workspace.today + timedelta(days=1)}&colour=stage"
    client = world.client("manager")
    client.get(address)

    with django_assert_max_num_queries(15):
        client.get(address)
