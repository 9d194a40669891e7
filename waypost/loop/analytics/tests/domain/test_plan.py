from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.analytics.domain.plan import Against, Sent, compare, mean_target, mix_of
from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, ChannelRole, Goal, Pillar, Strategy

MONDAY = date(2026, 10, 12)
SUNDAY = MONDAY + timedelta(days=27)
EARLY = MONDAY - timedelta(days=90)


def strategy(work: float = 0.5, harbour: float = 0.5, per_week: float = 2, **role: Any) -> Strategy:
    return Strategy(
        schema_version=CURRENT_SCHEMA,
        brand="Tern & Tide",
        pillars=(Pillar(key="work", label="Work", share=work, hue=1), Pillar(key="harbour", label="Harbour", share=harbour, hue=2)),
        channel_roles=(ChannelRole(key="gallery", label="Gallery", posts_per_week=per_week, **role),),
        goals=(Goal(key="orders", label="Orders"), Goal(key="readers", label="Readers")),
    )  # fmt: skip


def sent(day: int, pillar: str | None = "work", **facts: Any) -> Sent:
    known = {"channel": "gallery", "format": "text", "goal": None, "stage": None, "reactive": False}
    return Sent(on=MONDAY + timedelta(days=day), pillar=pillar, **{**known, **facts})


def against(*posts: Sent, versions: list[Against] | None = None, **more: Any):
    in_force = versions or [Against(EARLY, 1, strategy())]
    return compare(list(posts), in_force, MONDAY, SUNDAY, channels=["gallery"], **more)


def test_points_off_are_the_posts_that_would_have_to_change_their_pillar():
    found = against(*[sent(day, "work") for day in range(8)], sent(9, "harbour"), sent(10, "harbour"))

    assert found.pillars.points_off == 30
    assert [(line.key, round(line.points or 0)) for line in found.pillars.findings] == [
        ("work", 30),
        ("harbour", -30),
    ]


def test_history_is_judged_by_the_version_of_its_day():
    second = MONDAY + timedelta(days=14)
    versions = [Against(EARLY, 1, strategy(1, 0)), Against(second, 2, strategy(0, 1))]
    posts = [*[sent(day, "work") for day in range(6)], *[sent(14 + day, "harbour") for day in range(6)]]

    found = against(*posts, versions=versions)

    assert found.pillars.points_off == 0
    assert found.versions == (1, 2)


def test_posts_from_before_there_was_a_strategy_are_not_judged():
    found = against(sent(0), sent(20), versions=[Against(MONDAY + timedelta(days=14), 1, strategy())])

    assert found.posts == 1


def test_a_week_is_kept_when_as_much_went_out_as_was_wanted():
    found = against(sent(0), sent(3), sent(8), sent(22), sent(23), sent(24))

    [rhythm] = found.rhythms
    assert [(week.wanted, week.posts, week.is_kept) for week in rhythm.weeks] == [
        (2, 2, True),
        (2, 1, False),
        (2, 0, False),
        (2, 3, True),
    ]
    assert (rhythm.kept, rhythm.wanted, rhythm.posts) == (2, 8, 6)


def test_a_rate_between_two_numbers_is_kept_by_either_of_them():
    halves = [Against(EARLY, 1, strategy(per_week=1.5))]

    found = against(sent(0), sent(7), sent(8), sent(14), versions=halves)

    [rhythm] = found.rhythms
    assert [week.is_kept for week in rhythm.weeks] == [True, True, True, False]
    assert rhythm.wanted == 6


def test_a_post_every_other_week_is_still_asked_for():
    found = against(versions=[Against(EARLY, 1, strategy(per_week=0.5))])

    assert found.rhythms[0].kept == 2


def test_days_off_ask_for_less():
    off = [MONDAY + timedelta(days=day) for day in range(7)]

    found = against(days_off=off)

    assert found.rhythms[0].weeks[0].wanted == 0


def test_formats_are_compared_where_a_channel_wants_some():
    versions = [Against(EARLY, 1, strategy(formats={"image": 0.75, "text": 0.25}))]

    found = against(*[sent(day, format="text") for day in range(4)], versions=versions)

    assert found.formats["gallery"].points_off == 75
    assert against(sent(1)).formats == {}


def test_posts_of_the_day_have_a_share_of_their_own():
    found = against(sent(0, None, reactive=True), sent(1), sent(2), sent(3))

    assert found.reactive is not None
    assert (found.reactive.target, found.reactive.actual) == (pytest.approx(0.2), 0.25)
    assert found.pillars.posts == 3


def test_what_has_no_why_and_whom_no_post_serves():
    found = against(sent(0, None), sent(1, goal="orders"))

    assert found.without_why == 1
    assert found.silent_goals == ("readers",)


def test_nothing_published_is_nothing_off():
    found = against()

    assert found.pillars.points_off is None
    assert found.reactive is None


shares = st.dictionaries(st.sampled_from("abcd"), st.floats(0.01, 1), min_size=1)
counts = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 500)).map(Counter)


@given(st.lists(st.tuples(st.integers(0, 50), shares), min_size=1, max_size=4))
def test_target_shares_of_several_versions_add_up_to_one(weights: list[tuple[int, dict[str, float]]]):
    assert sum(mean_target(weights).values()) == pytest.approx(1)


@given(counts, shares)
def test_points_off_lie_between_nought_and_a_hundred(posts: Counter[str], targets: dict[str, float]):
    target = mean_target([(1, targets)])
    labels = {key: (key, 1) for key in {*posts, *target}}

    mix = mix_of(posts, target, labels)

    assert mix.points_off is None if not posts.total() else 0 <= mix.points_off <= 100
    assert sum(line.actual or 0 for line in mix.lines) == pytest.approx(1 if posts.total() else 0)


@given(shares)
def test_what_was_published_as_wanted_is_not_off(targets: dict[str, float]):
    target = mean_target([(1, targets)])
    posts = Counter({key: round(share * 100_000) for key, share in target.items()})

    assert mix_of(posts, target, {key: (key, 1) for key in target}).points_off == 0
