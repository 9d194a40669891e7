"""What repeats reaches the queue as any post does."""

from datetime import UTC, datetime, timedelta

from tests.world import World
from waypost.loop.content.actions import posts, series
from waypost.loop.content.models import Post, Series
from waypost.loop.content.tests.factories import approved_post
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock

MORNING = datetime(2026, 10, 5, 6, tzinfo=UTC)
MONDAY = datetime(2026, 10, 5, 9)


def weekly(world: World) -> Series:
    return series.start(approved_post(world, local=MONDAY), rule="FREQ=WEEKLY", by=world.actor("manager"))


def queued() -> list[str]:
    found = Publication.objects.filter(state="scheduled").order_by("due_at")
    return [f"{each.local_on:%d %b} {each.local_time:%H:%M}" for each in found]


def test_what_repeats_is_scheduled_at_its_times(world):
    with clock.frozen_at(MORNING):
        weekly(world)

    assert queued() == ["05 Oct 09:00", "12 Oct 09:00", "19 Oct 09:00", "26 Oct 09:00", "02 Nov 09:00"]


def test_a_skipped_one_leaves_the_queue(world):
    with clock.frozen_at(MORNING):
        series.skip(weekly(world), local=MONDAY + timedelta(days=7), by=world.actor("manager"))

    assert "12 Oct 09:00" not in queued()
    assert Publication.objects.get(local_on="2026-10-12").state == "cancelled"


def test_nothing_of_a_series_is_approved_while_its_post_is_not(world):
    with clock.frozen_at(MORNING):
        source = weekly(world).source
        posts.write(source, version=source.version, body="Something else.", by=world.actor("manager"))

    assert not Post.objects.filter(state="approved").exists()
    assert {each.variant.is_approved for each in Publication.objects.select_related("variant")} == {False}
