import pytest

from waypost.loop.analytics.domain.aims import Way, aim_of, metric_of
from waypost.loop.strategy.domain.kpis import COUNTED, USUAL_GOALS


@pytest.mark.parametrize(
    ("words", "key", "way", "days"),
    [
        ("Impressions", "impressions", Way.TOTAL, 0),
        ("Orders a month", "conversions", Way.WINDOW, 30),
        ("Monthly clicks to the shop", "clicks", Way.WINDOW, 7 + 23),
        ("Link clicks per week", "clicks", Way.WINDOW, 7),
        ("Followers", "followers", Way.LEVEL, 0),
        ("New followers", "followers", Way.LEVEL, 0),
        ("Engagement rate", "engagement-rate-by-impressions", Way.RATE, 28),
        ("Engagement rate by reach", "engagement-rate-by-reach", Way.RATE, 28),
        ("CTR", "click-through-rate", Way.RATE, 28),
        ("Comments per post", "conversation-rate", Way.RATE, 28),
        ("People reached", "reach", Way.TOTAL, 0),
        ("Sign-ups each quarter", "conversions", Way.WINDOW, 91),
        ("Saves", "saves", Way.TOTAL, 0),
    ],
)
def test_a_goal_s_words_find_their_metric(words: str, key: str, way: Way, days: int):
    aim = aim_of(words)

    assert aim is not None
    assert (aim.metric.key, aim.way, aim.days) == (key, way, days)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Subscribers of the letter",
        "Cost per click",
        "Response time to comments",
        "Share of voice",
        "Visits to the web site",
        "Views per post",
        "Bounce rate of orders",
        "Orders by newsletter",
        "Happiness",
    ],
)
def test_what_no_network_counts_finds_none(words: str):
    assert metric_of(words) is None


def test_the_unit_says_what_the_metric_leaves_open():
    assert aim_of("Growth in the north", "followers").metric.key == "followers"  # type: ignore[union-attr]
    assert aim_of("Orders", "orders a week").days == 7  # type: ignore[union-attr]
    assert aim_of("Cost of an order", "clicks") is None


def test_the_usual_goals_are_counted_but_for_those_that_no_network_counts():
    counted = {goal.key: aim.metric.key for goal in USUAL_GOALS if (aim := aim_of(goal.kpi, goal.unit))}

    assert counted == {
        "awareness": "reach",
        "engagement": "engagement-rate-by-reach",
        "traffic": "clicks",
        "leads": "conversions",
        "sales": "conversions",
    }


@pytest.mark.parametrize("words", COUNTED)
def test_what_a_goal_is_told_the_networks_count_is_counted(words: str):
    assert metric_of(f"{words} a month") is not None
