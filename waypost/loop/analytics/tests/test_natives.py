from datetime import timedelta

import pytest
from django.db import transaction

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.models import Entry
from waypost.foundation.workspaces.models import Member
from waypost.loop.analytics.actions import measured, natives, readings
from waypost.loop.analytics.models import ChannelDay, Measured, Meter, NativePost
from waypost.loop.analytics.queries.overview import channels_read, reading_of
from waypost.loop.analytics.tests.factories import METER, NOON, followed, native_post, pillar_of, published
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.publishing.actions import decisions
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.contract import Account, PastPosts, TryLater
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_what_was_posted_elsewhere_comes_in_for_twelve_months(world: World, network: FakeNetwork):
    now = clock.now()
    network.has_posted("n1", "Fog", now - timedelta(days=3))
    network.has_posted("n2", "Ink", now - timedelta(days=300), form="image")
    network.has_posted("n3", "Old", now - timedelta(days=400))

    brought = natives.bring_in(world.channel("gallery"), by=METER)

    assert brought == 2
    assert set(NativePost.objects.values_list("remote_id", "format")) == {("n1", "text"), ("n2", "image")}
    assert Measured.objects.filter(native__isnull=False, next_due_at__lte=clock.now()).count() == 2
    assert sum(ChannelDay.objects.values_list("native_count", flat=True)) == 2


def test_bringing_in_twice_brings_nothing_in_twice(world: World, network: FakeNetwork):
    for number in range(8):
        network.has_posted(f"n{number}", "Fog", clock.now() - timedelta(days=number))

    first = natives.bring_in(world.channel("gallery"), by=METER)
    second = natives.bring_in(world.channel("gallery"), by=METER)

    assert (first, second) == (8, 0)
    assert network.pages == 3 + 1


def test_what_we_sent_ourselves_is_not_brought_in(world: World, network: FakeNetwork):
    publication = published(world)
    network.has_posted(publication.remote_id, publication.text, clock.now() - timedelta(hours=1))

    assert natives.bring_in(world.channel("gallery"), by=METER) == 0


def test_what_may_be_ours_is_nobody_else_s_until_somebody_looked(world: World, network: FakeNetwork):
    publication = scheduled_publication(world, state=State.UNKNOWN)
    network.has_posted("remote-lost", publication.text, clock.now() - timedelta(hours=1))

    assert natives.bring_in(world.channel("gallery"), by=METER) == 0

    decisions.give_up(publication, by=world.actor("manager"))
    assert natives.bring_in(world.channel("gallery"), by=METER) == 1


def test_what_came_in_before_its_publication_was_confirmed_becomes_ours(world: World, network: FakeNetwork):
    network.has_posted("remote-late", "Low tide.", clock.now() - timedelta(hours=2))
    natives.bring_in(world.channel("gallery"), by=METER)
    publication = published(world)
    publication.remote_id = "remote-late"
    publication.save()

    row = measured.follow(publication, by=METER)

    assert row is not None
    assert row.native is None
    assert not NativePost.objects.exists()
    assert sum(ChannelDay.objects.values_list("posts_count", flat=True)) == 1
    assert sum(ChannelDay.objects.values_list("native_count", flat=True)) == 0


def test_a_network_that_stops_half_way_is_asked_on_from_there(world: World, network: FakeNetwork):
    for number in range(9):
        network.has_posted(f"n{number}", "Fog", clock.now() - timedelta(days=number))
    ask, channel = network.history, world.channel("gallery")

    def once(account, cursor):
        if cursor == "6":
            raise TryLater(120, "Too many questions.")
        return ask(account, cursor)

    network.history = once  # type: ignore[method-assign]
    natives.bring_in(channel, by=METER)
    network.history = ask  # type: ignore[method-assign]
    with clock.frozen_at(clock.now() + timedelta(minutes=3)):
        natives.bring_in_due(by=METER)

    assert NativePost.objects.filter(channel=channel).count() == 9
    assert Meter.objects.get(channel=channel).history_done_at is not None


def test_a_past_that_cannot_be_seen_yet_holds_no_numbers_up(world: World, network: FakeNetwork):
    row = followed(world, channel_key="gallery")
    network.says(row.remote_id, impressions=3)
    network.history = refuse  # type: ignore[method-assign]
    natives.bring_in(row.channel, by=METER)

    with clock.frozen_at(clock.now() + timedelta(minutes=30)):
        read = readings.read_due(by=METER)

    assert read == 1
    seen = reading_of(channels_read(world.access("owner")))
    assert ("Tern & Tide Gallery", "Profile not found.") in seen.troubles


def refuse(account: Account, cursor: str) -> PastPosts:
    raise TryLater(3600, "Profile not found.")


def test_a_channel_is_looked_at_again_a_day_later(world: World, network: FakeNetwork):
    natives.bring_in_due(NOON, by=METER)
    network.has_posted("n1", "Fog", clock.now() - timedelta(hours=1))

    natives.bring_in_due(by=METER)
    assert not NativePost.objects.exists()
    with clock.frozen_at(clock.now() + timedelta(hours=25)):
        natives.bring_in_due(by=METER)

    assert NativePost.objects.filter(remote_id="n1").count() == len(world.channels) + 1


def test_words_suggest_a_pillar_and_nobody_is_held_to_it(world: World, network: FakeNetwork):
    accepted_strategy(world)
    network.has_posted(
        "n1", "Ink on the sleeves again: the work as it happens.", clock.now() - timedelta(days=1)
    )
    network.has_posted("n2", "Hello.", clock.now() - timedelta(days=2))

    natives.bring_in(world.channel("gallery"), by=METER)

    first, second = NativePost.objects.order_by("remote_id")
    assert first.suggested == pillar_of(world, "behind-the-scenes")
    assert first.pillar is None
    assert second.suggested is None
    assert not Measured.objects.exclude(pillar=None).exists()


def test_a_why_is_given_to_many_at_once(world: World):
    accepted_strategy(world)
    rows = [native_post(world), native_post(world)]
    pillar = pillar_of(world, "behind-the-scenes")

    count = natives.explain(world.workspace, chosen=rows, pillar=pillar, by=world.actor("manager"))

    assert count == 2
    assert set(Measured.objects.values_list("pillar_id", flat=True)) == {pillar.pk}
    assert Entry.objects.get(verb="natives.explained").details == {"count": 2, "pillar": "behind-the-scenes"}


def test_somebody_may_say_that_there_is_no_why(world: World):
    row = native_post(world)

    natives.explain(world.workspace, chosen=[row], pillar=None, by=world.actor("manager"))

    row.refresh_from_db()
    assert row.explained_at is not None
    assert row.pillar is None


def test_suggestions_are_taken_together(world: World):
    accepted_strategy(world)
    pillar = pillar_of(world, "behind-the-scenes")
    rows = [native_post(world, suggested=pillar), native_post(world)]

    taken = natives.take_suggestions(world.workspace, chosen=rows, by=world.actor("manager"))

    assert taken == 1
    assert NativePost.objects.get(explained_at=None) == rows[1]


def test_another_brand_s_pillar_explains_nothing_here(world: World):
    accepted_strategy(world)
    row = native_post(world)
    across = world.across()
    accepted_strategy(across)

    with pytest.raises(Refusal, match="another brand"):
        natives.explain(
            world.workspace,
            chosen=[row],
            pillar=pillar_of(across, "behind-the-scenes"),
            by=world.actor("owner"),
        )


def test_who_works_on_some_channels_explains_only_what_is_there(world: World):
    row = native_post(world, channel_key="journal")
    member = world.access("manager").member_id
    limit_to(world, member, "gallery")

    with pytest.raises(Refusal, match="channels that you work on"):
        natives.explain(world.workspace, chosen=[row], pillar=None, by=world.actor("manager"))


def test_a_reader_explains_nothing(world: World):
    with pytest.raises(NotAllowed):
        natives.explain(world.workspace, chosen=[native_post(world)], pillar=None, by=world.actor("viewer"))


def test_connecting_a_channel_brings_its_past_in(world: World, network: FakeNetwork):
    network.has_posted("n1", "Fog", clock.now() - timedelta(days=30))

    connected(world)
    network.says("n1", impressions=90)
    readings.read_due(by=METER)

    assert Measured.objects.get(remote_id="n1").impressions == 90


def test_a_new_strategy_suggests_its_own_pillars(world: World):
    row = native_post(world, "Ink on the sleeves again: the work as it happens.")

    accepted_strategy(world)

    row.refresh_from_db()
    assert row.suggested == pillar_of(world, "behind-the-scenes")


def connected(world: World) -> Channel:
    channel = world.channel("gallery")
    with transaction.atomic():
        record("channel.connected", channel, by=world.actor("owner"))
    return channel


def limit_to(world: World, member_id: int | None, key: str) -> None:
    limits.limit(Member.objects.get(pk=member_id), to=[world.channel(key)], by=world.actor("owner"))
