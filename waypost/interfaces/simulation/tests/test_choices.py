from random import Random

import pytest

from waypost.interfaces.simulation.brand import BRANDS, Brand, read_brand
from waypost.interfaces.simulation.choices import (
    HOURS,
    LEAST_POSTS,
    LEAST_SHARE,
    Choice,
    anywhere,
    near,
    steps,
)


@pytest.fixture(scope="module")
def brand() -> Brand:
    return read_brand(BRANDS / "spoke-and-lane" / "audience.yaml")


def posts_of(choice: Choice) -> float:
    return sum(rhythm.posts for rhythm in choice.channels.values())


def is_allowed(choice: Choice, like: Choice) -> bool:
    shares = [choice.shares, *(rhythm.formats for rhythm in choice.channels.values())]
    return (
        all(
            min(part.values()) >= LEAST_SHARE - 1e-9 and abs(sum(part.values()) - 1) < 1e-6 for part in shares
        )
        and all(rhythm.posts >= LEAST_POSTS - 1e-9 for rhythm in choice.channels.values())
        and abs(posts_of(choice) - posts_of(like)) < 1e-6
        and all(len(rhythm.times) == len(like.channels[key].times) for key, rhythm in choice.channels.items())
    )


def test_a_strategy_s_own_setting_changes_nothing(brand: Brand) -> None:
    own = Choice.of(brand.strategy)

    assert own.patch(brand.strategy).apply(brand.strategy) == brand.strategy


def test_whatever_is_drawn_keeps_capacity_and_bounds(brand: Brand) -> None:
    own, draw = Choice.of(brand.strategy), Random(1)

    for _ in range(60):
        choice = anywhere(own, draw)
        assert is_allowed(choice, own)
        assert Choice.of(choice.patch(brand.strategy).apply(brand.strategy)) == choice


def test_every_step_keeps_capacity_and_bounds(brand: Brand) -> None:
    own, draw = Choice.of(brand.strategy), Random(2)
    walked = own

    for _ in range(200):
        walked = near(walked, draw, size=0.1)
        assert is_allowed(walked, own)
    taken = [step(walked) for step in steps(walked, 0.1)]
    assert all(is_allowed(choice, own) for choice in taken if choice is not None)
    assert len(taken) > 9 * len(HOURS)


def test_steps_at_random_reach_every_lever(brand: Brand) -> None:
    own, draw = Choice.of(brand.strategy), Random(3)
    walked = own

    for _ in range(40):
        walked = near(walked, draw, size=0.05)

    changed = [
        walked.shares != own.shares,
        any(walked.channels[key].formats != own.channels[key].formats for key in own.channels),
        any(walked.channels[key].times != own.channels[key].times for key in own.channels),
        any(walked.channels[key].posts != own.channels[key].posts for key in own.channels),
    ]
    assert all(changed)
