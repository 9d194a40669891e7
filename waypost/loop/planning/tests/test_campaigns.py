"""A campaign is planned, runs, and ends; and what belongs to it."""

from datetime import datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from waypost.foundation.journal.models import Entry
from waypost.loop.planning import tasks
from waypost.loop.planning.actions import briefs, campaigns, slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Campaign, Slot
from waypost.loop.planning.tests.factories import (
    open_slot,
    opened_quarter,
    planned_campaign,
    running_campaign,
    terms,
)
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_a_campaign_begins_as_a_draft_with_a_key_and_a_colour_of_its_own(world):
    first, second = planned_campaign(world), planned_campaign(world)

    assert (first.state, first.key, first.hue) == (Campaign.State.DRAFT, "spring-tides", 1)
    assert (second.key, second.hue) == ("spring-tides-2", 2)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"days": -1}, "ends_on"),
        ({"days": 400}, "ends_on"),
        ({"hue": 9}, "hue"),
        ({"key": "spring-tides"}, "key"),
    ],
)
def test_terms_that_make_no_sense_are_refused_at_their_field(world, changed, field):
    planned_campaign(world)
    days = changed.pop("days", None)
    said = changed if days is None else {"ends_on": world.workspace.today + timedelta(days=days)}

    with pytest.raises(Refusal) as refusal:
        planned_campaign(world, **said)

    assert list(refusal.value.fields) == [field]
    assert Campaign.objects.count() == 1


def test_a_campaign_of_days_that_are_over_is_not_planned(world):
    past = world.workspace.today - timedelta(days=3)

    with pytest.raises(Refusal, match="These days are over"):
        planned_campaign(world, starts_on=past - timedelta(days=3), ends_on=past)


def test_a_campaign_keeps_its_key_when_its_name_changes(world):
    campaign = planned_campaign(world)

    campaigns.change(campaign, terms=terms(world, name="Autumn tides"), by=world.actor("marketer"))

    campaign.refresh_from_db()
    assert (campaign.name, campaign.key, campaign.hue) == ("Autumn tides", "spring-tides", 1)


def test_a_campaign_runs_ends_and_may_run_on(world):
    campaign = running_campaign(world)
    assert campaign.state == Campaign.State.RUNNING

    campaigns.end(campaign, by=world.actor("manager"))
    assert (campaign.state, campaign.ended_at is not None) == (Campaign.State.ENDED, True)
    with pytest.raises(Refusal, match="ended already"):
        campaigns.end(campaign, by=world.actor("manager"))

    campaigns.start(campaign, by=world.actor("manager"))
    assert (campaign.state, campaign.ended_at) == (Campaign.State.RUNNING, None)
    with pytest.raises(Refusal, match="runs already"):
        campaigns.start(campaign, by=world.actor("manager"))


def test_what_is_past_runs_only_with_a_later_last_day(world):
    campaign = planned_campaign(world)

    with clock.frozen_at(clock.now() + timedelta(days=20)):
        with pytest.raises(Refusal, match="Its last day is past"):
            campaigns.start(campaign, by=world.actor("manager"))
        campaigns.change(campaign, terms=terms(world), by=world.actor("manager"))

        assert campaigns.start(campaign, by=world.actor("manager")).state == Campaign.State.RUNNING


def test_a_running_campaign_ends_by_itself_the_day_after_its_last(world):
    running, draft = running_campaign(world), planned_campaign(world)
    after = datetime.combine(running.ends_on + timedelta(days=1), time.min)
    midnight = clock.to_utc(after, world.workspace.timezone)

    with clock.frozen_at(midnight - timedelta(seconds=1)):
        tasks.end_campaigns()
        assert Campaign.objects.get(pk=running.pk).state == Campaign.State.RUNNING
    with clock.frozen_at(midnight):
        tasks.end_campaigns()
        tasks.end_campaigns()

    assert Campaign.objects.get(pk=running.pk).is_ended
    assert Campaign.objects.get(pk=draft.pk).is_draft
    [entry] = Entry.objects.filter(verb="campaign.ended")
    assert entry.actor_label == "its last day"


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer", "outsider"])
def test_who_may_not_plan_changes_no_campaign(world, role):
    campaign = planned_campaign(world)

    with pytest.raises(NotAllowed):
        campaigns.start(campaign, by=world.actor(role))
    with pytest.raises(NotAllowed):
        campaigns.plan(world.workspace, terms=terms(world), by=world.actor(role))


def test_a_slot_belongs_to_a_campaign_and_its_brief_keeps_it(world):
    opened_quarter(world)
    slot, campaign = open_slot(world), planned_campaign(world)

    slots.point(slot, aim=Aim(pillar=slot.pillar, campaign=campaign), by=world.actor("manager"))
    briefs.write(slot, message="The tide table is printed.", by=world.actor("manager"))

    assert Slot.objects.get(pk=slot.pk).campaign == campaign


def test_the_database_knows_a_campaigns_key_once(world):
    first, second = planned_campaign(world), planned_campaign(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=second.pk).update(key=first.key)
