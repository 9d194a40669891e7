from datetime import timedelta

from waypost.loop.content.actions import attachments, posts, reviews, variants
from waypost.loop.content.models import Post
from waypost.loop.content.queries import (
    PostFilters,
    awaiting_review,
    outgoing_of,
    posts_found,
    ready_to_go,
)
from waypost.loop.content.queries.listing import lines_of
from waypost.loop.content.tests.factories import (
    approved_post,
    attached,
    drafted_post,
    only_variant,
    submitted_post,
    tomorrow,
)
from waypost.toolkit import clock


def test_what_goes_out_is_the_posts_words_unless_the_channel_has_its_own(world):
    post = drafted_post(world, channel_keys=("gallery", "journal"), body="Tide: https://tern.example/tide")
    variants.adapt(post, by=world.actor("manager"), channel=world.channel("journal"), text="Low tide")

    gallery = outgoing_of(post.variants.get(channel__key="gallery"))
    journal = outgoing_of(post.variants.get(channel__key="journal"))

    assert (gallery.text, gallery.links, gallery.format) == (
        "Tide: https://tern.example/tide",
        ("https://tern.example/tide",),
        "text",
    )
    assert (journal.text, journal.links) == ("Low tide", ())


def test_pictures_go_out_in_their_order_with_their_words(world):
    post = drafted_post(world)
    first = attached(world, post, alt="A tern", shade=1)
    second = attached(world, post, alt="The jetty", shade=2)
    attachments.describe(second, by=world.actor("manager"), alt="The jetty at low tide")
    attachments.move(second, by=world.actor("manager"), to=1)

    content = outgoing_of(only_variant(post))

    assert content.format == "carousel"
    assert [part.alt for part in content.media] == ["The jetty at low tide", "A tern"]
    assert content.media[1].sha256 == first.media.sha256
    assert content.media[0].size == second.media.size


def test_ready_to_go_is_everything_in_the_window_that_was_submitted(world):
    nine = tomorrow(world)
    approved = approved_post(world, local=nine)
    waiting = submitted_post(world)
    posts.plan(waiting, by=world.actor("manager"), local=nine + timedelta(minutes=30))
    draft = drafted_post(world)
    posts.plan(draft, by=world.actor("manager"), local=nine)
    archived = approved_post(world, local=nine)
    posts.archive(archived, by=world.actor("manager"))
    later = approved_post(world, local=nine + timedelta(hours=2))
    start = clock.to_utc(nine, world.workspace.timezone)

    found = ready_to_go(start, start + timedelta(hours=2))

    assert [variant.post for variant in found] == [approved, waiting]
    assert later.planned_at == start + timedelta(hours=2)


def test_rendering_what_is_ready_takes_no_query_per_post(world, django_assert_num_queries):
    for hour in range(3):
        post = approved_post(world, local=tomorrow(world, hour=9 + hour))
        attached(world, post, shade=hour)
        reviews.submit(post, by=world.actor("manager"))
    now = clock.now()

    with django_assert_num_queries(2):
        contents = [
            (outgoing_of(variant), variant.channel.card, variant.post.workspace.grace)
            for variant in ready_to_go(now, now + timedelta(days=3))
        ]

    assert len(contents) == 3


def test_waiting_reviews_come_in_the_order_of_their_time(world):
    later, sooner, unplanned = (submitted_post(world) for _ in range(3))
    posts.plan(later, by=world.actor("manager"), local=tomorrow(world, hour=17))
    posts.plan(sooner, by=world.actor("manager"), local=tomorrow(world, hour=9))
    drafted_post(world)

    assert list(awaiting_review(world.access("approver"))) == [sooner, later, unplanned]


def test_the_list_can_be_narrowed(world):
    planned = approved_post(world, channel_key="journal", local=tomorrow(world))
    draft = drafted_post(world)
    gone = drafted_post(world)
    posts.archive(gone, by=world.actor("manager"))
    access = world.access("viewer")

    def found(**choice: object) -> list[Post]:
        return list(posts_found(access, PostFilters(**choice)))

    assert found() == [draft, planned]
    assert found(state="approved") == [planned]
    assert found(channel_id=world.channel("journal").pk) == [planned]
    assert found(month=planned.planned_on) == [planned]
    assert found(month=planned.planned_on + timedelta(days=62)) == []
    assert found(archived=True) == [gone]


def test_a_list_of_any_length_takes_two_queries(world, django_assert_num_queries):
    for _ in range(4):
        drafted_post(world, channel_keys=("gallery", "journal"), body="First line\nSecond line")

    access = world.access("viewer")

    with django_assert_num_queries(2):
        lines = lines_of(posts_found(access, PostFilters()))

    assert {line.words for line in lines} == {"First line"}
    assert lines[0].channels == (("sandbox", "Tern & Tide Gallery"), ("sandbox", "The Tide Journal"))
