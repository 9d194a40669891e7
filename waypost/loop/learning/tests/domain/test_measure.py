from waypost.loop.learning.domain.measure import chosen, measures_of
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import small, tern_and_tide
from waypost.networks.contract import Metric


def goals(*metrics: str) -> list[dict[str, str]]:
    return [
        {"key": f"goal-{number}", "label": metric, "metric": metric} for number, metric in enumerate(metrics)
    ]


def test_the_first_goal_that_posts_can_count_is_gone_by() -> None:
    first = measures_of(tern_and_tide())[0]

    assert (first.key, first.goal, first.per_post) == ("conversions", "shop-orders", "conversions per post")


def test_followers_are_no_count_of_a_post() -> None:
    strategy = strategy_from(small(goals=goals("Followers", "Clicks to the shop")))

    assert measures_of(strategy)[0].key == "clicks"


def test_a_rate_is_helped_by_what_stands_above_its_line() -> None:
    strategy = strategy_from(small(goals=goals("Click-through rate")))

    assert measures_of(strategy)[0].parts == (Metric.CLICKS,)


def test_what_hardly_any_post_has_is_not_gone_by() -> None:
    measures = measures_of(tern_and_tide())
    counts = [{Metric.LIKES: 4, Metric.COMMENTS: 1}] * 9 + [{Metric.LIKES: 2, Metric.CONVERSIONS: 1}]

    measure = chosen(measures, counts)

    assert measure is not None
    assert (measure.key, measure.goal, measure.of(counts[0])) == ("engagements", "", 5)


def test_what_is_nought_for_all_is_not_gone_by() -> None:
    counts = [{Metric.CONVERSIONS: 0, Metric.LIKES: 3}] * 5

    measure = chosen(measures_of(tern_and_tide()), counts)

    assert measure is not None
    assert measure.key == "engagements"
    assert chosen(measures_of(tern_and_tide()), []) is None
