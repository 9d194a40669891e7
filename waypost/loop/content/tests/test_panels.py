from datetime import timedelta

import pytest
from django.urls import reverse

from waypost.loop.content.actions import posts, series
from waypost.loop.content.panels import posts_of_changed_pillars, posts_with_a_time, times_of_series
from waypost.loop.content.tests.factories import (
    approved_post,
    drafted_post,
    repeating_post,
    submitted_post,
    tomorrow,
)
from waypost.loop.planning import sources
from waypost.loop.planning.domain.calendar import Filters, Period
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy import impact
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.removal import without_references_to_removed
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy


def items(world, role: str = "manager", **filters):
    day = tomorrow(world).date()
    period = Period(day, day + timedelta(days=1))
    return posts_with_a_time(world.access(role), world.workspace, period, Filters(**filters))


def test_a_post_with_a_time_is_one_slip_whatever_the_number_of_its_channels(world):
    accepted_strategy(world)
    post = drafted_post(
        world, reactive=False, channel_keys=("gallery", "journal"), body="Behind the scenes: ink\nMore"
    )
    posts.plan(post, by=world.actor("manager"), local=tomorrow(world))

    (item,) = items(world)

    assert (item.local, item.at, item.title) == (tomorrow(world), post.planned_at, "Behind the scenes: ink")
    assert (item.pillar, item.hue) == ("Behind the scenes", 5)
    assert [mark.name for mark in item.channels] == ["Tern & Tide Gallery", "The Tide Journal"]
    assert (item.state, item.shape) == ("Draft", "ring")
    assert item.href == reverse("content:post", kwargs={"workspace": "tern", "post_id": post.pk})
    assert item.move_url == reverse("content:time", kwargs={"workspace": "tern", "post_id": post.pk})


def test_only_who_may_schedule_may_move_a_slip(world):
    approved_post(world, local=tomorrow(world))

    assert items(world, "viewer")[0].move_url is None
    assert items(world, "marketer")[0].move_url is not None


def test_states_differ_by_word_and_shape(world):
    approved_post(world, local=tomorrow(world))
    waiting = submitted_post(world)
    posts.plan(waiting, by=world.actor("manager"), local=tomorrow(world, hour=10))

    assert {(item.state, item.shape) for item in items(world)} == {
        ("Approved", "check"),
        ("In review", "half"),
    }


def test_the_calendar_narrows_by_channel_and_pillar(world):
    accepted_strategy(world)
    inked = drafted_post(world, reactive=False, body="Behind the scenes: ink", channel_keys=("journal",))
    posts.plan(inked, by=world.actor("manager"), local=tomorrow(world))
    approved_post(world, channel_key="gallery", local=tomorrow(world))

    assert [item.id for item in items(world, channel_id=world.channel("journal").pk)] == [inked.pk]
    assert [item.id for item in items(world, pillar_id=inked.pillar_id)] == [inked.pk]


def test_archived_and_later_posts_are_not_in_view(world):
    gone = approved_post(world, local=tomorrow(world))
    posts.archive(gone, by=world.actor("manager"))
    approved_post(world, local=tomorrow(world, days=4))

    assert items(world) == []


def test_the_calendar_asks_content_once(world, django_assert_num_queries):
    for hour in range(3):
        approved_post(world, local=tomorrow(world, hour=hour + 6))
    access, day = world.access("manager"), tomorrow(world).date()

    with django_assert_num_queries(1):
        found = posts_with_a_time(access, world.workspace, Period(day, day), Filters())

    assert len(found) == 3


def test_a_taken_slot_and_its_post_are_one_slip(world):
    opened_quarter(world)
    slot = open_slot(world)
    period = Period(slot.local_on, slot.local_on)
    before = sources.items(world.access("manager"), world.workspace, period, Filters())

    post = posts.draft(world.workspace, by=world.actor("manager"), slot=slot, body="Ink")

    after = sources.items(world.access("manager"), world.workspace, period, Filters())
    assert len(after) == len(before)
    assert [item.id for item in after if item.kind == "post"] == [post.pk]


@pytest.fixture
def changed() -> Strategy:
    """Without harbour life, and with another purpose for finished work."""
    before = tern_and_tide()
    kept = tuple(
        pillar.model_copy(update={"purpose": "Other"}) if pillar.key == "finished-work" else pillar
        for pillar in before.pillars
        if pillar.key != "harbour-life"
    )
    return before.model_copy(update={"pillars": kept})


def test_a_new_version_says_how_many_posts_it_touches(world, changed):
    accepted_strategy(world)
    drafted_post(world, reactive=False, body="Harbour life at noon")
    drafted_post(world, reactive=False, body="Finished work of the week")
    drafted_post(world, reactive=False, body="Behind the scenes: ink")
    gone = drafted_post(world, reactive=False, body="Harbour life at dusk")
    posts.archive(gone, by=world.actor("manager"))

    found = impact.touched(world.access("strategist"), world.workspace, tern_and_tide(), changed)

    ours = {item.label: item.count for item in found if "posts" in item.label}
    assert ours == {"posts of pillars that change": 1, "posts of pillars that go": 1}


def test_a_renamed_pillar_is_not_gone(world):
    accepted_strategy(world)
    drafted_post(world, reactive=False, body="Harbour life at noon")
    before = tern_and_tide()
    renamed = tuple(
        pillar.model_copy(update={"key": "quay-life", "was": "harbour-life", "label": "Quay life"})
        if pillar.key == "harbour-life"
        else pillar
        for pillar in before.pillars
    )
    after = before.model_copy(update={"pillars": renamed})

    touched = posts_of_changed_pillars(world.access("strategist"), world.workspace, before, after)

    assert [item.count for item in touched] == [1, 0]


def test_a_first_version_touches_nothing(world):
    assert posts_of_changed_pillars(world.access("strategist"), world.workspace, None, tern_and_tide()) == []


def test_the_page_of_a_slot_leads_to_writing_and_then_to_the_post(world):
    opened_quarter(world)
    slot = open_slot(world)
    page = reverse("planning:slot", kwargs={"workspace": "tern", "slot_id": slot.pk})
    client = world.client("manager")

    before = client.get(page).content.decode()
    post = posts.draft(world.workspace, by=world.actor("manager"), slot=slot, body="Ink on the sleeve")
    after = client.get(page).content.decode()

    assert f"drafts?slot={slot.pk}" in before
    assert reverse("content:post", kwargs={"workspace": "tern", "post_id": post.pk}) in after
    assert "Ink on the sleeve" in after


def far(world, weeks: int, role: str = "manager", **filters):
    day = tomorrow(world, days=1 + 7 * weeks).date()
    return times_of_series(
        world.access(role), world.workspace, Period(day, day + timedelta(days=6)), Filters(**filters)
    )


def test_what_repeats_far_ahead_stands_on_the_calendar_before_its_post_is_made(
    world, django_assert_num_queries
):
    going_on = repeating_post(world)
    world.access("manager")

    with django_assert_num_queries(2):
        (item,) = far(world, 6)

    assert item.local == going_on.start + timedelta(weeks=6)
    assert (item.state, item.move_url) == ("Repeats", None)
    assert [mark.name for mark in item.channels] == ["Tern & Tide Gallery"]
    assert item.href == reverse("content:series", kwargs={"workspace": "tern", "post_id": going_on.source_id})


def test_what_is_made_is_left_to_its_post(world):
    repeating_post(world)

    assert far(world, 2) == []


def test_what_was_taken_out_or_has_ended_is_not_on_the_calendar(world):
    going_on = repeating_post(world)

    series.skip(going_on, local=going_on.start + timedelta(weeks=6), by=world.actor("manager"))
    assert far(world, 6) == []
    assert len(far(world, 7)) == 1
    series.end(going_on, by=world.actor("manager"))

    assert far(world, 7) == []


def test_what_repeats_follows_the_filters(world):
    repeating_post(world)

    assert len(far(world, 6, channel_id=world.channel("gallery").pk)) == 1
    assert far(world, 6, channel_id=world.channel("journal").pk) == []
    assert far(world, 6, pillar_id=1) == []


def test_a_post_of_a_pillar_that_goes_gets_another_or_loses_its_time(world, changed):
    accepted_strategy(world)
    moved = drafted_post(world, reactive=False, body="Harbour life at noon")
    held = drafted_post(world, reactive=False, body="Harbour life at dusk")
    posts.plan(held, by=world.actor("manager"), local=tomorrow(world))
    wishes = {"posts": "move:finished-work", f"posts-{held.pk}": "hold"}
    pillars = tuple(row.model_copy(update={"share": 0.5}) for row in changed.pillars)

    versions.put_in_force(
        world.workspace,
        strategy=without_references_to_removed(
            tern_and_tide(), changed.model_copy(update={"pillars": pillars})
        ),
        wishes=wishes,
        by=world.actor("owner"),
    )

    moved.refresh_from_db()
    held.refresh_from_db()
    assert (moved.pillar.key, held.pillar.key) == ("finished-work", "harbour-life")
    assert held.planned_at is None


def test_a_post_that_stands_in_the_queue_is_not_told_twice(world, changed):
    accepted_strategy(world)
    approved_post(world, local=tomorrow(world), reactive=False, body="Harbour life at noon")

    found = posts_of_changed_pillars(world.access("strategist"), world.workspace, tern_and_tide(), changed)

    assert [item.count for item in found] == [0, 0]


def test_a_change_is_suggested_from_a_post(world):
    accepted_strategy(world)
    post = drafted_post(world, body="Low tide at nine.")
    client = world.client("contributor")
    page = f"/tern/strategy/suggestions/post/{post.pk}/"

    assert page in client.get(f"/tern/posts/{post.pk}").content.decode()
    client.post(page, {"words": "A pillar for tides.", "section": "pillars"})

    found = Proposal.objects.get()
    assert (found.stands_on.measure, found.stands_on.saw) == ("Post: Low tide at nine.", "Low tide at nine.")
    assert found.stands_on.page == f"posts/{post.pk}"
