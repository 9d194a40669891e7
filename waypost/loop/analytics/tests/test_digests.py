from datetime import UTC, datetime, timedelta

import pytest

from tests.world import World
from waypost.foundation.notices.actions import mutes
from waypost.foundation.notices.models import Notice
from waypost.loop.analytics import tasks
from waypost.loop.analytics.actions import digests
from waypost.loop.analytics.tests.factories import METER, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import limit
from waypost.loop.strategy.tests.factories import accepted_strategy, proposed
from waypost.toolkit import clock

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(network: FakeNetwork):
    with clock.frozen_at(MONDAY):
        yield


def a_week_of(world: World, *, channel_key: str = "gallery", pillar: str | None = "harbour-life") -> None:
    with clock.frozen_at(MONDAY - timedelta(days=100)):
        accepted_strategy(world)
    for days in (2, 3, 4, 5, 6):
        read_post(world, at=MONDAY - timedelta(days=days), channel_key=channel_key, pillar=pillar, likes=3)


def digest_of(world: World, role: str) -> Notice:
    return Notice.objects.get(person=world.person(role), kind="digest")


def test_each_role_is_told_what_concerns_it(world: World) -> None:
    a_week_of(world)
    proposed(world)

    digests.send(world.workspace, by=METER)

    strategist, manager = digest_of(world, "strategist"), digest_of(world, "manager")
    assert strategist.sentence == "Last week: 5 posts, 75 points off plan"
    assert any(line.startswith("Furthest from plan: Harbour life") for line in strategist.lines)
    assert "1 proposal waits for a decision" in strategist.lines
    assert any(" of " in line and line.endswith("posts") for line in manager.lines)
    assert not any("proposal" in line for line in manager.lines)
    assert strategist.mail_due_at is not None
    assert strategist.push_due_at is None


def test_it_comes_once_on_monday_morning_by_the_brands_wall(world: World) -> None:
    a_week_of(world)
    with clock.frozen_at(MONDAY - timedelta(hours=4)):
        tasks.send_digests()
    assert not Notice.objects.filter(kind="digest").exists()

    tasks.send_digests()
    told = Notice.objects.filter(kind="digest").count()
    tasks.send_digests()
    with clock.frozen_at(MONDAY + timedelta(days=1)):
        tasks.send_digests()

    assert Notice.objects.filter(kind="digest").count() == told > 0


def test_the_week_before_is_said_beside_it(world: World) -> None:
    a_week_of(world)
    read_post(world, at=MONDAY - timedelta(days=9), pillar="behind-the-scenes", likes=3)

    tasks.send_digests()

    assert digest_of(world, "strategist").sentence.endswith("the week before)")


def test_whoever_turned_it_off_gets_none(world: World) -> None:
    a_week_of(world)
    mutes.mute(world.workspace, person=world.person("manager"), kind="digest", by=world.actor("manager"))

    digests.send(world.workspace, by=METER)

    assert not Notice.objects.filter(person=world.person("manager"), kind="digest").exists()


def test_a_brand_that_rests_is_left_alone(world: World) -> None:
    with clock.frozen_at(MONDAY - timedelta(days=100)):
        accepted_strategy(world)

    assert digests.send(world.workspace, by=METER) == []


def test_who_works_on_one_channel_is_told_of_that_one(world: World) -> None:
    a_week_of(world)
    limit(world, "journal")

    digests.send(world.workspace, by=METER)

    assert digest_of(world, "manager").sentence == "Last week: 0 posts"
    assert not any("Gallery" in line for line in digest_of(world, "manager").lines)
