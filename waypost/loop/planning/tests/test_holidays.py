from datetime import date

import pytest

from waypost.loop.planning import queries
from waypost.loop.planning.actions import holidays
from waypost.loop.planning.models import Blackout, HolidayCalendar, Slot
from waypost.loop.planning.tests.factories import opened_quarter
from waypost.toolkit.refusal import NotAllowed, Refusal

REPUBLIC_DAY, ALL_SAINTS = date(2026, 10, 5), date(2026, 11, 1)


def chosen(world, country="PT", region=""):
    return holidays.choose(world.workspace, country=country, region=region, by=world.actor("manager"))


def test_the_holidays_of_the_chosen_country_are_known(world):
    assert queries.holidays(world.workspace, REPUBLIC_DAY, ALL_SAINTS) == {}

    chosen(world)

    assert list(queries.holidays(world.workspace, REPUBLIC_DAY, ALL_SAINTS)) == [REPUBLIC_DAY, ALL_SAINTS]


def test_another_country_takes_its_place_and_none_hides_them(world):
    chosen(world)
    chosen(world, "DE", "BY")
    assert str(HolidayCalendar.objects.get()) == "DE BY"

    chosen(world, "")

    assert not HolidayCalendar.objects.exists()


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("PT", "ZZ")])
def test_what_is_not_known_is_refused(world, country, region):
    with pytest.raises(Refusal):
        chosen(world, country, region)


def test_those_who_do_not_plan_may_not_choose(world):
    with pytest.raises(NotAllowed):
        holidays.choose(world.workspace, country="PT", by=world.actor("contributor"))


def test_one_click_makes_a_holiday_a_day_off_and_slots_go_around_it(world):
    opened_quarter(world)
    chosen(world)
    client = world.client("manager")

    page = client.get("/tern/days-off").content.decode()
    client.post("/tern/days-off/holidays/off", {"on": ALL_SAINTS.isoformat()})
    after = client.get("/tern/days-off").content.decode()

    assert "Keep it free: All Saints' Day".replace("'", "&#x27;") in page
    assert Blackout.objects.get().reason == "All Saints' Day"
    assert not Slot.objects.filter(local_on=ALL_SAINTS).exists()
    assert "Day off" in after


@pytest.mark.parametrize("on", ["2026-10-06", "", "soon"])
def test_a_day_that_is_no_holiday_is_not_made_one(world, on):
    chosen(world)

    world.client("manager").post("/tern/days-off/holidays/off", {"on": on})

    assert not Blackout.objects.exists()


def test_the_country_is_chosen_on_the_page_and_a_region_of_the_one_before_goes(world):
    chosen(world, "DE", "BY")

    page = world.client("manager").get("/tern/days-off").content.decode()
    world.client("manager").post("/tern/days-off/holidays", {"country": "PT", "region": "BY"})

    assert "Bayern" in page
    assert str(HolidayCalendar.objects.get()) == "PT"


def test_a_viewer_reads_them_and_is_offered_nothing(world):
    chosen(world)

    page = world.client("viewer").get("/tern/days-off").content.decode()

    assert "Republic Day" in page
    assert "Keep it free" not in page
    assert "Show these holidays" not in page
