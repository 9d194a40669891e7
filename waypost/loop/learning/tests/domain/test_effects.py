"""What is found of posts whose truth is known."""

from dataclasses import replace

import numpy as np
import pytest

from waypost.loop.learning.domain.found import Findings, Found
from waypost.loop.learning.domain.heavy.effects import FEWEST_POSTS, look
from waypost.loop.learning.domain.heavy.gate import spoken_of
from waypost.loop.learning.domain.rows import Row
from waypost.loop.learning.tests.audiences import (
    CHANNELS,
    FORMATS,
    HARBOUR_WINS,
    NOTHING_MATTERS,
    PILLARS,
    Truth,
    posts,
)

DRAWS = 100


def found(findings: Findings, factor: str) -> dict[str, Found]:
    return {effect.level: effect for effect in findings.effects if effect.factor == factor}


def test_what_matters_is_found_and_ranked() -> None:
    findings = look(posts(HARBOUR_WINS, 240, seed=3), draws=DRAWS)

    pillars, formats = found(findings, "pillar"), found(findings, "format")
    assert pillars["harbour-life"].is_clear
    assert pillars["harbour-life"].low > 0
    assert pillars["finished-work"].high < 0
    assert formats["carousel"].value > formats["image"].value > formats["text"].value


def test_the_same_posts_give_the_same_findings() -> None:
    rows = posts(HARBOUR_WINS, 60, seed=3)

    assert look(rows, draws=50) == look(rows, draws=50)


@pytest.mark.parametrize("count", [0, 1, FEWEST_POSTS - 1])
def test_a_few_posts_say_nothing(count: int) -> None:
    assert look(posts(HARBOUR_WINS, count, seed=1)) == Findings(count)


def test_posts_that_brought_nothing_say_nothing() -> None:
    rows = [replace(row, count=0) for row in posts(HARBOUR_WINS, 60, seed=1)]

    assert not look(rows).effects


def test_a_level_with_few_posts_is_drawn_and_not_spoken_of() -> None:
    rows = posts(HARBOUR_WINS, 150, seed=2)
    rows = [
        replace(row, format="video", count=row.count * 6) if number % 25 == 0 else row
        for number, row in enumerate(rows)
    ]

    video = found(look(rows, draws=DRAWS), "format")["video"]

    assert video.posts == 6
    assert not video.is_said
    assert not video.is_clear


def test_one_post_that_went_everywhere_does_not_decide() -> None:
    rows = posts(NOTHING_MATTERS, 120, seed=4)
    place = next(number for number, row in enumerate(rows) if row.pillar == "harbour-life")
    rows[place] = replace(rows[place], count=20_000)

    assert not any(effect.is_clear for effect in look(rows, draws=DRAWS).effects)


def test_a_pillar_is_not_praised_for_its_channel() -> None:
    """The best channel carries mostly one pillar: by plain means that pillar would win (Simpson's paradox)."""
    random = np.random.default_rng(5)
    rows = []
    for row in posts(replace(NOTHING_MATTERS, channel={}), 240, seed=5):
        is_harbour = row.pillar == "harbour-life"
        on_gallery = random.random() < (0.85 if is_harbour else 0.15)
        channel, times = ("gallery", 3) if on_gallery else ("journal", 1)
        rows.append(replace(row, channel=channel, count=row.count * times))

    findings = look(rows, draws=DRAWS)

    means = {pillar: np.mean([row.count for row in rows if row.pillar == pillar]) for pillar in PILLARS}
    assert means["harbour-life"] > 1.5 * means["finished-work"]
    assert found(findings, "pillar")["harbour-life"].value < 0.15
    assert found(findings, "channel")["gallery"].value > 0.5


def test_a_pillar_is_not_praised_for_growth() -> None:
    """A pillar that came late has the larger audience of the later weeks."""
    rows = [
        replace(row, pillar="harbour-life" if number >= 100 and number % 2 else "finished-work")
        for number, row in enumerate(posts(Truth(growth=3.0), 200, seed=6))
    ]

    assert abs(found(look(rows, draws=DRAWS), "pillar")["harbour-life"].value) < 0.2


def test_a_young_post_is_not_blamed_for_its_age() -> None:
    rows = posts(NOTHING_MATTERS, 150, seed=7)
    young = [
        replace(row, age_hours=48.0, count=round(row.count * 0.8), pillar="harbour-life")
        if number % 4 == 0
        else replace(row, pillar="finished-work")
        for number, row in enumerate(rows)
    ]

    assert abs(found(look(young, draws=DRAWS), "pillar")["harbour-life"].value) < 0.15


def test_effects_are_against_a_typical_post() -> None:
    effects = found(look(posts(HARBOUR_WINS, 150, seed=8), draws=DRAWS), "pillar").values()

    posts_in_all = sum(effect.posts for effect in effects)
    mean = sum(np.log1p(effect.value) * effect.posts for effect in effects) / posts_in_all
    assert abs(mean) < 0.03


def test_intervals_hold_the_truth_about_nine_times_in_ten() -> None:
    """A small turn of benchmarks/learning, which measures it on many more."""
    random = np.random.default_rng(9)
    held = []
    for seed in range(10):
        truth = Truth(
            pillar=dict(zip(PILLARS, random.normal(0, 0.3, 3), strict=True)),
            format=dict(zip(FORMATS, random.normal(0, 0.3, 3), strict=True)),
            channel=dict(zip(CHANNELS, random.normal(0, 0.4, 3), strict=True)),
        )
        rows = posts(truth, 50, seed=seed)
        findings = look(rows, draws=60, seed=seed)
        held += [_holds(effect, truth, rows) for effect in findings.effects if hasattr(truth, effect.factor)]

    assert 0.8 <= np.mean([each for each in held if each is not None]) <= 0.99


def test_where_nothing_matters_hardly_anything_is_ever_claimed() -> None:
    """A small turn of benchmarks/learning: of ten such brands at most one has a clear effect."""
    looks = [look(posts(NOTHING_MATTERS, 50, seed=seed), draws=50, seed=seed) for seed in range(100, 110)]

    assert sum(any(effect.is_clear for effect in findings.effects) for findings in looks) <= 1


def test_all_factors_share_one_error() -> None:
    assert spoken_of({"a": 0.01, "b": 0.04, "c": 0.2}, 0.1) == {"a", "b"}
    assert spoken_of({"a": 0.04, "b": 0.06, "c": 0.2}, 0.1) == frozenset()
    assert spoken_of({}, 0.1) == frozenset()


def _holds(effect: Found, truth: Truth, rows: list[Row]) -> bool | None:
    """Whether an interval holds the true effect against the mean of the posts; None where the truth has no such factor."""
    if effect.factor not in {"pillar", "format", "channel"}:
        return None
    worth = getattr(truth, effect.factor)
    typical = np.mean([worth[getattr(row, effect.factor)] for row in rows])
    return bool(effect.low <= np.expm1(worth[effect.level] - typical) <= effect.high)
