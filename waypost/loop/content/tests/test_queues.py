from datetime import timedelta

import pytest

from waypost.foundation.channels.actions import limits
from waypost.foundation.workspaces.models import Member
from waypost.loop.content.actions import posts, queues, series
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.models import Post
from waypost.loop.content.queries.queueing import clashes_of
from waypost.loop.content.tests.factories import drafted_post, repeating_post, tomorrow
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import MORNING, opened_quarter
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


@pytest.fixture(autouse=True)
def morning():
    with clock.frozen_at(MORNING):
        yield


def free(**only) -> Slot:
    return (
        Slot.objects.filter(taken_at=None, at__gt=clock.now(), **only)
        .select_related("channel")
        .order_by("at")[0]
    )


def about(world, slot: Slot) -> Post:
    return posts.draft(
        world.workspace,
        channels=[slot.channel],
        reasons=Reasons(pillar=slot.pillar),
        by=world.actor("manager"),
    )


def test_the_next_free_slot_of_its_pillar_is_taken(world):
    opened_quarter(world)
    slot = free(pillar__isnull=False)
    before = about(world, slot)
    post = about(world, slot)

    queues.take_next(before, by=world.actor("manager"))
    queues.take_next(post, by=world.actor("manager"))

    assert before.slot == slot
    assert (post.slot.channel, post.slot.pillar) == (slot.channel, slot.pillar)
    assert post.slot.at > slot.at
    assert (post.planned_at, post.planned_local) == (post.slot.at, post.slot.local)


def test_a_reactive_post_takes_a_slot_that_was_kept_open(world):
    opened_quarter(world)
    slot = free(channel__key="gallery")
    Slot.objects.filter(pk=slot.pk).update(pillar=None, is_reactive=True)

    post = queues.take_next(drafted_post(world), by=world.actor("manager"))

    assert post.slot == slot


def test_a_post_without_a_why_takes_the_slots(world):
    opened_quarter(world)
    post = drafted_post(world, reactive=False, body="Hello.")
    assert post.pillar is None

    queues.take_next(post, by=world.actor("manager"))

    assert post.slot == free_before(post)
    assert (post.pillar, post.reactive) == (post.slot.pillar, post.slot.is_reactive)


def free_before(post: Post) -> Slot:
    return Slot.objects.filter(channel__key="gallery", at__gt=clock.now()).order_by("at")[0]


def test_its_old_slot_waits_for_a_post_again(world):
    opened_quarter(world)
    slot = free(pillar__isnull=False)
    post = posts.draft(world.workspace, slot=slot, by=world.actor("manager"))

    queues.take_next(post, by=world.actor("manager"))

    slot.refresh_from_db()
    assert slot.is_open
    assert post.slot != slot


def test_without_a_free_slot_it_says_what_to_do(world):
    with pytest.raises(Refusal, match="No slot is free on its channels"):
        queues.take_next(drafted_post(world), by=world.actor("manager"))


def test_a_post_that_goes_nowhere_takes_no_slot(world):
    opened_quarter(world)

    with pytest.raises(Refusal, match="Choose a channel first"):
        queues.take_next(drafted_post(world, channel_keys=()), by=world.actor("manager"))


def test_a_contributor_takes_no_slot(world):
    opened_quarter(world)

    with pytest.raises(NotAllowed):
        queues.take_next(drafted_post(world), by=world.actor("contributor"))


def clashes(world, post: Post, role: str = "manager") -> list[str]:
    return [clash.sentence for clash in clashes_of(world.access(role), post, world.workspace.timezone)]


def planned(world, *, days: int = 1, hour: int = 9, minute: int = 0, **details) -> Post:
    post = drafted_post(world, **details)
    return posts.plan(post, local=tomorrow(world, hour, minute, days), by=world.actor("manager"))


def test_the_same_words_on_a_channel_are_remarked_upon(world):
    planned(world, days=8)

    assert clashes(world, planned(world)) == ["Tern & Tide Gallery says the same on Tue 13 Oct, 09:00."]
    assert clashes(world, drafted_post(world)) != []


def test_the_same_words_elsewhere_or_long_ago_are_not(world):
    planned(world, days=2, channel_keys=("journal",))
    planned(world, days=40)

    assert clashes(world, planned(world)) == []


def test_the_words_of_a_channel_count_not_those_of_the_post(world):
    other = planned(world, days=8)
    other.variants.update(text="Said differently here.")

    assert clashes(world, planned(world)) == []


def test_two_posts_within_the_hour_are_remarked_upon(world):
    planned(world, hour=8, minute=20, body="Coffee first.")
    planned(world, hour=10, body="Later.")
    planned(world, hour=8, minute=30, body="Elsewhere.", channel_keys=("harbour",))

    assert clashes(world, planned(world)) == [
        "Something else goes out on Tern & Tide Gallery within the hour, on Tue 6 Oct, 08:20: “Coffee first.”."
    ]


def test_posts_without_words_do_not_say_the_same(world):
    planned(world, days=3, body="")

    assert clashes(world, planned(world, body="")) == []


def test_repeats_of_one_post_are_meant_to_say_the_same(world):
    going_on = repeating_post(world)
    again = going_on.repeats.all()[0].post

    assert clashes(world, going_on.source) == []
    assert clashes(world, again) == []
    posts.plan(again, local=going_on.start + timedelta(minutes=20), by=world.actor("manager"))
    assert len(clashes(world, again)) == 1


def test_what_was_archived_is_no_clash(world):
    posts.archive(planned(world, days=3), by=world.actor("manager"))

    assert clashes(world, planned(world)) == []


def test_a_series_of_a_limited_member_stays_on_their_channels(world):
    member = Member.objects.get(workspace=world.workspace, person=world.people["manager"])
    limits.limit(member, to=[world.channel("journal")], by=world.actor("owner"))

    with pytest.raises(NotAllowed):
        series.start(planned_by_owner(world), rule="FREQ=DAILY", by=world.actor("manager"))


def planned_by_owner(world) -> Post:
    return posts.plan(drafted_post(world, by="owner"), local=tomorrow(world), by=world.actor("owner"))
