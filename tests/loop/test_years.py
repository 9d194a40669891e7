"""Does the loop learn? Simulated years, held against keeping the strategy and against knowing the truth.

Figures are printed (`pytest -s`): how far from static to oracle the loop came, and what a year costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tests.loop.years import Years, outcomes
from tests.loop.years import brand as read
from waypost.interfaces.simulation.choosers import Chance, Knowledge, Nobody

pytestmark = pytest.mark.simulation
BRANDS = ("spoke-and-lane", "linden-oven")
SEEDS = (1, 2, 3)
INDIFFERENT = "indifferent"
FOURTH = 3


@pytest.fixture(scope="module")
def years() -> Iterator[Years]:
    found = Years()
    for name in BRANDS:
        for seed in SEEDS:
            found.begin(name, seed)
    found.begin(INDIFFERENT, 1)
    yield found
    found.close()


@cache
def static(name: str) -> list[float]:
    return outcomes(name, Nobody())


@cache
def oracle(name: str) -> list[float]:
    return outcomes(name, Knowledge(read(name), 1))


def test_a_forecast_is_what_the_program_does(years: Years) -> None:
    lived = years.lived("spoke-and-lane", 1, "static", 5)

    assert lived.outcomes == pytest.approx(outcomes("spoke-and-lane", Nobody(), 5), abs=0.001)
    assert set(lived.report) == {"quarters", "seed", "policy"}
    assert lived.report["quarters"] == [{"n": 1, "outcome": lived.outcomes[0], "posts": 50, "proposals": 0}]


def test_the_loop_gains_at_least_half_of_what_can_be_gained(years: Years) -> None:
    gained = possible = 0.0
    ways = []
    for name in BRANDS:
        for seed in SEEDS:
            lived = years.lived(name, seed)
            fourth = lived.outcomes[FOURTH]
            gained += fourth - static(name)[FOURTH]
            possible += oracle(name)[FOURTH] - static(name)[FOURTH]
            way = (fourth - static(name)[FOURTH]) / (oracle(name)[FOURTH] - static(name)[FOURTH])
            ways.append(way)
            print(f"\n{name}, seed {seed}: {way:.0%} of the way; {lived.seconds:.0f} s; {lived.told}")
    print(f"\nof the way from static to oracle in the fourth quarter: {gained / possible:.1%}")
    print(f"the mean of the single ways: {sum(ways) / len(ways):.1%}")

    assert gained / possible >= 0.5


@pytest.mark.parametrize("name", BRANDS)
def test_no_policy_beats_the_oracle(years: Years, name: str) -> None:
    best = sum(oracle(name))
    others = [static(name), *(outcomes(name, Chance(seed)) for seed in range(1, 9))]
    others += [years.lived(name, seed).outcomes for seed in SEEDS]

    assert max(map(sum, others)) < best
    assert all(other[FOURTH] < oracle(name)[FOURTH] for other in others)


def test_where_nothing_matters_the_loop_loses_next_to_nothing(years: Years) -> None:
    lived, kept = years.lived(INDIFFERENT, 1), static(INDIFFERENT)
    print(f"\nwhere nothing matters: {sum(lived.outcomes) / sum(kept) - 1:+.2%}; {lived.seconds:.0f} s")

    assert sum(lived.outcomes) >= 0.98 * sum(kept)
    assert lived.outcomes[FOURTH] >= 0.98 * kept[FOURTH]
