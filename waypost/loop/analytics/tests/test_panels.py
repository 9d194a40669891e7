from datetime import timedelta

import pytest

from tests.world import World
from waypost.loop.analytics.actions import readings
from waypost.loop.analytics.models import ChannelDay
from waypost.loop.analytics.tests.factories import METER, NOON, followed, published, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def page(world: World, path: str) -> str:
    answer = world.client("viewer").get(f"/tern/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_post_s_page_says_what_became_of_it(world: World):
    row = read_post(world, impressions=12_400, likes=31)

    said = page(world, f"posts/{row.post_id}")

    assert ">Results</h2>" in said
    assert "12.4\u00a0k" in said
    assert "simulated" in said


def test_a_sent_post_s_page_says_when_its_first_numbers_come(world: World):
    publication = published(world, at=NOON - timedelta(minutes=5))

    said = page(world, f"publishing/{publication.pk}/")

    assert "a quarter of an hour after" in said


def test_a_sent_post_s_page_says_its_numbers(world: World):
    row = read_post(world, impressions=940)

    said = page(world, f"publishing/{row.publication_id}/")

    assert "940" in said
    assert "How it grew" in said


def test_a_deleted_post_says_so(world: World):
    row = read_post(world, impressions=940)
    readings.keep(row.channel, {row.pk: None}, now=NOON + timedelta(hours=1), by=METER)

    assert "not on the network any more" in page(world, f"publishing/{row.publication_id}/")


def test_what_has_not_been_sent_has_no_results(world: World):
    assert ">Results</h2>" not in page(world, f"posts/{published(world).post_id}")


def test_the_strategy_shows_its_goals_against_their_pace(world: World):
    with clock.frozen_at(NOON - timedelta(days=60)):
        accepted_strategy(world)
    on = world.workspace.today
    for days, value in ((89, 1), (2, 41)):
        ChannelDay.objects.create(
            workspace=world.workspace, channel=world.channel("gallery"), on=on - timedelta(days=days), conversions=value
        )  # fmt: skip

    said = page(world, "strategy/")

    assert "days behind" in said
    assert "No network counts “Subscribers of the letter”" in said


def test_the_strategy_shows_the_shares_that_its_pillars_had(world: World):
    with clock.frozen_at(NOON - timedelta(days=60)):
        accepted_strategy(world)
    for days in (10, 11, 12):
        followed(world, at=NOON - timedelta(days=days), pillar="behind-the-scenes")

    said = page(world, "strategy/")

    assert "60 points off plan" in said
    assert "/tern/results/plan/" in said
