"""What a person posted by hand counts as sent, though nobody can ask for its numbers."""

from datetime import timedelta

from tests.world import World
from waypost.foundation.channels.tests.factories import channel_by_hand
from waypost.loop.analytics.actions import measured
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.due import channels_due
from waypost.loop.analytics.tests.factories import METER, published
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock


def by_hand(world: World) -> Publication:
    publication = published(world)
    channel = channel_by_hand(world)
    Publication.objects.filter(pk=publication.pk).update(channel=channel)
    return Publication.objects.select_related("channel", "workspace", "post").get(pk=publication.pk)


def test_it_is_among_what_was_sent_and_is_never_read(world: World) -> None:
    publication = by_hand(world)

    measured.catch_up(by=METER)

    row = Measured.objects.get(publication=publication)
    assert row.next_due_at is None
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        assert publication.channel not in channels_due(clock.now())


def test_its_pages_say_that_nobody_counts_it(world: World) -> None:
    publication = by_hand(world)
    measured.catch_up(by=METER)
    row = Measured.objects.get(publication=publication)
    client = world.client("manager")

    pages = [
        client.get(f"/tern/publishing/{publication.pk}/").content.decode(),
        client.get(f"/tern/results/posts/{row.pk}/").content.decode(),
    ]

    assert "may not ask Instagram for numbers" in pages[0]
    assert "This post is not measured" in pages[1]
    assert "first numbers" not in "".join(pages)
