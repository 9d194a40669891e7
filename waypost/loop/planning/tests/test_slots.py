from datetime import UTC, date, datetime

import pytest

from waypost.foundation.channels.actions import limits
from waypost.foundation.journal.models import Entry
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import briefs, slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import MORNING, open_slot, opened_quarter
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.toolkit.refusal import NotAllowed, Refusal

NOON = datetime(2026, 10, 27, 12)


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


def neighbours_pillar(world) -> Pillar:
    versions.adopt(world.other, strategy=tern_and_tide(), by=world.actor("neighbour"))
    return Pillar.objects.filter(workspace=world.other)[0]


def test_moving_sets_the_wall_clock_and_the_moment_follows(world, slot):
    before = slot.local

    slots.move(slot, local=NOON, by=world.actor("manager"))

    slot.refresh_from_db()
    assert (slot.local, slot.at) == (NOON, datetime(2026, 10, 27, 12, tzinfo=UTC))
    assert slot.kept_at == MORNING
    details = Entry.objects.get(verb="slot.moved").details
    assert details == {"before": before.isoformat(), "after": NOON.isoformat()}


def test_a_slot_cannot_move_into_the_past(world, slot):
    with pytest.raises(Refusal) as refused:
        slots.move(slot, local=datetime(2026, 10, 5, 6, 59), by=world.actor("manager"))

    assert "local_on" in refused.value.fields


def test_a_time_that_the_wall_never_shows_goes_out_an_hour_later(world, slot):
    slots.move(slot, local=datetime(2027, 3, 28, 1, 30), by=world.actor("manager"))

    assert slot.at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert slot.local == datetime(2027, 3, 28, 1, 30)


@pytest.mark.parametrize("role", ["contributor", "approver", "client", "viewer", "outsider", "neighbour"])
def test_those_who_do_not_plan_may_not_touch_a_slot(world, slot, role):
    actor = world.actor(role)

    for act in (
        lambda: slots.move(slot, local=NOON, by=actor),
        lambda: slots.drop(slot, by=actor),
        lambda: slots.restore(slot, by=actor),
        lambda: slots.point(slot, aim=Aim(), by=actor),
        lambda: slots.add(world.workspace, channel=slot.channel, local=NOON, by=actor),
        lambda: slots.follow_zone(world.workspace, by=actor),
        lambda: briefs.write(slot, title="Mine", by=actor),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_manager_limited_to_other_channels_may_not_touch_a_slot(world, slot):
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    others = [channel for channel in world.channels if channel.pk != slot.channel_id]
    limits.limit(manager, to=others, by=world.actor("owner"))

    for act in (
        lambda: slots.move(slot, local=NOON, by=world.actor("manager")),
        lambda: slots.take(slot, by=world.actor("manager")),
        lambda: slots.add(world.workspace, channel=slot.channel, local=NOON, by=world.actor("manager")),
        lambda: briefs.write(slot, title="Mine", by=world.actor("manager")),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_dropped_slot_is_gone_until_it_is_put_back(world, slot):
    slots.drop(slot, by=world.actor("manager"))

    with pytest.raises(Refusal):
        slots.drop(slot, by=world.actor("manager"))
    with pytest.raises(Refusal):
        slots.move(slot, local=NOON, by=world.actor("manager"))
    slots.restore(slot, by=world.actor("manager"))
    assert slot.is_open
    with pytest.raises(Refusal):
        slots.restore(slot, by=world.actor("manager"))


def test_a_slot_is_taken_once_and_can_be_given_back(world, slot):
    slots.take(slot, by=world.actor("contributor"))

    with pytest.raises(Refusal):
        slots.take(Slot.objects.get(pk=slot.pk), by=world.actor("manager"))
    with pytest.raises(Refusal):
        slots.drop(slot, by=world.actor("manager"))
    slots.release(slot, by=world.actor("contributor"))
    assert slot.is_open


def test_giving_back_what_waits_already_leaves_no_trace(world, slot):
    slots.release(slot, by=world.actor("contributor"))

    assert not Entry.objects.filter(verb="slot.released").exists()


@pytest.mark.parametrize("role", ["viewer", "client", "outsider", "neighbour"])
def test_those_who_do_not_write_may_not_take_or_give_back(world, slot, role):
    with pytest.raises(NotAllowed):
        slots.take(slot, by=world.actor(role))
    with pytest.raises(NotAllowed):
        slots.release(slot, by=world.actor(role))


def test_a_slot_added_by_hand_belongs_to_the_quarter_of_its_day(world, slot):
    pillar = Pillar.objects.filter(workspace=world.workspace)[0]

    added = slots.add(
        world.workspace,
        channel=slot.channel,
        local=NOON,
        aim=Aim(pillar, format="image"),
        by=world.actor("manager"),
    )
    outside = slots.add(
        world.workspace, channel=slot.channel, local=datetime(2027, 2, 1, 9), by=world.actor("manager")
    )

    assert (added.quarter_id, added.is_reactive, added.format) == (slot.quarter_id, False, "image")
    assert (outside.quarter_id, outside.is_reactive) == (None, True)


def test_a_slot_is_not_added_in_the_past_nor_on_anothers_channel(world, slot):
    with pytest.raises(Refusal):
        slots.add(
            world.workspace, channel=slot.channel, local=datetime(2026, 10, 1, 9), by=world.actor("manager")
        )
    with pytest.raises(NotAllowed):
        slots.add(world.workspace, channel=world.other_channel, local=NOON, by=world.actor("manager"))


def test_another_brands_pillar_is_refused(world, slot):
    foreign = neighbours_pillar(world)

    for act in (
        lambda: slots.point(slot, aim=Aim(foreign), by=world.actor("manager")),
        lambda: slots.add(
            world.workspace, channel=slot.channel, local=NOON, aim=Aim(foreign), by=world.actor("manager")
        ),
        lambda: briefs.write(slot, aim=Aim(foreign), by=world.actor("manager")),
    ):
        with pytest.raises(Refusal):
            act()


def test_pointing_a_slot_at_nothing_opens_it_for_the_day(world, slot):
    slots.point(slot, aim=Aim(), by=world.actor("manager"))

    slot.refresh_from_db()
    assert (slot.pillar, slot.persona, slot.is_reactive) == (None, None, True)


def test_a_brief_is_written_and_rewritten(world, slot):
    writer = Member.objects.get(workspace=world.workspace, person=world.person("contributor"))

    briefs.write(
        slot,
        title=" Sanding ",
        links=["https://tern.example/sanding"],
        owner=writer,
        by=world.actor("manager"),
    )
    brief = briefs.write(slot, title="Sanding the hull", message="Slowly.", by=world.actor("manager"))

    assert (brief.title, brief.message, brief.links, brief.owner) == ("Sanding the hull", "Slowly.", [], None)
    slot.refresh_from_db()
    assert slot.pillar is not None
    assert slot.kept_at == MORNING


def test_a_brief_names_members_of_its_brand_and_whole_addresses(world, slot):
    foreign = Member.objects.get(workspace=world.other)

    with pytest.raises(Refusal) as by_person:
        briefs.write(slot, owner=foreign, by=world.actor("manager"))
    with pytest.raises(Refusal) as by_link:
        briefs.write(slot, links=["javascript:alert(1)"], by=world.actor("manager"))

    assert "owner" in by_person.value.fields
    assert "links" in by_link.value.fields


def test_in_a_new_time_zone_nine_stays_nine(world, slot, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        workspaces.edit(world.workspace, timezone="America/New_York", by=world.actor("owner"))

    moved = Slot.objects.get(pk=slot.pk)
    assert moved.local == slot.local
    assert moved.zone == "America/New_York"
    assert (moved.at - slot.at).total_seconds() == 5 * 3600


def test_what_has_been_keeps_its_moment_when_the_zone_changes(
    world, slot, django_capture_on_commit_callbacks
):
    Slot.objects.filter(pk=slot.pk).update(at=datetime(2026, 10, 1, tzinfo=UTC), local_on=date(2026, 10, 1))

    with django_capture_on_commit_callbacks(execute=True):
        workspaces.edit(world.workspace, timezone="America/New_York", by=world.actor("owner"))

    assert Slot.objects.get(pk=slot.pk).zone == "Europe/Lisbon"
