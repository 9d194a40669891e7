"""Clicks where a network says none: those on the tracked links of a post."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.world import World
from waypost.loop.analytics.actions import readings
from waypost.loop.analytics.domain.columns import told_of
from waypost.loop.analytics.domain.metrics import BY_KEY
from waypost.loop.analytics.models import ChannelDay, Measured
from waypost.loop.analytics.tests.factories import METER, followed
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.publishing.actions import links
from waypost.loop.publishing.models import TrackedLink
from waypost.networks import registry
from waypost.networks.contract import Metric


@pytest.fixture
def silent(network: FakeNetwork, monkeypatch: pytest.MonkeyPatch) -> FakeNetwork:
    """A network that counts likes only."""
    card = replace(registry.card("sandbox"), post_metrics=(Metric.LIKES,))
    monkeypatch.setattr(registry, "card", lambda name: card)
    return network


def with_clicks(row: Measured, clicks: int) -> None:
    link = TrackedLink.objects.create(
        workspace_id=row.workspace_id,
        publication=row.publication,
        position=0,
        target="https://tern.example/prints",
        shown="https://tern.link/abc",
        destination="https://tern.example/prints",
        code="abc",
    )
    for _click in range(clicks):
        links.count(link.pk, is_program=False)
    links.count(link.pk, is_program=True)


def read(row: Measured, network: FakeNetwork, **said: int) -> Measured:
    network.says(row.remote_id, **said)
    readings.read_due(row.published_at + timedelta(minutes=15), by=METER)
    row.refresh_from_db()
    return row


def test_where_a_network_says_no_clicks_those_on_tracked_links_count(world: World, silent: FakeNetwork):
    row = followed(world)
    with_clicks(row, 3)

    read(row, silent, likes=4)

    assert row.counts == {Metric.LIKES: 4, Metric.CLICKS: 3}
    assert sum(day.clicks or 0 for day in ChannelDay.objects.all()) == 3


def test_a_post_without_a_tracked_link_has_no_clicks_rather_than_none_of_them(
    world: World, silent: FakeNetwork
):
    row = read(followed(world), silent, likes=4)

    assert row.clicks is None


def test_what_a_network_says_itself_stays_its_own_count(world: World, network: FakeNetwork):
    row = followed(world)
    with_clicks(row, 3)

    read(row, network, clicks=9)

    assert row.clicks == 9


def test_clicks_can_be_known_of_posts_on_every_network():
    for name in registry.names():
        card = registry.card(name)

        assert BY_KEY["clicks"].told_by(told_of(card), card.account_metrics)
        assert len(told_of(card)) == len(set(told_of(card)))
