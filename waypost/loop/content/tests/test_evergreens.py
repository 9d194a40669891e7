from datetime import timedelta

import pytest

from waypost.loop.content import tasks
from waypost.loop.content.actions import evergreens, posts, reviews
from waypost.loop.content.models import Evergreen, Post, Repeat
from waypost.loop.content.queries.repeating import empty_slots
from waypost.loop.content.tests.factories import (
    approved_post,
    drafted_post,
    first_repeat,
    slot_with_evergreen,
)
from waypost.loop.planning.domain.layout import EVERGREEN
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import MORNING
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(MORNING):
        yield


def sweep_before(slot: Slot, hours: int = 24) -> None:
    with clock.frozen_at(slot.at - timedelta(hours=hours)):
        tasks.say_again()


def filling(slot: Slot) -> Post | None:
    return Post.objects.filter(slot=slot, archived_at=None).first()


def test_a_slot_that_stays_empty_is_filled_the_day_before(world):
    slot, evergreen = slot_with_evergreen(world)

    sweep_before(slot, hours=48)
    assert filling(slot) is None
    sweep_before(slot, hours=30)

    post = filling(slot)
    assert post is not None
    assert post.is_approved
    assert (post.body, post.planned_at, post.pillar) == (evergreen.post.body, slot.at, slot.pillar)
    slot.refresh_from_db()
    assert not slot.is_open


def test_a_slot_that_is_kept_for_it_is_filled_two_weeks_before(world):
    slot, evergreen = slot_with_evergreen(world)
    Slot.objects.filter(pk=slot.pk).update(format=EVERGREEN)
    page = world.client("manager").get(f"/tern/slots/{slot.pk}").content.decode()
    assert "It goes out again here by itself" in page
    assert str(evergreen.post) in page

    sweep_before(slot, hours=14 * 24 + 12)

    post = filling(slot)
    assert post is not None
    assert post.body == evergreen.post.body


def test_a_slot_that_somebody_takes_is_left_alone(world):
    slot, _evergreen = slot_with_evergreen(world)
    mine = posts.draft(world.workspace, slot=slot, body="Mine.", by=world.actor("manager"))

    sweep_before(slot)

    assert filling(slot) == mine


def test_it_rests_before_it_is_said_again_on_a_channel(world):
    slot, evergreen = slot_with_evergreen(world, rest_days=30)
    sweep_before(slot)
    alike = Slot.objects.filter(channel=slot.channel, pillar=slot.pillar, taken_at=None).order_by("at")[0]

    sweep_before(alike)
    assert filling(alike) is None

    evergreens.keep(evergreen.post, rest_days=1, by=world.actor("manager"))
    sweep_before(alike)
    assert filling(alike) is not None


def test_its_own_first_time_counts_and_so_does_what_is_still_to_come(world):
    slot, evergreen = slot_with_evergreen(world, rest_days=10)
    posts.plan(evergreen.post, local=slot.local + timedelta(days=5), by=world.actor("manager"))

    sweep_before(slot)

    assert filling(slot) is None


def test_the_one_that_rested_longest_comes_first(world):
    slot, evergreen = slot_with_evergreen(world, rest_days=1)
    posts.plan(evergreen.post, local=slot.local + timedelta(days=5), by=world.actor("manager"))
    other = approved_post(world, slot.channel.key, body="An older truth.", reactive=False)
    Post.objects.filter(pk=other.pk).update(pillar=slot.pillar)
    other.refresh_from_db()
    evergreens.keep(other, rest_days=1, by=world.actor("manager"))

    sweep_before(slot)

    assert filling(slot).body == "An older truth."


def test_after_its_last_day_it_is_not_said_any_more(world):
    slot, evergreen = slot_with_evergreen(world)
    evergreens.keep(
        evergreen.post, rest_days=30, expires_on=slot.local_on - timedelta(days=0), by=world.actor("manager")
    )
    sweep_before(slot)
    assert filling(slot) is not None

    with clock.frozen_at(slot.at - timedelta(hours=20)):
        evergreens.keep(
            evergreen.post,
            rest_days=30,
            expires_on=slot.local_on - timedelta(days=1),
            by=world.actor("manager"),
        )

    assert filling(slot) is None
    sweep_before(slot, hours=10)
    assert filling(slot) is None


def test_what_nobody_approved_fills_nothing(world):
    slot, evergreen = slot_with_evergreen(world)
    reviews.withdraw(evergreen.post, by=world.actor("manager"))

    sweep_before(slot)

    assert filling(slot) is None


def test_a_slot_that_a_person_gave_back_is_not_filled_again(world):
    slot, _evergreen = slot_with_evergreen(world)
    sweep_before(slot)
    posts.archive(filling(slot), by=world.actor("manager"))
    slot.refresh_from_db()
    assert slot.is_open

    sweep_before(slot, hours=10)

    assert filling(slot) is None


def test_open_slots_for_the_day_stay_open(world):
    slot, _evergreen = slot_with_evergreen(world)
    Slot.objects.filter(pk=slot.pk).update(pillar=None, is_reactive=True)

    assert slot not in empty_slots(slot.at - timedelta(hours=1), slot.at)


def test_letting_it_go_gives_back_what_it_fills(world):
    slot, evergreen = slot_with_evergreen(world)
    sweep_before(slot)

    with clock.frozen_at(slot.at - timedelta(hours=20)):
        evergreens.let_go(evergreen, by=world.actor("manager"))

    assert filling(slot) is None
    assert not Evergreen.objects.exists()


def test_archiving_the_post_lets_it_go(world):
    _slot, evergreen = slot_with_evergreen(world)

    posts.archive(evergreen.post, by=world.actor("manager"))

    assert not Evergreen.objects.exists()


def test_it_needs_a_pillar_a_rest_and_a_day_to_come(world):
    _slot, evergreen = slot_with_evergreen(world)
    yesterday = world.workspace.today - timedelta(days=1)

    for post, said, why in [
        (drafted_post(world), {"rest_days": 30}, "Choose its pillar first"),
        (evergreen.post, {"rest_days": 0}, "between 1 and 730"),
        (evergreen.post, {"rest_days": 731}, "between 1 and 730"),
        (evergreen.post, {"rest_days": 30, "expires_on": yesterday}, "That day has passed"),
    ]:
        with pytest.raises(Refusal, match=why):
            evergreens.keep(post, by=world.actor("manager"), **said)


def test_a_repeat_is_not_evergreen_itself(world):
    _slot, evergreen = slot_with_evergreen(world)
    again = first_repeat(world).post
    Post.objects.filter(pk=again.pk).update(pillar=evergreen.post.pillar)
    again.refresh_from_db()

    with pytest.raises(Refusal, match="repeats another one"):
        evergreens.keep(again, rest_days=30, by=world.actor("manager"))


def test_a_slot_that_is_taken_cannot_be_filled(world):
    slot, _evergreen = slot_with_evergreen(world)
    evergreens.fill(slot, by=world.actor("manager"))

    with pytest.raises(Refusal, match="has a post"):
        evergreens.fill(slot, by=world.actor("manager"))

    assert Repeat.objects.count() == 1


def test_only_those_who_schedule_keep_one(world):
    _slot, evergreen = slot_with_evergreen(world)

    with pytest.raises(NotAllowed):
        evergreens.keep(evergreen.post, rest_days=3, by=world.actor("contributor"))
