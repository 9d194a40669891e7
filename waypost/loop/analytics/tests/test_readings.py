from dataclasses import replace
from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.models import Entry
from waypost.loop.analytics.actions import measured, natives, readings, rollups
from waypost.loop.analytics.models import ChannelDay, ChannelReading, Measured, Meter, Reading
from waypost.loop.analytics.tests.factories import METER, NOON, followed, native_post, published, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.networks import registry
from waypost.networks.contract import Disconnected, Metric, TryLater
from waypost.toolkit import clock
from waypost.toolkit.http import UnreadableAnswer
from waypost.toolkit.refusal import NotAllowed, Refusal


def read_after(row: Measured, hours: float) -> None:
    readings.read_due(row.published_at + timedelta(hours=hours), by=METER)
    row.refresh_from_db()


def test_what_went_out_is_read_a_quarter_of_an_hour_later(world: World, network: FakeNetwork):
    row = followed(world)
    network.says(row.remote_id, impressions=120, likes=7, comments=2)

    early = readings.read_due(row.published_at + timedelta(minutes=14), by=METER)
    in_time = readings.read_due(row.published_at + timedelta(minutes=15), by=METER)

    row.refresh_from_db()
    assert (early, in_time) == (0, 1)
    assert row.counts == {Metric.IMPRESSIONS: 120, Metric.LIKES: 7, Metric.COMMENTS: 2}
    assert row.engagements == 9
    assert row.reach is None
    assert row.next_due_at == row.published_at + timedelta(minutes=30)


def test_the_sweep_finds_what_nobody_followed(world: World, network: FakeNetwork):
    publication = published(world, at=clock.now() - timedelta(hours=2))
    network.says(publication.remote_id, impressions=5)

    readings.read_due(by=METER)

    assert Measured.objects.get(publication=publication).impressions == 5


def test_a_network_that_counts_nothing_of_posts_is_not_asked_and_no_post_is_gone(
    world: World, network: FakeNetwork, monkeypatch: pytest.MonkeyPatch
):
    row = followed(world)
    card = replace(row.channel.card, post_metrics=(), past=False)
    monkeypatch.setattr(registry, "card", lambda name: card)

    readings.read_due(row.published_at + timedelta(minutes=15), by=METER)
    natives.bring_in_due(by=METER)

    row.refresh_from_db()
    meter = Meter.objects.get(channel=row.channel)
    assert (row.gone_at, network.asked) == (None, [])
    assert row.read_at is not None
    assert (meter.history_done_at, meter.history_trouble) == (None, "")


def test_following_twice_measures_once(world: World):
    publication = published(world)

    first = measured.follow(publication, by=METER)
    second = measured.follow(publication, by=METER)

    assert first == second
    assert ChannelDay.objects.get().posts_count == 1


def test_an_answer_is_not_measured(world: World):
    publication = published(world, kind="answer")

    assert measured.follow(publication, by=METER) is None


def test_what_has_not_gone_out_is_refused(world: World):
    publication = published(world)
    publication.state = "scheduled"

    with pytest.raises(Refusal, match="went out"):
        measured.follow(publication, by=METER)


def test_a_second_reading_at_the_same_moment_counts_nothing_twice(world: World, network: FakeNetwork):
    row = followed(world)
    network.says(row.remote_id, impressions=120)
    moment = row.published_at + timedelta(hours=1)

    readings.read(row.channel, now=moment, by=METER)
    readings.keep(row.channel, {row.pk: {Metric.IMPRESSIONS: 120}}, now=moment, by=METER)

    assert Reading.objects.count() == 1
    assert ChannelDay.objects.get().impressions == 120


def test_what_is_gained_goes_to_the_day_on_which_it_was_read(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    network.says(row.remote_id, impressions=100, clicks=4)
    read_after(row, 1)
    network.says(row.remote_id, impressions=160, clicks=9)

    read_after(row, 25)

    days = {day.on.day: day for day in ChannelDay.objects.filter(channel=row.channel)}
    assert (days[18].impressions, days[18].clicks, days[18].posts_count) == (100, 4, 1)
    assert (days[19].impressions, days[19].clicks, days[19].posts_count) == (60, 5, 0)
    assert row.impressions == 160


def test_a_late_first_reading_tells_of_the_day_of_publication(world: World, network: FakeNetwork):
    native = native_post(world, at=clock.now() - timedelta(days=200))
    network.says(native.remote_id, impressions=900)

    readings.read_due(by=METER)

    assert ChannelDay.objects.get(impressions=900).on == world.workspace.local(native.at).date()


def test_a_counter_that_was_reset_keeps_the_larger_total(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    network.says(row.remote_id, impressions=1000, likes=20)
    read_after(row, 1)
    network.says(row.remote_id, impressions=50, likes=18)

    read_after(row, 2)

    assert (row.impressions, row.likes) == (1000, 18)
    assert Reading.objects.order_by("-at")[0].impressions == 50
    assert ChannelDay.objects.get(channel=row.channel).likes == 18


def test_a_metric_that_is_not_said_any_more_keeps_its_total(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    network.says(row.remote_id, impressions=70, reach=60)
    read_after(row, 1)
    network.says(row.remote_id, impressions=80)

    read_after(row, 2)

    assert (row.impressions, row.reach) == (80, 60)


def test_a_post_that_was_deleted_keeps_its_numbers_and_is_left_alone_after_a_second_look(
    world: World, network: FakeNetwork
):
    row = followed(world, at=NOON)
    network.says(row.remote_id, impressions=70)
    read_after(row, 1)
    network.counts.clear()

    read_after(row, 2)
    assert row.is_gone
    assert row.next_due_at == NOON + timedelta(hours=26)
    read_after(row, 26)

    assert row.next_due_at is None
    assert row.impressions == 70
    assert Entry.objects.filter(verb="post.gone").count() == 1


def test_a_post_that_was_only_hidden_for_a_while_is_read_on(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    read_after(row, 1)
    network.says(row.remote_id, impressions=70)

    read_after(row, 25)

    assert not row.is_gone
    assert row.impressions == 70


def test_a_network_that_asks_for_patience_gets_it(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    network.fails = TryLater(600, "Too many questions.")
    readings.read_due(NOON + timedelta(hours=1), by=METER)
    network.fails = None
    network.says(row.remote_id, impressions=3)

    too_soon = readings.read_due(NOON + timedelta(hours=1, minutes=9), by=METER)
    read = readings.read_due(NOON + timedelta(hours=1, minutes=10), by=METER)

    assert (too_soon, read) == (0, 1)
    assert Meter.objects.get(channel=row.channel).trouble == ""


def test_one_channel_s_trouble_does_not_stop_the_others(world: World, network: FakeNetwork):
    row = followed(world, channel_key="journal", at=NOON)
    network.says(row.remote_id, impressions=3)
    Channel.objects.filter(key="gallery").update(health="disconnected")
    network.fails = UnreadableAnswer("half a page")

    readings.read_due(NOON + timedelta(hours=1), by=METER)

    assert Meter.objects.get(channel=row.channel).trouble == "half a page"
    assert not Meter.objects.filter(channel__key="gallery").exists()


def test_a_channel_that_refuses_our_token_waits_for_a_person(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    network.fails = Disconnected("The token was withdrawn.")

    readings.read_due(NOON + timedelta(hours=1), by=METER)

    row.channel.refresh_from_db()
    assert row.channel.health == Channel.Health.ATTENTION
    assert "withdrawn" in row.channel.health_reason


def test_followers_are_read_once_a_day(world: World, network: FakeNetwork):
    readings.read_due(NOON, by=METER)
    network.followers = 650

    readings.read_due(NOON + timedelta(hours=23), by=METER)
    readings.read_due(NOON + timedelta(hours=24), by=METER)

    gallery = ChannelReading.objects.filter(channel=world.channel("gallery"))
    assert list(gallery.values_list("followers", flat=True)) == [640, 650]
    assert Meter.objects.get(channel=world.channel("gallery")).followers == 650


def test_a_post_remembers_the_followers_it_began_with(world: World, network: FakeNetwork):
    row = followed(world, at=NOON)
    network.says(row.remote_id, likes=1)
    read_after(row, 1)
    network.followers = 900

    read_after(row, 26)

    assert row.followers == 640


def test_posts_are_asked_for_as_many_at_once_as_the_network_takes(world: World, network: FakeNetwork):
    for _ in range(5):
        network.says(followed(world, at=NOON).remote_id, likes=1)

    readings.read_due(NOON + timedelta(hours=1), by=METER)

    assert [len(batch) for batch in network.asked] == [2, 2, 1]


def test_only_the_program_sweeps(world: World):
    with pytest.raises(NotAllowed):
        readings.read_due(by=world.actor("owner"))


def test_days_are_days_of_the_brand_s_wall_and_follow_its_zone(world: World, network: FakeNetwork):
    late = NOON.replace(hour=23, minute=30)
    row = followed(world, at=late)
    network.says(row.remote_id, impressions=10)
    readings.read_due(late + timedelta(minutes=15), by=METER)
    network.says(row.remote_id, impressions=25)
    readings.read_due(late + timedelta(minutes=45), by=METER)
    world.workspace.timezone = "Asia/Tokyo"
    world.workspace.save()

    rollups.rebuild(world.workspace, by=METER)

    [day] = ChannelDay.objects.exclude(impressions=None)
    assert (day.on.day, day.impressions, day.posts_count, day.followers) == (19, 25, 1, 640)


def test_days_made_anew_say_what_they_said(world: World, network: FakeNetwork):
    rows = [followed(world, at=NOON - timedelta(days=number), channel_key=key) for number, key in
            enumerate(["gallery", "journal", "gallery", "harbour"])]  # fmt: skip
    for hour in (1, 30, 100):
        for number, row in enumerate(rows):
            network.says(row.remote_id, impressions=hour * (number + 3), likes=(hour * 7 + number) % 11)
        readings.read_due(NOON + timedelta(hours=hour), by=METER)
    facts = ("channel_id", "on", "posts_count", "native_count", "impressions", "likes", "followers")
    before = set(ChannelDay.objects.values_list(*facts))

    rollups.rebuild(world.workspace, by=METER)

    assert set(ChannelDay.objects.values_list(*facts)) == before


def test_readings_across_the_end_of_summer_time_are_spaced_by_real_hours(world: World, network: FakeNetwork):
    before = clock.to_utc(NOON.replace(month=10, day=24, hour=23, minute=50, tzinfo=None), "Europe/Lisbon")
    row = followed(world, at=before)
    network.says(row.remote_id, impressions=10)

    read_after(row, 2)

    assert row.local_on.day == 24
    assert row.next_due_at == before + timedelta(hours=3)


def test_reasons_follow_their_post(world: World):
    row = read_post(world, impressions=4)
    row.post.reactive = True
    row.post.save()

    measured.follow_reasons(row.post, by=METER)

    row.refresh_from_db()
    assert row.reactive
