"""Where a goal's measure stands today, as whoever writes the goal is told: from the goal's form to the numbers."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.html import strip_tags

from tests.world import World
from waypost.loop.analytics.models import ChannelDay, Tally
from waypost.loop.analytics.tests.factories import NOON
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.progress import Measure, MetricToday
from waypost.loop.strategy.models import Goal as GoalRow
from waypost.loop.strategy.progress import measures_today
from waypost.loop.strategy.queries import draft_of
from waypost.loop.strategy.tests.browser import fields_in, fields_of
from waypost.loop.strategy.tests.documents import small
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock

HERE = "/tern/strategy/sections/goals/"


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def gained(world: World, days_ago: int, channel: str = "gallery", **values: int) -> None:
    on = world.workspace.today - timedelta(days=days_ago)
    ChannelDay.objects.create(workspace=world.workspace, channel=world.channel(channel), on=on, **values)


def today(world: World, metric: str, **fields: Any) -> MetricToday:
    asked = {"it": Measure(metric=metric, **fields)}
    return measures_today(world.access("strategist"), world.workspace, asked)["it"]


def with_goal(world: World, **fields: Any) -> None:
    goal = {"key": "g", "label": "More of it", **fields}
    with clock.frozen_at(NOON - timedelta(days=60)):
        accepted_strategy(world, Strategy.model_validate(small(goals=[goal])))


def test_a_window_says_its_sum_and_the_day_of_its_last_number(world: World) -> None:
    gained(world, 29, conversions=1)
    gained(world, 3, conversions=40)

    found = today(world, "Orders a month")

    assert (found.words, found.value, found.begins) == ("41", 41, True)
    assert found.how == "Conversions of the last 30 days; the last number is of 15 November."


def test_a_level_is_what_every_channel_said_last(world: World) -> None:
    gained(world, 9, followers=600)
    gained(world, 2, channel="journal", followers=240)

    found = today(world, "Followers")

    assert (found.value, found.begins) == (840, True)
    assert found.how == "Followers today, all channels together; the last number is of 16 November."


@pytest.mark.parametrize(
    ("fields", "value", "words"),
    [({"target": 0.05}, 0.03, "3\u202f%"), ({"target": 5.0}, 3, "3"), ({"unit": "%"}, 3, "3")],
)
def test_a_rate_is_said_as_its_goal_writes_it(
    world: World, fields: dict[str, Any], value: float, words: str
) -> None:
    gained(world, 40, impressions=1)
    gained(world, 3, likes=30, impressions=1000)

    found = today(world, "Engagement rate", **fields)

    assert found.value == value
    assert strip_tags(found.words).replace("\u00a0", "\u202f") == words


def test_what_adds_up_is_no_beginning(world: World) -> None:
    gained(world, 5, clicks=300)

    fresh = today(world, "Clicks")
    begun = today(world, "Clicks", since=world.workspace.today - timedelta(days=10))

    assert (fresh.value, fresh.begins) == (None, False)
    assert fresh.how == "“Clicks” adds up from the day on which the goal is set: it begins at nothing."
    assert (begun.value, begun.begins) == (300, False)


def test_what_nobody_counts_says_why(world: World) -> None:
    assert "No network counts “Newsletter readers”" in today(world, "Newsletter readers").how
    assert "no numbers for it yet" in today(world, "Orders a month").how
    assert today(world, "Orders a month").value is None


def test_what_was_written_down_counts_for_the_measure_that_it_was_written_down_for(world: World) -> None:
    with_goal(world, metric="Newsletter readers")
    row, on = GoalRow.objects.get(key="g"), world.workspace.today
    for days, value in ((20, 200), (6, 260)):
        Tally.objects.create(
            workspace=world.workspace, goal=row, on=on - timedelta(days=days), value=value, said_by="Ida"
        )

    page = world.client("strategist").get(HERE).content.decode()
    client = world.client("strategist")
    sent = fields_of(client, HERE) | {"goals-0-metric": ["Seats taken"], "look": ["goals-0"]}
    other = client.post(HERE, sent).content.decode()

    assert "<strong>260</strong>" in page
    assert "Counted by hand; the last number is of 12 November." in page
    assert "No network counts “Seats taken”" in other


def test_a_goal_begins_from_today_in_one_click_and_nothing_else_is_lost(world: World) -> None:
    gained(world, 29, conversions=1)
    gained(world, 3, conversions=40)
    with_goal(world, metric="Orders a month", target=60)
    client = world.client("strategist")
    sent = fields_of(client, HERE) | {"goals-0-why": ["Because of the rent."]}

    page = client.post(HERE, sent | {"begin": ["goals-0"]}).content.decode()
    saved = client.post(HERE, fields_in(page))

    assert 'name="goals-0-baseline" value="41"' in page
    assert 'name="begin"' not in page
    assert '<details class="strategy-item" open>' in page
    assert draft_of(world.access("strategist")).strategy.goal("g").baseline == 41
    assert draft_of(world.access("strategist")).strategy.goal("g").why == "Because of the rent."
    assert saved.status_code == 302


def test_a_goal_that_is_only_being_written_is_looked_up_before_it_is_saved(world: World) -> None:
    gained(world, 29, conversions=1)
    gained(world, 3, conversions=40)
    client = world.client("strategist")
    sent = fields_of(client, HERE) | {"goals-0-label": ["Sell more"], "goals-0-metric": ["Orders a month"]}

    page = client.post(HERE, sent | {"look": ["goals-0"]}).content.decode()

    assert "<strong>41</strong>" in page
    assert 'name="begin" value="goals-0"' in page
    assert "field-error" not in page
    assert draft_of(world.access("strategist")) is None


def test_a_goal_without_a_measure_is_asked_for_one(world: World) -> None:
    with_goal(world)
    client = world.client("strategist")

    page = client.post(HERE, fields_of(client, HERE) | {"look": ["goals-0"]}).content.decode()

    assert "Write first what it is measured by." in page
    assert '<details class="strategy-item" open>' in page


def test_a_total_that_cannot_begin_anywhere_changes_nothing(world: World) -> None:
    client = world.client("strategist")
    sent = fields_of(client, HERE) | {"goals-0-metric": ["Clicks"], "goals-0-baseline": ["soon"]}

    page = client.post(HERE, sent | {"begin": ["goals-0"]}).content.decode()

    assert 'name="goals-0-baseline" value="soon"' in page or ">soon<" in page


def test_only_who_may_edit_the_strategy_looks_up_there(world: World) -> None:
    with_goal(world, metric="Orders a month")

    assert world.client("manager").post(HERE, {"look": "goals-0"}).status_code == 403
    assert world.client("strategist").post(HERE, {"look": "goals-0"}).status_code == 200


def test_the_form_of_goals_asks_seldom_however_many_there_are(
    world: World, django_assert_max_num_queries: Any
) -> None:
    goals = [
        {"key": f"g{number}", "label": f"Goal {number}", "metric": metric}
        for number, metric in enumerate(["Orders a month", "Clicks", "Followers", "Engagement rate"] * 3)
    ]
    gained(world, 3, conversions=40, followers=9)
    accepted_strategy(world, Strategy.model_validate(small(goals=goals)))
    client = world.client("strategist")
    client.get(HERE)

    with django_assert_max_num_queries(15):
        client.get(HERE)
