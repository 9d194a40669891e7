from datetime import timedelta

import pytest
from django.urls import reverse

from waypost.foundation.journal.models import Entry
from waypost.loop.planning import planner_work
from waypost.loop.planning.actions import blackouts, capacity, expectations, planner, quarters, slots
from waypost.loop.planning.domain.capacity import Unit
from waypost.loop.planning.domain.planner import Expected
from waypost.loop.planning.models import Campaign, Layout, Slot
from waypost.loop.planning.queries import expected
from waypost.loop.planning.tests.factories import (
    asked_layout,
    member_of,
    open_slot,
    opened_quarter,
    ready_layout,
    running_campaign,
    stopped_layout,
)
from waypost.toolkit import heavy_work
from waypost.toolkit.refusal import NotAllowed, Refusal


def page(world, name, **ids):
    return reverse(f"planning:{name}", kwargs={"workspace": world.workspace.slug, **ids})


def told(world, layout):
    return world.client("manager").get(page(world, "planner", quarter_id=layout.quarter_id)).content.decode()


def test_asking_changes_nothing_yet(world):
    quarter = opened_quarter(world)
    before = list(Slot.objects.values_list("pk", "pillar", "format", "at"))

    layout = planner.ask(quarter, by=world.actor("manager"))

    assert layout.is_going_on
    assert list(Slot.objects.values_list("pk", "pillar", "format", "at")) == before


def test_a_campaign_that_wants_slots_and_what_is_expected_are_part_of_the_question(world):
    quarter = opened_quarter(world)
    running_campaign(world, slots_wanted=3)
    expectations.set(world.workspace, expected=Expected(hours={"week-9": 0.2}), by=world.actor("owner"))

    question = planner.ask(quarter, by=world.actor("manager")).asks

    assert [need.wants for need in question.campaigns] == [3]
    assert question.expected == expected(world.workspace.pk) == Expected(hours={"week-9": 0.2})


def test_a_campaign_over_two_quarters_asks_each_for_its_part(world):
    first = opened_quarter(world)
    running_campaign(
        world, slots_wanted=8, starts_on=first.starts_on, ends_on=first.starts_on + timedelta(55)
    )
    second = opened_quarter(
        world, starts_on=first.ends_on + timedelta(1), ends_on=first.ends_on + timedelta(28)
    )
    assert [need.wants for need in planner.ask(first, by=world.actor("manager")).asks.campaigns] == [4]
    given = Slot.objects.filter(quarter=first).values("pk")[:5]
    Slot.objects.filter(pk__in=given).update(campaign=Campaign.objects.get())

    question = planner.ask(second, by=world.actor("manager")).asks

    assert [need.wants for need in question.campaigns] == [3]


def test_the_planner_works_out_what_waits(world):
    layout = asked_layout(world)
    answer = {"slots": [], "worth": 1, "bound": 1}

    with heavy_work.done_here({"plan": lambda given: answer}):
        assert planner_work.work_out_waiting() == 1

    layout.refresh_from_db()
    assert layout.is_ready


def test_a_planner_that_breaks_off_says_so_and_can_go_on(world):
    layout = asked_layout(world)

    def broken(given):
        raise RuntimeError("out of memory")

    with heavy_work.done_here({"plan": broken}), pytest.raises(RuntimeError):
        planner_work.work_out_waiting()

    layout.refresh_from_db()
    assert layout.standing == Layout.Standing.FAILED
    assert planner.go_on(layout, by=world.actor("manager")).is_going_on


def test_a_stopped_plan_goes_on_with_what_was_found(world):
    layout = asked_layout(world)
    planner.begin_next()
    planner.note_progress(layout, percent=40, found={"times": []})
    planner.stop(layout, by=world.actor("manager"))

    assert not planner.note_progress(layout, percent=50, found=None)
    layout = planner.go_on(layout, by=world.actor("manager"))
    assert layout.found == {"times": []}


def test_taking_a_plan_puts_its_slots_into_the_calendar_and_leaves_what_people_decided(world):
    quarter = opened_quarter(world)
    kept = open_slot(world)
    slots.move(kept, local=kept.local + timedelta(hours=1), by=world.actor("manager"))
    layout = planner.ask(quarter, by=world.actor("manager"))
    ready(layout)

    planner.take(layout, by=world.actor("manager"))

    kept.refresh_from_db()
    assert kept.format != "poster"
    others = Slot.objects.filter(quarter=quarter, kept_at=None, at__gt=layout.asked_at)
    assert set(others.values_list("format", flat=True)) == {"poster"}
    assert Entry.objects.filter(verb="layout.taken").exists()


def ready(layout):
    from_factory = [dict(slot, format="poster") for slot in layout.question["before"]]
    planner.begin_next()
    planner.end(layout, answer={"slots": from_factory, "worth": 99, "bound": 100})
    layout.refresh_from_db()


def test_a_plan_is_not_taken_over_what_somebody_decided_meanwhile(world):
    layout = ready_layout(world)
    slot = open_slot(world)
    slots.drop(slot, by=world.actor("manager"))

    with pytest.raises(Refusal, match="changed since this was worked out"):
        planner.take(layout, by=world.actor("manager"))


def test_a_plan_is_taken_though_something_else_is_expected_by_now(world):
    expectations.set(world.workspace, expected=Expected(hours={"week-9": 0.2}), by=world.actor("owner"))
    layout = ready_layout(world)
    expectations.set(world.workspace, expected=Expected(hours={"week-9": -0.4}), by=world.actor("owner"))

    taken = planner.take(layout, by=world.actor("manager"))

    assert Slot.objects.filter(quarter=layout.quarter, format="poster").exists()
    assert taken.asks.expected == Expected(hours={"week-9": 0.2})


def test_a_plan_is_not_taken_where_somebody_has_other_hours_by_now(world):
    layout = ready_layout(world)
    hands = {member_of(world, "contributor"): 1}
    capacity.describe(world.workspace, unit=Unit.POSTS, hands=hands, by=world.actor("owner"))

    with pytest.raises(Refusal, match="somebody’s hours changed"):
        planner.take(layout, by=world.actor("manager"))


def test_a_day_off_leaves_a_taken_plan_alone_where_it_can(world):
    layout = planner.take(ready_layout(world), by=world.actor("manager"))
    day = open_slot(world).local_on

    blackouts.add(world.workspace, starts_on=day, ends_on=day, by=world.actor("manager"))

    standing = Slot.objects.filter(quarter=layout.quarter, at__gt=layout.asked_at)
    assert not standing.filter(local_on=day).exists()
    assert standing.filter(format="poster").count() > standing.count() / 2


def test_only_open_quarters_are_planned(world):
    quarter = quarters.close(opened_quarter(world), by=world.actor("manager"))

    with pytest.raises(Refusal, match="Open this one first"):
        planner.ask(quarter, by=world.actor("manager"))


def test_a_second_question_waits_for_the_first(world):
    layout = asked_layout(world)

    with pytest.raises(Refusal, match="at work"):
        planner.ask(layout.quarter, by=world.actor("manager"))


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer"])
def test_those_who_do_not_plan_may_neither_ask_nor_take(world, role):
    layout = ready_layout(world)

    for refused in (
        lambda: planner.ask(layout.quarter, by=world.actor(role)),
        lambda: planner.take(layout, by=world.actor(role)),
        lambda: planner.leave(layout, by=world.actor(role)),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_the_page_shows_the_plan_before_it_is_taken(world):
    layout = ready_layout(world)

    words = told(world, layout)

    assert "at most 1.0 % from the best" in words
    assert "Take this plan" in words
    assert "What it traded" in words
    assert "instead of" in words


def test_the_page_says_how_far_it_is_and_a_stopped_one_goes_on(world):
    going_on = asked_layout(world)
    assert "Waiting for its turn" in told(world, going_on)

    planner.stop(going_on, by=world.actor("manager"))
    assert "Let it go on" in told(world, going_on)


def test_the_quarter_leads_to_the_planner_and_asking_there_comes_back(world):
    quarter = opened_quarter(world)
    client = world.client("manager")
    address = page(world, "planner", quarter_id=quarter.pk)

    assert address in client.get(page(world, "quarter", quarter_id=quarter.pk)).content.decode()
    assert client.post(address, {"gently": "1"}).headers["Location"] == address
    assert Layout.objects.get().gently


def test_the_plan_is_taken_and_left_by_a_click(world):
    layout = ready_layout(world)
    client = world.client("manager")

    client.post(page(world, "layout_taking", layout_id=layout.pk))

    layout.refresh_from_db()
    assert layout.standing == Layout.Standing.TAKEN
    assert "The calendar follows this plan" in told(world, layout)
    client.post(page(world, "layout_removal", layout_id=layout.pk))
    assert Layout.objects.filter(pk=layout.pk).exists()


def test_progress_opens_the_page_again_once_it_is_over(world):
    layout = stopped_layout(world)

    answer = world.client("manager").get(page(world, "planner_progress", layout_id=layout.pk))

    assert answer.headers["HX-Refresh"] == "true"
