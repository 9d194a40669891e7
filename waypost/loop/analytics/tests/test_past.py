from datetime import timedelta

import pytest

from waypost.loop.analytics.actions import past, rollups
from waypost.loop.analytics.actions.readings import keep
from waypost.loop.analytics.models import ChannelDay, ChannelReading, Measured, NativePost, Reading
from waypost.loop.analytics.queries.past import past_followers, past_results
from waypost.loop.analytics.tests.factories import METER, NOON, native_post, read_post
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.contract import Metric
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed


@pytest.fixture
def counted(world):
    """A post of ours that was read twice, and one that was made in the app and read by nobody."""
    accepted_strategy(world)
    row = read_post(
        world,
        at=NOON - timedelta(days=9),
        read_at=NOON - timedelta(days=8),
        impressions=40,
        likes=2,
        pillar="behind-the-scenes",
    )
    keep(row.channel, {row.pk: {Metric.IMPRESSIONS: 90, Metric.LIKES: 5}}, now=NOON, by=METER)
    native_post(world, at=NOON - timedelta(days=3))
    return world


def taken_over(world):
    """The results of the gallery, taken over by the journal."""
    there = [result for _key, result in past_results(world.access("owner"))]
    return past.take_over(world.channel("journal"), there, by=world.actor("owner"))


def test_what_was_counted_elsewhere_counts_here(counted):
    was = Measured.objects.get(publication__isnull=False)
    was.refresh_from_db()

    assert taken_over(counted) == 2

    now = Measured.objects.get(channel=counted.channel("journal"), remote_id=was.remote_id)
    assert (now.impressions, now.likes, now.engagements) == (90, 5, was.engagements)
    assert (now.published_at, now.read_at, now.local_on) == (was.published_at, NOON, was.local_on)
    assert (now.words, now.pillar, now.format) == (was.words, was.pillar, was.format)
    assert Reading.objects.filter(measured=now).count() == 2
    assert now.next_due_at is None, "nobody asks the network for what it does not know here"
    days = ChannelDay.objects.order_by("on").values_list("on", "posts_count", "impressions", "likes")
    gallery, journal = (list(days.filter(channel=counted.channel(key))) for key in ("gallery", "journal"))
    assert gallery == journal


def test_taking_over_twice_counts_once(counted):
    taken_over(counted)

    assert taken_over(counted) == 0

    assert NativePost.objects.filter(channel=counted.channel("journal")).count() == 2


def test_days_made_anew_are_the_days_that_came(counted):
    taken_over(counted)
    before = list(ChannelDay.objects.order_by("channel", "on").values_list("on", "impressions", "likes"))

    rollups.rebuild(counted.workspace, by=counted.actor("owner"))

    assert before == list(
        ChannelDay.objects.order_by("channel", "on").values_list("on", "impressions", "likes")
    )


def test_only_what_nobody_explained_waits_to_be_explained(counted):
    taken_over(counted)

    waiting = NativePost.objects.filter(channel=counted.channel("journal"), explained_at=None)
    assert [native.text for native in waiting] == ["Fog over the jetty"]


def test_followers_of_before_are_the_days_last_word(world):
    channel, at = world.channel("gallery"), clock.now() - timedelta(days=40)

    past.take_followers_over(channel, {at: 40, at + timedelta(minutes=1): 41}, by=world.actor("owner"))

    assert [row.followers for _key, row in past_followers(world.access("owner"))] == [40, 41]
    assert ChannelReading.objects.count() == 2
    assert ChannelDay.objects.get(channel=channel).followers == 41


def test_a_writer_takes_no_results_over(counted):
    there = [result for _key, result in past_results(counted.access("owner"))]

    with pytest.raises(NotAllowed):
        past.take_over(counted.channel("journal"), there, by=counted.actor("contributor"))
