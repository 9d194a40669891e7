from datetime import timedelta

import pytest

from waypost.loop.planning.actions import blackouts, quarters
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Blackout, Quarter, Slot
from waypost.loop.planning.tests.factories import opened_quarter
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

DATES = {"starts_on": "2026-10-05", "ends_on": "2026-11-01"}
NO_RUNS = {"off-TOTAL_FORMS": "3", "off-INITIAL_FORMS": "0"}


def words(response) -> str:
    return response.content.decode()


def test_the_form_proposes_the_rest_of_this_quarter_with_its_counts(world):
    accepted_strategy(world)

    page = words(world.client("strategist").get("/tern/quarters/new"))

    assert 'value="2026-10-05"' in page
    assert 'value="2026-12-31"' in page
    assert "Slots by channel" in page
    assert "Open with 113 slots" in page


def test_a_preview_counts_and_writes_nothing(world):
    accepted_strategy(world)
    off = {"off-0-starts_on": "2026-10-12", "off-0-ends_on": "2026-10-18"}

    page = words(
        world.client("manager").post("/tern/quarters/new", {**DATES, **NO_RUNS, **off, "preview": "1"})
    )

    assert "Open with 36 slots" in page
    assert "7 days off stay free." in page
    assert not Quarter.objects.exists()


def test_what_is_kept_for_evergreen_posts_is_counted_and_asks_for_no_brief(world):
    strategy = tern_and_tide()
    roles = tuple(role.model_copy(update={"evergreen_share": 0.25}) for role in strategy.channel_roles)
    accepted_strategy(world, strategy.model_copy(update={"channel_roles": roles}))
    client = world.client("manager")

    answer = client.post("/tern/quarters/new", {**DATES, **NO_RUNS})

    kept = Slot.objects.filter(format=EVERGREEN)
    assert kept.count() == 7
    assert '<th scope="col" class="numeric">Evergreen</th>' in words(client.get(answer.url))
    first = kept.order_by("at")[0]
    assert f"/tern/slots/{first.pk}" not in words(client.get("/tern/briefs?from=2026-10-05"))
    slot = words(client.get(f"/tern/slots/{first.pk}"))
    assert "kept for an evergreen post" in slot
    assert "has rested for" in slot


def test_opening_goes_to_the_quarter_with_its_slots(world):
    accepted_strategy(world)
    off = {"off-0-starts_on": "2026-10-12", "off-0-reason": "Fair"}
    client = world.client("manager")

    answer = client.post("/tern/quarters/new", {**DATES, **NO_RUNS, **off})
    page = words(client.get(answer.url))

    assert Slot.objects.count() == 36
    assert Blackout.objects.get().days[0].isoformat() == "2026-10-12"
    assert "36 of 36 slots still need a post." in page
    assert "Tern &amp; Tide Gallery" in page


def test_dates_of_an_open_quarter_are_refused_with_a_word(world):
    opened_quarter(world)

    page = words(world.client("manager").post("/tern/quarters/new", {**DATES, **NO_RUNS}))

    assert "Start after it, or close it first." in page


def test_days_off_that_run_backwards_are_shown_again(world):
    accepted_strategy(world)
    off = {"off-0-starts_on": "2026-10-18", "off-0-ends_on": "2026-10-12"}

    page = words(world.client("manager").post("/tern/quarters/new", {**DATES, **NO_RUNS, **off}))

    assert "The last day comes before the first." in page
    assert not Quarter.objects.exists()


def test_without_a_strategy_the_pages_teach(world):
    client = world.client("manager")

    assert "Strategy first" in words(client.get("/tern/quarters"))
    assert "Strategy first" in words(client.get("/tern/quarters/new"))


def test_the_list_shows_what_was_opened(world):
    opened_quarter(world)

    page = words(world.client("viewer").get("/tern/quarters"))

    assert "5 Oct 2026 – 1 Nov 2026" in page
    assert "Open a quarter" not in page


def test_a_quarter_that_is_over_is_past(world):
    quarter = opened_quarter(world)
    assert "Open" in words(world.client("viewer").get("/tern/quarters"))

    with clock.frozen_at(clock.now() + (quarter.ends_on - world.workspace.today) + timedelta(days=2)):
        page = words(world.client("viewer").get("/tern/quarters"))

    assert "Past" in page
    assert ">Open<" not in page
    assert "Nothing is open: the last period is over" in page
    assert "1 period that is over" in page


def test_a_role_whose_channel_is_not_connected_is_named(world):
    world.channel("harbour").delete()
    accepted_strategy(world)

    assert "Not connected yet" in words(world.client("manager").get("/tern/quarters/new"))


def test_a_new_version_is_announced_and_laid_out_by_a_person(world):
    quarter = opened_quarter(world)
    accepted_strategy(world)
    client = world.client("manager")

    before = words(client.get(f"/tern/quarters/{quarter.pk}"))
    client.post(f"/tern/quarters/{quarter.pk}/layout")
    after = words(client.get(f"/tern/quarters/{quarter.pk}"))

    assert "The strategy has moved on" in before
    assert "The strategy has moved on" not in after


def test_a_quarter_is_closed_by_its_button(world):
    quarter = opened_quarter(world)

    world.client("manager").post(f"/tern/quarters/{quarter.pk}/closing")

    assert not Quarter.objects.get().is_open


def test_four_weeks_roll_on_from_a_button(world):
    accepted_strategy(world)

    answer = world.client("owner").post("/tern/quarters/rolling")

    assert answer.url == "/tern/calendar"
    assert Quarter.objects.get().kind == "rolling"


def test_days_off_are_added_and_given_back(world):
    opened_quarter(world)
    client = world.client("manager")

    client.post("/tern/days-off", {"starts_on": "2026-10-14", "reason": "Fair"})
    page = words(client.get("/tern/days-off"))
    client.post(f"/tern/days-off/{Blackout.objects.get().pk}/removal")

    assert "Fair" in page
    assert "Remove these days off" in page
    assert not Blackout.objects.exists()


def test_days_off_need_a_first_day(world):
    page = words(world.client("manager").post("/tern/days-off", {"reason": "Fair"}))

    assert "Say on which day they begin." in page


@pytest.mark.parametrize("tail", ["quarters/new", "quarters/rolling", "days-off"])
def test_those_who_do_not_plan_may_not_open_or_take_days_off(world, tail):
    assert world.client("contributor").post(f"/tern/{tail}", DATES).status_code == 403
    assert world.client("outsider").post(f"/tern/{tail}", DATES).status_code == 404


def test_anothers_quarter_and_days_off_are_not_found(world):
    quarter = opened_quarter(world)
    day = quarter.starts_on
    blackout = blackouts.add(world.workspace, starts_on=day, ends_on=day, by=world.actor("manager"))
    client = world.client("neighbour")

    assert client.get(f"/borg/quarters/{quarter.pk}").status_code == 404
    assert client.post(f"/borg/quarters/{quarter.pk}/layout").status_code == 404
    assert client.post(f"/borg/quarters/{quarter.pk}/closing").status_code == 404
    assert client.post(f"/borg/days-off/{blackout.pk}/removal").status_code == 404


def test_pages_of_quarters_ask_the_database_at_most_fifteen_times(world, django_assert_max_num_queries):
    quarter = opened_quarter(world)
    quarters.lay_out(quarter, by=world.actor("manager"))
    client = world.client("manager")

    for address in ("/tern/quarters", f"/tern/quarters/{quarter.pk}", "/tern/days-off"):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)


@pytest.mark.parametrize("hours", [0, 9, 14])
def test_what_is_promised_in_the_middle_of_a_day_is_what_is_made(world, hours):
    accepted_strategy(world)
    client = world.client("manager")

    with clock.frozen_at(clock.now() + timedelta(hours=hours)):
        dates = {"starts_on": world.workspace.today.isoformat(), "ends_on": DATES["ends_on"]}
        page = words(client.post("/tern/quarters/new", {**dates, **NO_RUNS, "preview": "1"}))
        client.post("/tern/quarters/new", {**dates, **NO_RUNS})

    assert f"Open with {Slot.objects.count()} slots" in page
