from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from waypost.foundation.journal.models import Entry
from waypost.loop.planning.actions import blackouts, briefs, quarters, slots
from waypost.loop.planning.actions.quarters import DaysOff
from waypost.loop.planning.models import Blackout, Quarter, Slot
from waypost.loop.planning.tests.factories import MORNING, open_slot, opened_quarter
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

FIRST, LAST = date(2026, 10, 5), date(2026, 11, 1)


def places():
    return {(slot.local, slot.channel_id, slot.pillar_id) for slot in Slot.objects.all()}


def test_opening_four_weeks_lays_out_what_the_strategy_asks_for(world):
    quarter = opened_quarter(world)

    by_channel = Counter(Slot.objects.values_list("channel__key", flat=True))
    assert by_channel == {"gallery": 16, "journal": 8, "harbour": 12}
    assert quarter.strategy_version == 1
    assert Slot.objects.filter(is_reactive=True).count() == 9
    assert Entry.objects.get(verb="quarter.opened").details == {"slots": 36, "strategy_version": 1}


def test_a_slot_of_nine_is_at_nine_on_both_sides_of_the_clock_change(world):
    opened_quarter(world)

    harbour = Slot.objects.filter(channel__key="harbour", local_on__gte=date(2026, 10, 23)).order_by("at")

    assert {slot.local_time.isoformat("minutes") for slot in harbour} == {"07:45"}
    assert {slot.at.hour for slot in harbour} == {6, 7}


def test_opening_notes_days_off_and_keeps_them_free(world):
    accepted_strategy(world)
    off = DaysOff(date(2026, 10, 12), date(2026, 10, 18), "Inventory")

    quarters.open(
        world.workspace, starts_on=FIRST, ends_on=LAST, blackouts=[off], by=world.actor("strategist")
    )

    assert not Slot.objects.filter(local_on__range=(off.starts_on, off.ends_on)).exists()
    assert Slot.objects.count() == 36
    assert Blackout.objects.get().reason == "Inventory"


def test_a_quarter_may_begin_in_the_past_but_nothing_is_laid_there(world):
    opened_quarter(world, starts_on=date(2026, 9, 28))

    assert Slot.objects.order_by("at")[0].at >= MORNING


@pytest.mark.parametrize(
    ("first_on", "last_on", "field"),
    [
        (LAST, FIRST, "ends_on"),
        (FIRST, FIRST + timedelta(days=400), "ends_on"),
        (date(2026, 1, 1), date(2026, 3, 31), "ends_on"),
    ],
)
def test_dates_that_make_no_sense_are_refused(world, first_on, last_on, field):
    accepted_strategy(world)

    with pytest.raises(Refusal) as refused:
        quarters.open(world.workspace, starts_on=first_on, ends_on=last_on, by=world.actor("manager"))

    assert field in refused.value.fields
    assert not Quarter.objects.exists()


def test_two_open_quarters_never_share_a_day(world):
    opened_quarter(world)

    with pytest.raises(Refusal):
        quarters.open(
            world.workspace, starts_on=LAST, ends_on=LAST + timedelta(days=30), by=world.actor("manager")
        )


def test_there_is_nothing_to_open_without_a_strategy(world):
    with pytest.raises(Refusal):
        quarters.open(world.workspace, starts_on=FIRST, ends_on=LAST, by=world.actor("manager"))


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer", "outsider", "neighbour"])
def test_those_who_do_not_plan_may_not_open_lay_out_close_or_roll(world, role):
    quarter = opened_quarter(world)
    actor = world.actor(role)

    for act in (
        lambda: quarters.open(world.workspace, starts_on=FIRST, ends_on=LAST, by=actor),
        lambda: quarters.lay_out(quarter, by=actor),
        lambda: quarters.close(quarter, by=actor),
        lambda: quarters.roll(world.workspace, by=actor),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_laying_out_again_keeps_what_people_decided(world):
    quarter = opened_quarter(world)
    first, second, third, fourth = Slot.objects.exclude(pillar=None).order_by("at")[4:8]
    slots.move(first, local=datetime(2026, 10, 21, 11, 11), by=world.actor("manager"))
    slots.take(second, by=world.actor("contributor"))
    slots.drop(third, by=world.actor("manager"))
    briefs.write(fourth, title="Sanding", by=world.actor("manager"))

    quarters.lay_out(quarter, by=world.actor("strategist"))

    kept = Slot.objects.in_bulk([first.pk, second.pk, third.pk, fourth.pk])
    assert kept[first.pk].local == datetime(2026, 10, 21, 11, 11)
    assert kept[second.pk].taken_at == MORNING
    assert kept[third.pk].dropped_at == MORNING
    assert kept[fourth.pk].brief.title == "Sanding"
    assert Slot.objects.filter(dropped_at=None).count() == 35
    assert not Slot.objects.filter(
        channel=third.channel, local_on=third.local_on, local_time=third.local_time, dropped_at=None
    ).exists()


def test_laying_out_again_changes_nothing_by_itself(world):
    quarter = opened_quarter(world)
    before, ids = places(), set(Slot.objects.values_list("pk", flat=True))

    quarters.lay_out(quarter, by=world.actor("manager"))

    assert places() == before
    assert set(Slot.objects.values_list("pk", flat=True)) == ids


def test_laying_out_in_the_middle_leaves_the_past_alone(world):
    quarter = opened_quarter(world)
    before = places()

    with clock.frozen_at(MORNING + timedelta(days=10)):
        quarters.lay_out(quarter, by=world.actor("manager"))

    assert len(places()) == len(before)
    past = datetime(2026, 10, 15, 7)
    assert {place for place in places() if place[0] < past} == {place for place in before if place[0] < past}


def test_a_closed_quarter_is_laid_out_no_more(world):
    quarter = quarters.close(opened_quarter(world), by=world.actor("manager"))

    with pytest.raises(Refusal):
        quarters.lay_out(quarter, by=world.actor("manager"))
    with pytest.raises(Refusal):
        quarters.close(quarter, by=world.actor("manager"))


def test_rolling_weeks_reach_four_weeks_to_the_end_of_a_week(world):
    accepted_strategy(world)

    quarter = quarters.roll(world.workspace, by=world.actor("owner"))

    assert (quarter.kind, quarter.starts_on, quarter.ends_on) == ("rolling", FIRST, LAST)
    assert Slot.objects.count() == 36


def test_rolling_again_on_the_same_day_changes_nothing(world):
    accepted_strategy(world)
    quarters.roll(world.workspace, by=world.actor("owner"))
    before = places()

    quarters.roll(world.workspace, by=world.actor("owner"))

    assert places() == before
    assert Quarter.objects.count() == 1


def test_a_week_later_a_week_is_added_and_the_others_stand(world):
    accepted_strategy(world)
    quarters.roll(world.workspace, by=world.actor("owner"))
    before = {(slot.pk, slot.local) for slot in Slot.objects.all()}

    with clock.frozen_at(MORNING + timedelta(days=7)):
        quarter = quarters.roll(world.workspace, by=world.actor("owner"))

    assert quarter.ends_on == date(2026, 11, 8)
    assert before <= {(slot.pk, slot.local) for slot in Slot.objects.all()}
    assert Slot.objects.count() == 45


def test_new_days_off_push_slots_out_and_given_back_they_return(world):
    opened_quarter(world)
    before = places()
    day = date(2026, 10, 14)

    blackout = blackouts.add(
        world.workspace, starts_on=day, ends_on=day, reason="Fair", by=world.actor("manager")
    )

    assert not Slot.objects.filter(local_on=day).exists()
    assert Slot.objects.count() == 36
    blackouts.remove(blackout, by=world.actor("manager"))
    assert places() == before


def test_days_off_that_run_backwards_or_for_ever_are_refused(world):
    for last_on in (FIRST - timedelta(days=1), FIRST + timedelta(days=200)):
        with pytest.raises(Refusal):
            blackouts.add(world.workspace, starts_on=FIRST, ends_on=last_on, by=world.actor("manager"))


@pytest.mark.parametrize("role", ["contributor", "viewer", "outsider", "neighbour"])
def test_those_who_do_not_plan_may_not_touch_days_off(world, role):
    blackout = blackouts.add(world.workspace, starts_on=FIRST, ends_on=FIRST, by=world.actor("manager"))

    with pytest.raises(NotAllowed):
        blackouts.add(world.workspace, starts_on=FIRST, ends_on=FIRST, by=world.actor(role))
    with pytest.raises(NotAllowed):
        blackouts.remove(blackout, by=world.actor(role))


@pytest.mark.parametrize(
    ("first_on", "last_on", "name"),
    [
        (date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        (date(2026, 1, 1), date(2026, 3, 31), "Q1 2026"),
        (date(2026, 10, 5), date(2026, 11, 1), "5 Oct 2026 – 1 Nov 2026"),
    ],
)
def test_a_quarter_is_called_what_people_call_it(first_on, last_on, name):
    assert str(Quarter(starts_on=first_on, ends_on=last_on)) == name


def test_a_moment_of_a_slot_is_aware(world):
    opened_quarter(world)

    assert open_slot(world).at.tzinfo == UTC
