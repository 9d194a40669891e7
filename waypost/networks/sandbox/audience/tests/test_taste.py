"""The truth: what moves people, what tires them, what bores them, and what changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from waypost.networks.contract import Metric
from waypost.networks.sandbox.audience import Glance
from waypost.networks.sandbox.audience.memory import Memory
from waypost.networks.sandbox.audience.perceiving import Reader, format_of, has_link
from waypost.networks.sandbox.audience.taste import Means, Taste
from waypost.networks.sandbox.audience.tests.harbour import MONDAY, audience, crowd, glance, persona


def means(seen: Glance, *before: Glance, **changes: Any) -> Means:
    memory = Memory()
    for earlier in before:
        memory.fade_to(earlier.at)
        memory.keep(earlier)
    memory.fade_to(seen.at)
    return Taste(audience(**changes)).means(seen, memory)


def clicks(seen: Glance, *before: Glance, **changes: Any) -> float:
    return means(seen, *before, **changes).counts[Metric.CLICKS]


# Perceiving


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("A boat with a red sail.", "boats"),
        ("Two Boats, one print.", "boats"),
        ("A lino cut and two prints of a boat.", "prints"),
        ("The motorboating season.", ""),
        ("Come to https://boat.example/boat", ""),
    ],
)
def test_people_see_the_topic_in_the_words(text: str, topic: str) -> None:
    assert Reader(audience().topics).topic_of(text) == topic


def test_people_see_the_format_in_the_pictures_and_whether_there_is_a_link() -> None:
    assert [format_of(number) for number in (0, 1, 2, 4)] == ["text", "image", "carousel", "carousel"]
    assert has_link("See https://pier.example")
    assert not has_link("See the pier")


# Each effect is a factor


def test_what_moves_people_multiplies() -> None:
    assert clicks(glance(topic="prints")) == pytest.approx(clicks(glance()) / 4)
    assert clicks(glance(format="image")) == pytest.approx(clicks(glance()) * 1.5)
    assert clicks(glance(topic="")) == pytest.approx(clicks(glance()) / 2)


def test_without_a_link_nobody_clicks_and_nobody_buys() -> None:
    found = means(glance(has_link=False)).counts

    assert found[Metric.CLICKS] == found[Metric.CONVERSIONS] == 0
    assert found[Metric.LIKES] == means(glance()).counts[Metric.LIKES]


def test_at_the_right_hour_more_people_look() -> None:
    early, asleep = clicks(glance()), clicks(glance(hours=14))

    assert early > asleep > 0
    assert early / asleep == pytest.approx(1 / 0.2)


def test_on_a_channel_that_nobody_named_some_people_are_met() -> None:
    assert clicks(glance(channel="elsewhere")) == pytest.approx(clicks(glance()) * 0.3 / 0.5)


def test_seasons_and_growth_bring_more_people() -> None:
    season = {"season": {"months": [1] * 11 + [2], "weekdays": [1] * 7}}

    assert clicks(glance(hours=24 * 336), **season) == pytest.approx(2 * clicks(glance()))
    assert clicks(glance(hours=24 * 70), growth_per_week=0.01) == pytest.approx(clicks(glance()) * 1.01**10)


def test_a_taste_changes_at_its_date_and_what_is_not_named_stays() -> None:
    change = {"changes": [{"on": "2027-01-11", "persona": "sailor", "interests": {"boats": 1.0}}]}

    assert clicks(glance(hours=24 * 6), **change) == clicks(glance())
    assert clicks(glance(hours=24 * 7), **change) == pytest.approx(clicks(glance()) / 2)
    assert clicks(glance(hours=24 * 7, topic="prints"), **change) == clicks(glance(topic="prints"))


# Saturation and novelty


def test_many_posts_tire_people_until_they_have_slept() -> None:
    before = [glance(hours=number, topic="") for number in range(12)]
    tired = persona(tires=6)

    assert clicks(glance(hours=12), *before, **tired) == pytest.approx(clicks(glance(hours=12)) / 2, rel=0.1)
    later = 12 + 24 * 28
    assert clicks(glance(hours=later), *before, **tired) == pytest.approx(
        clicks(glance(hours=later)), rel=0.01
    )


def test_a_topic_and_a_format_that_repeat_bore_and_others_do_not() -> None:
    before = [glance(hours=number) for number in range(10)]
    bored = persona(bores={"topic": 5, "format": 0})

    assert clicks(glance(hours=10), *before, **bored) == pytest.approx(clicks(glance(hours=10)) / 2, rel=0.1)
    assert clicks(glance(hours=10, topic="prints"), *before, **bored) == clicks(
        glance(hours=10, topic="prints")
    )
    of_format = persona(bores={"topic": 0, "format": 5})
    assert (
        clicks(glance(hours=10), *before, **of_format)
        < clicks(glance(hours=10, format="image"), *before, **of_format) / 1.5
    )


def best_share(**changes: Any) -> int:
    """How many of ten posts should be of the better topic."""

    def year(boats: int) -> float:
        shown = [
            glance(hours=41 * number, topic="boats" if (number * boats) % 10 < boats else "prints")
            for number in range(80)
        ]
        return sum(crowd(**changes).expected(shown))

    return max(range(11), key=year)


def test_the_best_share_of_a_topic_lies_between_none_and_all() -> None:
    assert best_share(**persona(interests={"boats": 1.2, "prints": 0.8})) == 10
    assert 5 <= best_share(**persona(interests={"boats": 1.2, "prints": 0.8}, bores={"topic": 4})) <= 8


def test_the_best_number_of_posts_is_not_the_largest() -> None:
    def month(posts: int) -> float:
        spread = [glance(hours=24 * 28 / posts * number) for number in range(posts)]
        return sum(crowd(**persona(tires=6, active=[], idle=1)).expected(spread))

    best = max(range(4, 200, 8), key=month)

    assert 12 < best < 150
    assert month(best) > 1.1 * month(196)


def test_expecting_a_post_after_others_is_expecting_them_all() -> None:
    shown = [glance(hours=5 * number) for number in range(8)]
    rules = persona(tires=6, bores={"topic": 4, "format": 4})
    memory = Memory()

    apart = crowd(**rules).expected(shown[:5], memory) + crowd(**rules).expected(shown[5:], memory)

    assert apart == crowd(**rules).expected(shown)
    assert memory.at == MONDAY + timedelta(hours=35)
