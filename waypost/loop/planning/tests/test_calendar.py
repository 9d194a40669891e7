from datetime import UTC, datetime, timedelta

import pytest

from waypost.foundation.channels.actions import limits
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import blackouts, briefs, slots
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import MORNING, open_slot, opened_quarter
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.tests.documents import small
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

MONTH = "/tern/calendar?view=month&month=2026-10"
WEEK = "/tern/calendar?view=week&day=2026-10-14"


def words(response) -> str:
    return response.content.decode()


def test_a_month_shows_every_slot_of_its_days(world):
    opened_quarter(world)

    page = words(world.client("viewer").get(MONTH))

    assert "October 2026" in page
    assert page.count('class="slip') >= 36
    assert "36 of 36 slots still need a post." in page


def test_without_an_address_the_calendar_shows_today(world):
    opened_quarter(world)

    page = words(world.client("viewer").get("/tern/calendar"))

    assert "October 2026" in page
    assert 'id="day-2026-10-05"' in page


def test_an_address_that_makes_no_sense_shows_today(world):
    opened_quarter(world)

    page = world.client("viewer").get(
        "/tern/calendar?view=year&month=soon&channel=x&pillar=99999999999999999999"
    )

    assert page.status_code == 200
    assert "October 2026" in words(page)


def test_a_slip_says_time_channel_state_and_the_briefs_words(world):
    opened_quarter(world)
    slot = open_slot(world)
    briefs.write(slot, title="Sanding <the hull>", by=world.actor("manager"))

    page = words(world.client("viewer").get(MONTH))

    assert "Sanding &lt;the hull&gt;" in page
    assert f"{slot.local_time:%H:%M}" in page
    assert f"--hue: {slot.pillar.hue}" in page
    assert "Needs a post" in page


def test_only_those_who_plan_are_offered_to_move_and_add(world):
    opened_quarter(world)

    assert "data-move=" in words(world.client("manager").get(MONTH))
    page = words(world.client("contributor").get(MONTH))
    assert "data-move=" not in page
    assert "Add a slot" not in page


def test_what_a_post_has_taken_or_somebody_dropped_is_no_open_slot(world):
    opened_quarter(world)
    first, second = Slot.objects.order_by("at")[:2]
    slots.take(first, by=world.actor("manager"))
    slots.drop(second, by=world.actor("manager"))

    page = words(world.client("viewer").get(MONTH))

    assert "34 of 34 slots" in page
    assert f'/tern/slots/{first.pk}"' not in page


def test_a_slot_that_stayed_empty_says_so(world):
    opened_quarter(world)

    with clock.frozen_at(MORNING + timedelta(days=20)):
        page = words(world.client("viewer").get(MONTH))

    assert "Left empty" in page


def test_a_crowded_day_shows_four_slips_and_a_way_to_the_others(world):
    opened_quarter(world)
    for minute in range(12):
        slots.add(
            world.workspace,
            channel=world.channel("gallery"),
            local=datetime(2026, 10, 14, 10, minute),
            by=world.actor("manager"),
        )

    page = words(world.client("viewer").get(MONTH))

    there = Slot.objects.filter(local_on="2026-10-14").count()
    assert f"{there - 4} more" in page
    assert (
        'href="/tern/calendar?view=day&amp;day=2026-10-14" hx-get="/tern/calendar/day?view=day&amp;day=2026-10-14"'
        in page
    )


def test_a_week_shows_all_of_its_days(world):
    opened_quarter(world)

    page = words(world.client("viewer").get(WEEK))

    assert "12 – 18 October 2026" in page
    assert (
        page.count('class="slip') >= Slot.objects.filter(local_on__range=("2026-10-12", "2026-10-18")).count()
    )


def test_filters_show_one_channel_or_one_pillar(world):
    opened_quarter(world)
    journal = world.channel("journal")
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]

    by_channel = words(world.client("viewer").get(f"{MONTH}&channel={journal.pk}"))
    by_pillar = words(world.client("viewer").get(f"{MONTH}&pillar={pillar.pk}"))

    assert "8 of 8 slots" in by_channel
    count = Slot.objects.filter(pillar=pillar).count()
    assert f"{count} of {count} slots" in by_pillar


def test_the_strip_compares_mix_and_rhythm_with_the_strategy(world):
    opened_quarter(world)

    page = words(world.client("viewer").get(WEEK))

    assert "off plan" in page or "on plan" in page
    assert "0 of 4 posts" in page


def test_days_off_are_named_and_take_no_slot(world):
    opened_quarter(world)
    day = datetime(2026, 10, 14, tzinfo=UTC).date()
    blackouts.add(world.workspace, starts_on=day, ends_on=day, reason="Boat fair", by=world.actor("manager"))

    page = words(world.client("manager").get(MONTH))

    assert "Boat fair" in page
    assert "slots/new?on=2026-10-14" not in page


def test_a_limited_manager_sees_the_own_channels(world):
    opened_quarter(world)
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    limits.limit(manager, to=[world.channel("journal")], by=world.actor("owner"))

    page = words(world.client("manager").get(MONTH))

    assert "8 of 8 slots" in page
    assert "Harbour Notes" not in page


def test_an_empty_calendar_teaches_what_to_do_first(world):
    assert "Set down the strategy" in words(world.client("manager").get(MONTH))

    accepted_strategy(world)

    assert "Open a quarter" in words(world.client("manager").get(MONTH))
    assert "when a strategist or manager opens a quarter" in words(world.client("viewer").get(MONTH))


@pytest.mark.parametrize("who", ["outsider", "neighbour"])
def test_others_find_no_calendar(world, who):
    assert world.client(who).get(MONTH).status_code == 404


@pytest.mark.parametrize("address", [MONTH, WEEK])
def test_a_calendar_asks_the_database_at_most_fifteen_times(world, address, django_assert_max_num_queries):
    opened_quarter(world)
    client = world.client("manager")
    client.get(address)

    with django_assert_max_num_queries(15):
        client.get(address)


def test_the_rhythm_of_many_channels_is_one_sentence_that_opens(world):
    keys = [f"quay-{number}" for number in range(7)]
    roles = [{"key": key, "label": key, "posts_per_week": 2} for key in keys]
    accepted_strategy(world, Strategy.model_validate(small(channel_roles=roles)))
    for key in keys:
        Channel.objects.create(
            workspace=world.workspace, key=key, network="sandbox", name=key, handle=key, remote_id=key
        )

    page = words(world.client("viewer").get(WEEK))

    assert "Rhythm: 0 of 7 channels have the posts that they want" in page
    assert page.count("0 of 2 posts") == 7
