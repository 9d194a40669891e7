from datetime import timedelta

import pytest

from waypost.foundation.notices.actions import tasks
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import briefs, handovers, slots
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.models import Checkpoint, Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.toolkit.refusal import Refusal


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


@pytest.fixture
def later(world, slot):
    """Two weeks on, so that there is room before it."""
    return slots.move(slot, local=slot.local + timedelta(days=14), by=world.actor("manager"))


def member(world, role):
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def complete(world, slot, **said):
    asked = {"title": "Sanding", "owner": member(world, "contributor"), "due_on": slot.local_on}
    return briefs.write(slot, **{**asked, **said}, by=world.actor("manager"))


def handed(world, slot, *milestones):
    complete(world, slot, checkpoints=milestones)
    return handovers.hand_over(slot, by=world.actor("manager"))


def before(slot, days, what="Picture", who=None):
    return Milestone(what, slot.local_on - timedelta(days=days), who)


def tasks_of(world, role, what="Picture"):
    return Task.objects.filter(person=world.person(role), done_at=None, what__startswith=what)


def test_check_points_become_tasks_of_those_who_see_to_them(world, later):
    handed(world, later, before(later, 5, who=member(world, "marketer")), before(later, 3, "Text agreed"))

    picture, text = tasks_of(world, "marketer").get(), tasks_of(world, "contributor", "Text").get()
    assert (picture.what, picture.due_on) == ("Picture for “Sanding”", later.local_on - timedelta(days=5))
    assert (text.due_on, text.href) == (later.local_on - timedelta(days=3), f"/tern/slots/{later.pk}")


def test_nothing_is_asked_before_the_brief_is_handed_over(world, later):
    complete(world, later, checkpoints=[before(later, 5)])

    assert not Task.objects.exists()
    assert Checkpoint.objects.get().what == "Picture"


def test_check_points_move_with_their_slot(world, later, django_capture_on_commit_callbacks):
    handed(world, later, before(later, 7))

    with django_capture_on_commit_callbacks(execute=True):
        slots.move(later, local=later.local + timedelta(days=7), by=world.actor("manager"))

    due_on = later.local_on - timedelta(days=7)
    assert (Checkpoint.objects.get().due_on, tasks_of(world, "contributor").get().due_on) == (due_on, due_on)


def test_a_slot_that_comes_near_asks_for_what_is_on_the_way_today(
    world, later, django_capture_on_commit_callbacks
):
    handed(world, later, before(later, 12))
    soon = later.local - timedelta(days=13)

    with django_capture_on_commit_callbacks(execute=True):
        slots.move(later, local=soon, by=world.actor("manager"))

    assert tasks_of(world, "contributor").get().due_on == world.workspace.today
    with django_capture_on_commit_callbacks(execute=True):
        slots.move(later, local=soon + timedelta(days=21), by=world.actor("manager"))
    assert later.local_on - Checkpoint.objects.get().due_on >= timedelta(days=12)


def test_following_twice_asks_once(world, later):
    handed(world, later, before(later, 7))
    later.put_at(later.local + timedelta(days=7), later.zone)
    later.save()

    handovers.follow(later, by=world.actor("manager"))
    once = tasks_of(world, "contributor").get()
    handovers.follow(later, by=world.actor("manager"))

    assert tasks_of(world, "contributor").get() == once


def test_what_was_ticked_off_is_not_asked_for_again(world, later):
    handed(world, later, before(later, 5))
    tasks.finish(tasks_of(world, "contributor").get(), by=world.actor("contributor"))

    handovers.hand_over(later, by=world.actor("manager"))

    assert not tasks_of(world, "contributor").exists()
    assert Checkpoint.objects.get().is_done


def test_a_brief_that_is_taken_back_asks_for_nothing_on_the_way(world, later):
    handed(world, later, before(later, 5))

    handovers.take_back(later, by=world.actor("manager"))

    assert not Task.objects.filter(done_at=None).exists()
    assert not Checkpoint.objects.get().is_done


def test_an_approved_post_ticks_off_what_was_on_the_way(world, later):
    handed(world, later, before(later, 5))

    handovers.settle(later, approved=False, by=world.actor("manager"))
    assert tasks_of(world, "contributor").exists()

    handovers.settle(later, approved=True, by=world.actor("manager"))
    assert not tasks_of(world, "contributor").exists()


def test_a_check_point_that_goes_takes_its_task_along(world, later):
    handed(world, later, before(later, 5), before(later, 3, "Text"))

    complete(world, Slot.objects.get(pk=later.pk), checkpoints=[before(later, 3, "Text")])

    assert not tasks_of(world, "contributor", "Picture").exists()
    assert tasks_of(world, "contributor", "Text").exists()


def test_amending_the_rest_leaves_check_points_and_hashtags(world, later):
    complete(world, later, checkpoints=[before(later, 5)], hashtags=["#Harbour", "harbour"])

    brief = briefs.amend(Slot.objects.get(pk=later.pk), title="Oiling", by=world.actor("manager"))

    assert [each.what for each in brief.checkpoints.all()] == ["Picture"]
    assert brief.hashtags == ["Harbour"]


@pytest.mark.parametrize(
    ("milestones", "why"),
    [
        ([(-1, "Picture")], "would be due after the post goes out"),
        ([(400, "Picture")], "more than a year before"),
        ([(2, "Picture"), (1, "Picture ")], "by the same words"),
        ([(1, "  ")], "Say in a few words"),
        ([(1, f"Part {number}") for number in range(9)], "8 check-points at most"),
    ],
)
def test_what_cannot_be_on_the_way_is_refused(world, later, milestones, why):
    with pytest.raises(Refusal, match=why):
        complete(world, later, checkpoints=[before(later, days, what) for days, what in milestones])

    assert not Checkpoint.objects.exists()


def test_nobody_of_another_brand_sees_to_anything(world, later):
    stranger = Member.objects.filter(workspace=world.other)[0]

    with pytest.raises(Refusal, match="does not work on this brand"):
        complete(world, later, checkpoints=[before(later, 2, who=stranger)])


def test_who_does_not_work_on_the_channel_is_not_asked(world, later):
    marketer = member(world, "marketer")
    Member.objects.filter(pk=marketer.pk).update(limited=True)
    complete(world, later, checkpoints=[before(later, 2, who=marketer)])

    with pytest.raises(Refusal, match="Choose somebody else for “Picture”"):
        handovers.hand_over(later, by=world.actor("manager"))

    assert not Task.objects.exists()


def test_hashtags_that_the_strategy_forbids_are_refused(world, slot):
    with pytest.raises(Refusal, match="leaves out") as refused:
        complete(world, slot, hashtags=["harbour", "MustHave"])

    assert "hashtags" in refused.value.fields
