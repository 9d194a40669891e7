"""What a page added up is kept while nothing changes, and never longer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from waypost.loop.analytics.actions import measured, natives, readings, rollups
from waypost.loop.analytics.models import Measured, NativePost
from waypost.loop.analytics.tests.factories import METER, NOON, followed, native_post, pillar_of, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import ago, page, strategy_of_old
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.contract import Metric
from waypost.toolkit import clock

Change = Callable[[World], None]


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def _a_reading(world: World) -> None:
    row = Measured.objects.filter(native=None)[0]
    readings.keep(row.channel, {row.pk: {Metric.LIKES: 77}}, now=NOON + timedelta(hours=1), by=METER)


def _another_post(world: World) -> None:
    followed(world, at=ago(2))


def _another_native(world: World) -> None:
    native_post(world, at=ago(2))


def _other_reasons(world: World) -> None:
    row = Measured.objects.filter(native=None).select_related("post")[0]
    assert row.post is not None
    row.post.pillar = pillar_of(world, "harbour-life")
    row.post.save()
    measured.follow_reasons(row.post, by=METER)


def _a_why(world: World) -> None:
    pillar = pillar_of(world, "finished-work")
    natives.explain(world.workspace, chosen=list(NativePost.objects.all()), pillar=pillar, by=METER)


def _other_words(world: World) -> None:
    first, *rest = tern_and_tide().pillars
    renamed = first.model_copy(update={"label": "In the workshop"})
    accepted_strategy(world, tern_and_tide().model_copy(update={"pillars": (renamed, *rest)}))


def _another_zone(world: World) -> None:
    world.workspace.timezone = "Pacific/Kiritimati"
    world.workspace.save()
    rollups.rebuild(world.workspace, by=METER)


@pytest.mark.parametrize(
    "change",
    [_a_reading, _another_post, _another_native, _other_reasons, _a_why, _other_words, _another_zone],
    ids=lambda change: change.__name__,
)
def test_a_change_is_seen_at_once(world: World, change: Change):
    strategy_of_old(world)
    read_post(world, at=ago(4), pillar="behind-the-scenes", likes=30)
    native_post(world, at=ago(3))
    before = what_moved(world)
    assert what_moved(world) == before

    change(world)

    assert what_moved(world) != before


def test_a_second_look_adds_nothing_up_again(world: World, django_assert_max_num_queries: Any):
    strategy_of_old(world)
    read_post(world, at=ago(4), likes=30)
    page(world)

    with django_assert_max_num_queries(12):
        page(world)


def what_moved(world: World) -> str:
    """The page from there on: sentences, chart and tables."""
    return page(world).partition("What moved")[2].partition("</main>")[0]
