from datetime import UTC, datetime, timedelta

from tests.world import World
from waypost.loop.learning import tasks
from waypost.loop.learning.models import Look
from waypost.loop.learning.tests.factories import measured_posts
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

MIDDLE = datetime(2026, 11, 12, 4, tzinfo=UTC)


def test_posts_are_looked_at_once_a_week(world: World) -> None:
    accepted_strategy(world)

    for days in range(15):
        with clock.frozen_at(MIDDLE + timedelta(days=days)):
            tasks.learn_and_propose()

    assert [look.looked_at.day for look in Look.objects.order_by("pk")] == [12, 19, 26]


def test_proposals_come_once_a_month(world: World) -> None:
    with clock.frozen_at(MIDDLE):
        measured_posts(world, 200)
        tasks.learn_and_propose()
        assert Proposal.objects.exists()
        Proposal.objects.all().delete()
    with clock.frozen_at(MIDDLE + timedelta(days=7)):
        tasks.learn_and_propose()
        assert not Proposal.objects.exists()

    with clock.frozen_at(datetime(2026, 12, 1, 4, tzinfo=UTC)):
        tasks.learn_and_propose()

    assert Proposal.objects.exists()


def test_a_brand_without_a_strategy_is_left_alone(world: World) -> None:
    tasks.learn_and_propose()

    assert not Look.objects.exists()
