"""What comes of a post: the same for the same seed, around the truth, growing and never falling."""

from __future__ import annotations

from datetime import timedelta
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.networks.contract import Metric
from waypost.networks.sandbox.audience.chance import chance, come_by, count_of, hours_until, luck
from waypost.networks.sandbox.audience.crowd import Response, so_far
from waypost.networks.sandbox.audience.schema import Mood
from waypost.networks.sandbox.audience.tests.harbour import MONDAY, crowd, glance, persona


def responses(seed: int, posts: int = 30, **changes: object) -> list[Response]:
    people = crowd(seed, **changes)
    return [people.respond(str(number), "pier", glance(hours=9 * number)) for number in range(posts)]


def test_the_same_seed_gives_the_same_responses_and_another_seed_others() -> None:
    assert responses(7) == responses(7)
    assert responses(7) != responses(8)


def test_one_post_s_luck_does_not_hang_on_the_others() -> None:
    alone = crowd(7).respond("29", "pier", glance(hours=9 * 29))

    assert alone == responses(7)[29]


def test_counts_scatter_around_what_is_expected() -> None:
    found = responses(3, posts=250, noise={"posts": 0.4}, **persona(active=[], idle=1))

    worth = found[0].worth
    assert all(one.worth == pytest.approx(worth) for one in found)
    assert fmean(one.totals[Metric.CLICKS] for one in found) == pytest.approx(worth, rel=0.08)
    assert fmean(one.totals[Metric.CONVERSIONS] for one in found) == pytest.approx(worth * 0.1, rel=0.12)
    assert all(one.totals[Metric.CONVERSIONS] <= one.totals[Metric.CLICKS] for one in found)


def test_people_speak_after_the_post_in_their_moods_and_come_back() -> None:
    talkative = persona(moods={"glad": 1, "curious": 1}, habits={"comments": 0.002, "clicks": 0.02})
    remarks = [remark for one in responses(5, posts=60, **talkative) for remark in one.comments]

    assert len(remarks) > 20
    assert {remark.mood for remark in remarks} == {Mood.GLAD, Mood.CURIOUS}
    assert {remark.text for remark in remarks} <= {"More about boat!", "More about sail!", "When?"}
    assert len({remark.handle for remark in remarks}) < len(remarks)
    assert all(remark.at > MONDAY for remark in remarks)


def test_tired_people_are_bored_more_often() -> None:
    def bored(tires: float) -> float:
        moods = persona(tires=tires, moods={"glad": 3, "bored": 1}, habits={"comments": 0.01, "clicks": 0.02})
        remarks = [remark for one in responses(5, posts=90, **moods) for remark in one.comments]
        return fmean(remark.mood is Mood.BORED for remark in remarks)

    assert bored(2) > 1.5 * bored(0)


def test_some_tell_others_and_name_the_account() -> None:
    told = [one.mention.text for one in responses(2, posts=150) if one.mention]

    assert told
    assert set(told) == {"Have a look at @pier."}


def test_some_answers_are_thanked_for() -> None:
    thanks = [crowd(4).thank(str(number), "pier") for number in range(60)]

    assert 8 < sum(map(bool, thanks)) < 40
    assert set(thanks) == {"", "Thank you, @pier!"}


def test_followers_grow_by_themselves_where_the_file_says_so() -> None:
    later = MONDAY + timedelta(weeks=10)

    assert crowd().base_followers("pier-x7", later) == 500
    assert crowd(growth_per_week=0.02).base_followers("pier", later) == 609
    assert crowd().base_followers("stranger", later) == 0


# Chance


@settings(deadline=None, max_examples=40)
@given(hours=st.lists(st.floats(0, 2000), min_size=2), total=st.integers(0, 100_000))
def test_what_has_come_never_falls_and_comes_whole(hours: list[float], total: int) -> None:
    counts = [so_far(total, MONDAY, MONDAY + timedelta(hours=age)) for age in sorted(hours)]

    assert counts == sorted(counts)
    assert 0 <= counts[0] <= counts[-1] <= total
    assert so_far(total, MONDAY, MONDAY + timedelta(days=30)) == total


@given(st.floats(0, 0.999))
def test_the_time_of_a_share_is_when_that_share_has_come(share: float) -> None:
    assert come_by(hours_until(share)) == pytest.approx(share, abs=1e-6)


@pytest.mark.parametrize("mean", [0.2, 3.0, 40.0, 400.0])
def test_counts_have_their_mean_and_its_spread(mean: float) -> None:
    drawn = [count_of(mean, chance(1, number)) for number in range(1500)]

    assert fmean(drawn) == pytest.approx(mean, rel=0.08)
    assert fmean((one - mean) ** 2 for one in drawn) == pytest.approx(mean, rel=0.2)


def test_luck_is_one_on_average() -> None:
    assert fmean(luck(chance(1, number), 0.5) for number in range(4000)) == pytest.approx(1, abs=0.03)
    assert luck(chance(1), 0) == 1
