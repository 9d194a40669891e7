import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain.metrics import BY_KEY, METRICS, ratio
from waypost.networks.contract import Metric

POST = {
    Metric.IMPRESSIONS: 2000,
    Metric.REACH: 1600,
    Metric.LIKES: 60,
    Metric.COMMENTS: 12,
    Metric.SHARES: 6,
    Metric.SAVES: 2,
    Metric.CLICKS: 50,
    Metric.CONVERSIONS: 4,
}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("engagements", 80),
        ("engagement-rate-by-impressions", 0.04),
        ("engagement-rate-by-reach", 0.05),
        ("engagement-rate-by-followers", 0.1),
        ("click-through-rate", 0.025),
        ("conversion-rate", 0.08),
        ("save-rate", 0.00125),
        ("share-rate", 0.00375),
        ("reach-rate", 2.0),
        ("frequency", 1.25),
        ("applause-rate", 60),
        ("conversation-rate", 12),
        ("amplification-rate", 6),
    ],
)
def test_a_metric_is_worked_out_by_its_formula(key: str, value: float):
    assert BY_KEY[key].of(POST, followers=800) == pytest.approx(value)


def test_a_rate_of_several_posts_is_the_ratio_of_their_sums():
    sums = {Metric.LIKES: 30, Metric.IMPRESSIONS: 1000}

    assert BY_KEY["engagement-rate-by-impressions"].of(sums, posts=3) == 0.03
    assert BY_KEY["applause-rate"].of(sums, posts=3) == 10
    assert BY_KEY["engagement-rate-by-followers"].of(sums, posts=3, followers=100) == 0.1


def test_what_is_not_said_is_not_nought():
    assert BY_KEY["reach"].of({Metric.LIKES: 3}) is None
    assert BY_KEY["engagement-rate-by-reach"].of({Metric.LIKES: 3}) is None
    assert BY_KEY["engagement-rate-by-impressions"].of({Metric.LIKES: 3, Metric.IMPRESSIONS: 0}) is None
    assert BY_KEY["engagement-rate-by-followers"].of({Metric.LIKES: 3}) is None
    assert BY_KEY["engagements"].of({Metric.LIKES: 0}) == 0


def test_a_network_gives_a_metric_when_it_says_what_the_formula_needs():
    likes = (Metric.LIKES, Metric.COMMENTS)

    assert BY_KEY["engagements"].told_by(likes)
    assert not BY_KEY["engagement-rate-by-impressions"].told_by(likes)
    assert BY_KEY["engagement-rate-by-impressions"].told_by((*likes, Metric.IMPRESSIONS))
    assert BY_KEY["engagement-rate-by-followers"].told_by(likes, (Metric.FOLLOWERS,))
    assert not BY_KEY["engagement-rate-by-followers"].told_by(likes)
    assert BY_KEY["applause-rate"].told_by(likes)


def test_every_metric_says_what_it_is_and_how_it_is_made():
    assert len(BY_KEY) == len(METRICS)
    for definition in METRICS:
        assert definition.meaning.endswith(".")
        assert definition.formula
        assert definition.source.endswith(".")
        assert definition.version >= 1
    assert {metric for definition in METRICS for metric in definition.parts} == set(Metric)


@given(st.integers(0, 10**9), st.one_of(st.none(), st.integers(0, 10**9)))
def test_nothing_is_divided_by_nothing(part: int, whole: int | None):
    assert (ratio(part, whole) is None) == (not whole)
