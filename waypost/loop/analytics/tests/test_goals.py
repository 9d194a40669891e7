from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.world import World
from waypost.loop.analytics.actions import tallies
from waypost.loop.analytics.domain.goals import GoalProgress, Standing, Unknown
from waypost.loop.analytics.domain.results import PostResult
from waypost.loop.analytics.models import ChannelDay
from waypost.loop.analytics.queries import goal_progress, results
from waypost.loop.analytics.tests.factories import NOON, native_post, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.strategy.domain.document import Goal
from waypost.loop.strategy.models import Goal as GoalRow
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks import registry
from waypost.networks.contract import Metric
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

SET_AT = NOON - timedelta(days=60)


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def with_goal(world: World, **fields: Any) -> None:
    facts = {"key": "g", "label": "The goal", "target": 1000, "deadline": date(2027, 1, 17), **fields}
    pillars = tuple(pillar.model_copy(update={"goals": ()}) for pillar in tern_and_tide().pillars)
    strategy = tern_and_tide().model_copy(update={"goals": (Goal(**facts),), "pillars": pillars})
    with clock.frozen_at(SET_AT):
        accepted_strategy(world, strategy)


def only(world: World) -> GoalProgress:
    [found] = goal_progress(world.access("viewer"))
    return found


def gained(world: World, days_ago: int, channel: str = "gallery", **values: int) -> None:
    on = world.workspace.today - timedelta(days=days_ago)
    ChannelDay.objects.update_or_create(
        channel=world.channel(channel), on=on, defaults={"workspace": world.workspace, **values}
    )


def test_a_total_adds_up_from_the_day_on_which_the_goal_was_set(world: World):
    with_goal(world, metric="Clicks")
    gained(world, 70, clicks=999)
    gained(world, 40, clicks=300)
    gained(world, 2, channel="journal", clicks=100)

    found = only(world)

    assert (found.actual, found.baseline, found.standing) == (400, 0, Standing.BEHIND)
    assert found.starts_on == SET_AT.date()
    assert found.expected == 500
    assert found.meets_on == date(2026, 11, 18) + timedelta(days=168)


def test_a_window_is_not_known_before_it_was_full_once(world: World):
    with_goal(world, metric="Orders a month", baseline=38, target=60)
    gained(world, 20, conversions=12)

    assert only(world).unknown is Unknown.NO_READINGS
    gained(world, 29, conversions=30)
    assert only(world).actual == 42


def test_a_rate_counts_only_channels_that_say_both_of_its_parts(world: World):
    with_goal(world, metric="Engagement rate", target=0.05)
    gained(world, 40, impressions=1)
    gained(world, 3, likes=30, impressions=1000)
    gained(world, 3, channel="journal", likes=500)

    assert only(world).actual == 0.03


def test_followers_stand_at_a_height(world: World):
    with_goal(world, metric="Followers", target=2000)
    gained(world, 62, followers=600)
    gained(world, 62, channel="journal", followers=400)
    gained(world, 1, followers=700)

    found = only(world)

    assert (found.baseline, found.actual) == (1000, 1100)


def test_what_no_network_counts_says_so_until_a_person_writes_it_down(world: World):
    with_goal(world, metric="Subscribers of the letter", baseline=640)
    assert only(world).unknown is Unknown.NO_METRIC
    row = GoalRow.objects.get(workspace=world.workspace)

    for days, value in ((30, 700), (2, 820)):
        on = world.workspace.today - timedelta(days=days)
        tallies.note(world.workspace, goal=row, on=on, value=value, by=world.actor("manager"))

    found = only(world)
    assert (found.actual, found.by_hand, found.standing) == (820, True, Standing.ON_PACE)


def test_what_no_connected_network_says_is_told_apart(world: World, monkeypatch: pytest.MonkeyPatch):
    with_goal(world, metric="Saves")
    card = replace(registry.card("sandbox"), post_metrics=(Metric.LIKES,))
    monkeypatch.setattr(registry, "card", lambda name: card)

    assert only(world).unknown is Unknown.NOT_TOLD


def test_a_day_to_come_cannot_be_counted(world: World):
    with_goal(world, metric="Subscribers")
    row = GoalRow.objects.get(workspace=world.workspace)

    with pytest.raises(Refusal, match="still to come"):
        tallies.note(
            world.workspace, goal=row, on=world.workspace.today + timedelta(days=1), value=1,
            by=world.actor("owner"),
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        tallies.note(world.workspace, goal=row, on=world.workspace.today, value=1, by=world.actor("viewer"))


def test_goals_take_few_queries(world: World, django_assert_max_num_queries: Any):
    accepted_strategy(world)
    access = world.access("viewer")

    with django_assert_max_num_queries(8):
        goal_progress(access)


def test_the_feed_gives_each_post_with_its_reasons(world: World):
    with_goal(world, metric="Clicks")
    read_post(
        world, at=NOON - timedelta(days=2), pillar="behind-the-scenes",
        goal=GoalRow.objects.get(workspace=world.workspace), impressions=400, likes=3,
    )  # fmt: skip
    read_post(world, at=NOON - timedelta(days=40), likes=1)
    native_post(world)

    [found] = results(world.workspace.pk, NOON - timedelta(days=30), NOON)

    assert isinstance(found, PostResult)
    assert (found.pillar, found.goal, found.persona, found.is_native) == (
        "behind-the-scenes",
        "g",
        None,
        False,
    )
    assert found.local == world.workspace.local(NOON - timedelta(days=2))
    assert found.age_hours == 48
    assert found.counts == {Metric.IMPRESSIONS: 400, Metric.LIKES: 3}
    assert (found.channel_key, found.network, found.purpose) == ("gallery", "sandbox", "value")
