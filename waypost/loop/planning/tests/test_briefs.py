from datetime import timedelta

import pytest

from waypost.foundation.notices.models import Notice, Task
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import briefs, handovers, slots
from waypost.loop.planning.models import Brief, Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


def member(world, role):
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def complete(world, slot, **said):
    asked = {"title": "Sanding", "owner": member(world, "contributor"), "due_on": slot.local_on}
    return briefs.write(slot, **{**asked, **said}, by=world.actor("manager"))


def told(world, role):
    return [each.sentence for each in Notice.objects.filter(person=world.person(role), kind="brief")]


def tasks_of(world, role):
    return Task.objects.filter(person=world.person(role), done_at=None)


def test_a_brief_is_handed_over_as_tasks_with_dates(world, slot):
    complete(world, slot, approver=member(world, "approver"))

    brief = handovers.hand_over(slot, by=world.actor("manager"))

    writing, approving = tasks_of(world, "contributor").get(), tasks_of(world, "approver").get()
    assert (writing.what, writing.due_on) == (f"Write “Sanding” for {slot.channel.name}", slot.local_on)
    assert (approving.what, approving.due_on) == (f"Approve “Sanding” for {slot.channel.name}", slot.local_on)
    assert writing.href == f"/tern/slots/{slot.pk}"
    assert brief.handed_by == world.actor("manager").label
    assert "asks you to write “Sanding” until" in told(world, "contributor")[0]


def test_the_approver_decides_the_day_before_it_goes_out(world, slot):
    early = slot.local_on - timedelta(days=5)

    brief = complete(world, slot, due_on=early)

    assert brief.approval_due_on == slot.local_on - timedelta(days=1)


def test_an_incomplete_brief_says_what_it_misses(world, slot):
    briefs.write(slot, title="Sanding", by=world.actor("manager"))

    with pytest.raises(Refusal, match="it does not say who writes it and until when"):
        handovers.hand_over(slot, by=world.actor("manager"))

    assert not Task.objects.exists()


def test_a_slot_without_a_brief_is_not_handed_over(world, slot):
    with pytest.raises(Refusal, match="Nothing is written"):
        handovers.hand_over(slot, by=world.actor("manager"))


def test_who_does_not_write_here_is_not_asked(world, slot):
    complete(world, slot, owner=member(world, "viewer"))

    with pytest.raises(Refusal, match="does not write posts here"):
        handovers.hand_over(slot, by=world.actor("manager"))


def test_who_works_on_other_channels_is_not_asked(world, slot):
    writer = member(world, "contributor")
    Member.objects.filter(pk=writer.pk).update(limited=True)
    complete(world, slot, owner=writer)

    with pytest.raises(Refusal, match=f"does not work on {slot.channel.name}"):
        handovers.hand_over(slot, by=world.actor("manager"))


def test_handing_over_anew_asks_only_the_one_who_writes_it_now(world, slot):
    complete(world, slot)
    handovers.hand_over(slot, by=world.actor("manager"))
    complete(world, slot, owner=member(world, "marketer"))

    handovers.hand_over(slot, by=world.actor("manager"))

    assert not tasks_of(world, "contributor").exists()
    assert tasks_of(world, "marketer").count() == 1


def test_a_brief_that_is_taken_back_asks_nobody(world, slot):
    complete(world, slot)
    handovers.hand_over(slot, by=world.actor("manager"))

    handovers.take_back(slot, by=world.actor("manager"))

    assert not tasks_of(world, "contributor").exists()
    assert Brief.objects.get(slot=slot).handed_at is None
    with pytest.raises(Refusal):
        handovers.take_back(slot, by=world.actor("manager"))


def test_a_dropped_slot_asks_nobody(world, slot, django_capture_on_commit_callbacks):
    complete(world, slot)
    handovers.hand_over(slot, by=world.actor("manager"))

    with django_capture_on_commit_callbacks(execute=True):
        slots.drop(slot, by=world.actor("manager"))

    assert not tasks_of(world, "contributor").exists()


def test_nobody_is_asked_for_a_post_after_the_day_that_its_slot_was_moved_to(
    world, slot, django_capture_on_commit_callbacks
):
    slots.move(slot, local=slot.local + timedelta(days=14), by=world.actor("manager"))
    complete(world, slot, approver=member(world, "approver"))
    handovers.hand_over(slot, by=world.actor("manager"))

    with django_capture_on_commit_callbacks(execute=True):
        slots.move(slot, local=slot.local - timedelta(days=7), by=world.actor("manager"))

    brief = Brief.objects.get(slot=slot)
    writing, approving = tasks_of(world, "contributor").get(), tasks_of(world, "approver").get()
    assert slot.local_on - timedelta(days=3) <= brief.due_on < slot.local_on
    assert (writing.due_on, approving.due_on) == (brief.due_on, slot.local_on - timedelta(days=1))
    assert f"goes out on {slot.local:%-d %B} now: write it until" in " ".join(told(world, "contributor"))
    handovers.follow(slot, by=world.actor("manager"))
    assert (tasks_of(world, "contributor").get(), len(told(world, "contributor"))) == (writing, 2)


def test_a_slot_that_is_moved_ahead_leaves_the_writer_and_gives_the_approver_time(
    world, slot, django_capture_on_commit_callbacks
):
    complete(world, slot, approver=member(world, "approver"))
    handovers.hand_over(slot, by=world.actor("manager"))
    due_on = slot.local_on

    with django_capture_on_commit_callbacks(execute=True):
        slots.move(slot, local=slot.local + timedelta(days=7), by=world.actor("manager"))

    assert tasks_of(world, "contributor").get().due_on == due_on
    assert tasks_of(world, "approver").get().due_on == slot.local_on - timedelta(days=1)


def test_a_written_post_ticks_off_the_writer_and_an_approved_one_the_approver(world, slot):
    complete(world, slot, approver=member(world, "approver"))
    handovers.hand_over(slot, by=world.actor("manager"))

    handovers.settle(slot, approved=False, by=world.actor("manager"))
    assert (tasks_of(world, "contributor").count(), tasks_of(world, "approver").count()) == (0, 1)

    handovers.settle(slot, approved=True, by=world.actor("manager"))
    assert not tasks_of(world, "approver").exists()


def test_many_briefs_are_handed_over_at_once_and_the_writer_is_told_once(world, slot):
    found = list(Slot.objects.filter(is_reactive=False, at__gt=slot.at).order_by("at")[3:6])
    for number, each in enumerate(found):
        briefs.write(each, title=f"Sanding {number}", by=world.actor("manager"))
    mine = member(world, "marketer")
    briefs.amend(found[0], owner=mine, by=world.actor("manager"))

    number = handovers.hand_over_many(
        world.workspace,
        slots=[Slot.objects.get(pk=each.pk) for each in found],
        owner=member(world, "contributor"),
        days_before=3,
        by=world.actor("manager"),
    )

    assert number == 3
    assert tasks_of(world, "contributor").count() == 2
    assert tasks_of(world, "marketer").count() == 1
    assert len(told(world, "contributor")) == 1
    assert "asks you for 2 posts" in told(world, "contributor")[0]


def test_nothing_is_handed_over_where_one_of_many_cannot_be(world, slot):
    other = Slot.objects.filter(is_reactive=False, at__gt=slot.at).order_by("at")[0]
    complete(world, slot)

    with pytest.raises(Refusal):
        handovers.hand_over_many(
            world.workspace, slots=[slot, other], days_before=3, by=world.actor("manager")
        )

    assert not Task.objects.exists()


def test_a_deadline_lies_before_the_post_goes_out(world, slot):
    with pytest.raises(Refusal, match="Ask for it by then") as refused:
        complete(world, slot, due_on=slot.local_on + timedelta(days=1))

    assert "due_on" in refused.value.fields


def test_only_who_may_approve_is_named_as_approver(world, slot):
    with pytest.raises(Refusal, match="may not approve"):
        complete(world, slot, approver=member(world, "contributor"))


def test_amending_leaves_the_rest(world, slot):
    complete(world, slot, must="The date", links=["https://tern.example/a"])

    brief = briefs.amend(Slot.objects.get(pk=slot.pk), title="Oiling", by=world.actor("manager"))

    assert (brief.title, brief.must, brief.links) == ("Oiling", "The date", ["https://tern.example/a"])
    assert brief.owner == member(world, "contributor")


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer", "outsider", "neighbour"])
def test_those_who_do_not_plan_hand_nothing_over(world, slot, role):
    complete(world, slot)

    with pytest.raises(NotAllowed):
        handovers.hand_over(slot, by=world.actor(role))
    with pytest.raises(NotAllowed):
        handovers.take_back(slot, by=world.actor(role))
