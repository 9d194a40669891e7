"""The pages of campaigns, and campaigns on the calendar."""

from datetime import timedelta

import pytest
from django.urls import reverse

from waypost.loop.planning.actions import campaigns, slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Campaign
from waypost.loop.planning.tests.factories import (
    open_slot,
    opened_quarter,
    planned_campaign,
    running_campaign,
)
from waypost.loop.strategy.models import Goal


def at(name: str, **kwargs: object) -> str:
    return reverse(f"planning:{name}", kwargs={"workspace": "tern", **kwargs})


def seen(world, address: str, role: str = "manager") -> str:
    return world.client(role).get(address).content.decode()


def said(world, **changed: object) -> dict[str, object]:
    today = world.workspace.today
    asked = {"name": "Spring tides", "starts_on": today, "ends_on": today + timedelta(days=13)}
    return {**asked, "message": "The tide decides.", **changed}


def test_a_page_without_campaigns_teaches_what_one_is(world):
    assert "Plan a campaign" in seen(world, at("campaigns"))
    assert "when a strategist, manager or marketer plans one" in seen(world, at("campaigns"), "viewer")


def test_a_campaign_is_planned_and_let_run_from_its_pages(world):
    client = world.client("marketer")

    page = client.post(at("campaign_new"), said(world), follow=True).content.decode()
    campaign = Campaign.objects.get()
    assert "The tide decides." in page
    assert "Let it run" in page
    page = client.post(at("campaign_start", campaign_id=campaign.pk), follow=True).content.decode()

    assert "13 days are left after today." in page
    assert "Spring tides" in seen(world, at("campaigns"))
    assert "Spring tides" in seen(world, at("quarters"))


def test_a_wrong_last_day_is_said_at_its_field_and_nothing_is_planned(world):
    answer = world.client("manager").post(at("campaign_new"), said(world, ends_on="2020-01-01"))

    assert answer.status_code == 422
    assert "These days are over" in answer.content.decode()
    assert not Campaign.objects.exists()


def test_the_terms_come_back_to_be_changed(world):
    campaign = planned_campaign(world, message="The tide decides.", hue=5)
    address = at("campaign_terms", campaign_id=campaign.pk)

    assert "The tide decides." in seen(world, address)
    world.client("manager").post(address, said(world, name="Autumn tides", hue=5, key="autumn"))

    campaign.refresh_from_db()
    assert (campaign.name, campaign.key, campaign.hue) == ("Autumn tides", "autumn", 5)


def test_a_campaigns_page_says_how_its_goal_stands(world):
    opened_quarter(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    campaign = running_campaign(world, goal=goal)

    page = seen(world, at("campaign", campaign_id=campaign.pk))

    assert "The goal that it serves" in page
    assert goal.label in page


def test_a_goal_that_left_the_strategy_says_so(world):
    opened_quarter(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    campaign = planned_campaign(world, goal=goal)
    Goal.objects.filter(pk=goal.pk).update(key="another-time")

    assert "does not name this goal any more" in seen(world, at("campaign", campaign_id=campaign.pk))


def test_its_slots_that_need_a_post_are_counted_on_its_page_and_fly_its_flag_in_the_calendar(world):
    opened_quarter(world)
    slot, campaign = open_slot(world), running_campaign(world)
    slots.point(slot, aim=Aim(pillar=slot.pillar, campaign=campaign), by=world.actor("manager"))
    week = f"{at('calendar')}?view=week&day={slot.local_on}"

    page = seen(world, at("campaign", campaign_id=campaign.pk))
    calendar = seen(world, week)
    only = seen(world, f"{week}&campaign={campaign.pk}")

    assert "1 of 1 slot still needs a post." in page
    assert "Spring tides" in seen(world, at("slot", slot_id=slot.pk))
    assert calendar.count('class="campaign slip-flag"') == 1
    assert only.count('class="slip is-open') == 1 < calendar.count('class="slip is-open')
    assert "Campaigns in view" in calendar
    assert f'<option value="{campaign.pk}" selected>' in only
    assert "off plan" not in only


def test_a_campaign_that_is_chosen_stays_to_be_seen_in_weeks_that_it_does_not_touch(world):
    campaign = running_campaign(world)
    far = campaign.ends_on + timedelta(days=200)

    page = seen(world, f"{at('calendar')}?view=month&month={far:%Y-%m}&campaign={campaign.pk}")

    assert f'<option value="{campaign.pk}" selected>' in page


def test_an_ended_campaign_is_offered_to_slots_no_more_but_kept_where_it_is(world):
    opened_quarter(world)
    slot, campaign = open_slot(world), running_campaign(world)
    slots.point(slot, aim=Aim(pillar=slot.pillar, campaign=campaign), by=world.actor("manager"))
    campaigns.end(campaign, by=world.actor("manager"))
    option = ">Spring tides</option>"

    assert option not in seen(world, at("slot_new"))
    assert option in seen(world, at("slot", slot_id=slot.pk))
    assert "Let it run on" in seen(world, at("campaign", campaign_id=campaign.pk))


@pytest.mark.parametrize("name", ["campaigns", "quarters", "calendar"])
def test_the_pages_ask_few_questions(world, name, django_assert_max_num_queries):
    opened_quarter(world)
    for number in range(6):
        running_campaign(world, name=f"Tide {number}")
    client = world.client("manager")
    client.get(at(name))

    with django_assert_max_num_queries(15):
        client.get(at(name))


def test_the_page_of_one_asks_few_questions(world, django_assert_max_num_queries):
    opened_quarter(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    campaign = running_campaign(world, goal=goal)
    slot = open_slot(world)
    slots.point(slot, aim=Aim(pillar=slot.pillar, campaign=campaign), by=world.actor("manager"))
    client = world.client("manager")
    client.get(at("campaign", campaign_id=campaign.pk))

    with django_assert_max_num_queries(15):
        client.get(at("campaign", campaign_id=campaign.pk))
