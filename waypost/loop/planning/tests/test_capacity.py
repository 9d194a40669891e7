from datetime import timedelta

import pytest

from waypost.foundation.channels.models import ChannelAccess
from waypost.foundation.journal.models import Entry
from waypost.loop.planning import queries
from waypost.loop.planning.actions import capacity
from waypost.loop.planning.domain.capacity import Unit
from waypost.loop.planning.models import Absence, Hands
from waypost.loop.planning.tests.factories import member_of, noted_absence, opened_quarter
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit.refusal import NotAllowed, Refusal


def described(world, minutes=360, **changed):
    said = {"unit": Unit.HOURS, "hands": {member_of(world, "manager"): minutes}, "efforts": {"image": 60}}
    return capacity.describe(world.workspace, **{**said, **changed}, by=world.actor("manager"))


def known(world):
    today = world.workspace.today
    return queries.capacity(world.workspace.pk, today, today + timedelta(days=6))


def test_what_is_said_is_what_plans_are_held_against(world):
    described(world)

    found = known(world)

    assert [(who.name, who.amount) for who in found.hands] == [("Mateus Ribeiro", 360)]
    assert (found.effort("image"), found.effort("text")) == (60, 45)


def test_saying_it_again_takes_the_place_of_what_was_said(world):
    described(world)
    described(world, hands={member_of(world, "contributor"): 5}, unit=Unit.POSTS)

    assert [who.name for who in known(world).hands] == ["Cato Lind"]
    assert known(world).unit is Unit.POSTS


def test_without_anybody_nothing_is_known(world):
    described(world, minutes=0)

    assert not known(world).is_known
    assert not Hands.objects.exists()


def test_a_limited_member_has_hands_for_their_channels_only(world):
    member = member_of(world, "manager")
    member.limited = True
    member.save()
    ChannelAccess.objects.create(member=member, channel=world.channel("harbour"))
    described(world)

    assert known(world).hands[0].channels == {"harbour"}


def test_days_away_are_taken_from_the_week(world):
    described(world)
    today = world.workspace.today
    capacity.go_away(
        world.workspace,
        member=member_of(world, "manager"),
        starts_on=today,
        ends_on=today,
        by=world.actor("owner"),
    )

    assert known(world).hands[0].away == {today}


def test_an_absence_is_taken_back(world):
    capacity.come_back(noted_absence(world), by=world.actor("manager"))

    assert not Absence.objects.exists()
    assert Entry.objects.filter(verb="absence.taken_back").exists()


@pytest.mark.parametrize(
    "wrong", [{"efforts": {"image": 0}}, {"usual": 0}, {"efforts": {"image": 99_999}}], ids=str
)
def test_numbers_that_make_no_sense_are_refused(world, wrong):
    with pytest.raises(Refusal):
        described(world, **wrong)


def test_nobody_has_more_than_a_week(world):
    with pytest.raises(Refusal):
        described(world, minutes=7 * 24 * 60 + 1)


def test_people_of_another_brand_have_no_hands_here(world):
    theirs = world.across()

    with pytest.raises(Refusal):
        described(world, hands={member_of(theirs, "owner"): 60})


@pytest.mark.parametrize("role", ["contributor", "viewer", "outsider"])
def test_those_who_do_not_plan_may_not_say_it(world, role):
    with pytest.raises(NotAllowed):
        capacity.describe(world.workspace, unit=Unit.HOURS, hands={}, by=world.actor(role))


def test_the_page_asks_for_people_and_for_the_formats_of_the_strategy(world):
    accepted_strategy(world)
    member = member_of(world, "manager")
    client = world.client("strategist")

    page = client.get("/tern/capacity").content.decode()
    answer = client.post(
        "/tern/capacity", {"unit": "hours", "usual": "30", f"amount_{member.pk}": "2.5", "effort_0": "90"}
    )

    assert "Mateus Ribeiro" in page
    assert "Carousel" in page
    assert "Viggo Dahl" not in page
    assert answer.status_code == 302
    assert Hands.objects.get().amount == 150
    assert queries.working_week(world.workspace.pk).usual == 30


def test_a_week_of_more_hours_than_there_are_is_shown_again(world):
    member = member_of(world, "manager")

    answer = world.client("manager").post(
        "/tern/capacity", {"unit": "hours", "usual": "30", f"amount_{member.pk}": "200"}
    )

    assert answer.status_code == 422
    assert "A week has 168 hours." in answer.content.decode()


def test_an_absence_is_noted_and_taken_back_on_the_page(world):
    member, today = member_of(world, "contributor"), world.workspace.today
    client = world.client("manager")

    client.post("/tern/capacity/absences", {"member": member.pk, "starts_on": today.isoformat()})
    page = client.get("/tern/capacity").content.decode()
    client.post(f"/tern/capacity/absences/{Absence.objects.get().pk}/removal")

    assert "They are there after all" in page
    assert not Absence.objects.exists()


def test_a_quarter_says_which_weeks_ask_for_more_than_there_is(world):
    quarter = opened_quarter(world)
    described(world, minutes=60)

    page = world.client("viewer").get(f"/tern/quarters/{quarter.pk}").content.decode()

    assert "4 of 4 weeks ask for more than there is." in page
    assert "Mateus Ribeiro has 1 hour." in page


def test_a_quarter_that_fits_says_so(world):
    quarter = opened_quarter(world)
    described(world, minutes=60 * 60)

    page = world.client("viewer").get(f"/tern/quarters/{quarter.pk}").content.decode()

    assert "Every week fits." in page
    assert "Too much" not in page


def test_before_opening_it_is_said_as_well(world):
    accepted_strategy(world)
    described(world, minutes=60)

    assert (
        "weeks ask for more than there is."
        in world.client("manager").get("/tern/quarters/new").content.decode()
    )
