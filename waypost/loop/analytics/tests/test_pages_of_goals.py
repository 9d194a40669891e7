from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from waypost.loop.analytics.models import Tally
from waypost.loop.analytics.tests.factories import (
    NOON,
    followed,
    native_post,
    read_post,
)
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import ago, get, page, strategy_of_old, table
from waypost.loop.strategy.models import Goal
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def test_a_goal_s_page_has_its_line_and_the_posts_behind_it(world: World):
    strategy_of_old(world)
    goal = Goal.objects.get(workspace=world.workspace, key="shop-orders")
    for days in (95, 60, 31, 5):
        read_post(world, at=ago(days), read_at=ago(days), body=f"Print {days}", goal=goal, conversions=40)

    said = page(world, "goals/shop-orders/")

    assert "Where it stands, and where it should" in said
    assert "Print 5" in said
    assert "4 were made for it and brought" in said
    assert "100\u00a0% " in said.replace("</data>", " ")


def test_what_no_network_counts_is_written_down_by_hand(world: World):
    strategy_of_old(world)
    said = page(world, "goals/letter-readers/")
    assert "Write it down" in said

    answer = world.client("manager").post(
        "/tern/results/goals/letter-readers/tallies/", {"value": "712", "on": "2026-11-18"}
    )

    assert answer.status_code == 302
    assert Tally.objects.get().value == 712
    assert "712" in page(world, "goals/letter-readers/")


def test_a_goal_s_line_is_a_file_too(world: World):
    strategy_of_old(world)
    for days, value in ((30, "700"), (0, "712")):
        on = world.workspace.today - timedelta(days=days)
        world.client("manager").post(
            "/tern/results/goals/letter-readers/tallies/", {"value": value, "on": on.isoformat()}
        )

    rows = table(get(world, "goals/letter-readers.csv"))

    assert rows[0] == ["Day", "As it went", "The pace"]
    assert [row[:2] for row in rows[1:]] == [["2026-10-19", "700"], ["2026-11-18", "712"]]


def test_a_number_that_is_none_is_asked_for_again(world: World):
    strategy_of_old(world)

    answer = world.client("manager").post(
        "/tern/results/goals/letter-readers/tallies/", {"value": "many", "on": "2027-01-01"}
    )

    assert answer.status_code == 422
    assert "Write a number." in answer.content.decode()


def test_an_intention_s_page_says_what_it_lacks(world: World):
    strategy_of_old(world)

    assert "a measure, a number and a day" in page(world, "goals/workshop-seats/")
    assert get(world, "goals/no-such-goal/").status_code == 404


def test_the_plan_says_how_many_points_it_is_off_and_opens(world: World):
    strategy_of_old(world)
    rows = [followed(world, at=ago(days), pillar="behind-the-scenes") for days in (8, 9, 10, 11, 12)]

    said = page(world, "plan/")

    assert "60 points off plan" in said
    assert "Behind the scenes: 100\u00a0% of posts, against 40\u00a0%" in said
    assert f"since=2026-10-19&amp;until=2026-11-15&amp;pillar={rows[0].pillar_id}" in said


def test_natives_are_not_judged(world: World):
    strategy_of_old(world)
    followed(world, at=ago(9), pillar="behind-the-scenes")
    native_post(world, at=ago(9))

    said = page(world, "plan/")

    assert "1 post of whole weeks" in said
    assert "1 more was made" in said


def test_without_a_strategy_nothing_is_off(world: World):
    followed(world, at=ago(9))

    said = page(world, "plan/")

    assert "There is no strategy yet" in said
    assert "Nothing to compare yet" in said


def test_the_plan_is_a_file_too(world: World):
    strategy_of_old(world)
    followed(world, at=ago(9), pillar="behind-the-scenes")

    rows = table(get(world, "plan.csv"))

    assert ["Pillar", "Behind the scenes", "1", "0.4000", "1.0000"] in rows
    assert any(row[0] == "Rhythm of gallery" for row in rows)


def test_plan_against_actual_takes_few_queries(world: World, django_assert_max_num_queries: Any):
    strategy_of_old(world)
    for days in range(7, 30):
        followed(world, at=ago(days), pillar="behind-the-scenes")
    page(world, "plan/")

    with django_assert_max_num_queries(15):
        page(world, "plan/")


def test_every_metric_has_a_page_with_its_formula(world: World):
    index = page(world, "metrics/")
    assert "clicks ÷ impressions" in index

    said = page(world, "metrics/click-through-rate/")

    assert "Worked out by Waypost" in said
    assert "Reports it" in said
    assert get(world, "metrics/happiness/").status_code == 404


def test_a_metric_s_page_says_what_it_is_now(world: World):
    read_post(world, at=ago(4), impressions=1000, clicks=25)

    said = page(world, "metrics/click-through-rate/")

    assert "2.5\u00a0%" in said
    assert "sort=click-through-rate" in said
