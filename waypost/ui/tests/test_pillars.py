from itertools import combinations

import pytest

from waypost.ui.tests.colour import SIGHTS, distance, pillar, seen

JUST_NOTICEABLE = 0.02
LEAST = {
    "normal": 0.055,
    "protanopia": JUST_NOTICEABLE,
    "deuteranopia": JUST_NOTICEABLE,
    "tritanopia": JUST_NOTICEABLE,
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_of_eight_pillars_look_different(sight: str, theme: str) -> None:
    colours = [seen(pillar(hue, theme), sight) for hue in range(1, 9)]

    assert min(distance(one, other) for one, other in combinations(colours, 2)) >= LEAST[sight]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_first_four_pillars_are_the_farthest_apart(sight: str, theme: str) -> None:
    colours = [seen(pillar(hue, theme), sight) for hue in range(1, 5)]

    assert min(distance(one, other) for one, other in combinations(colours, 2)) >= LEAST[sight] * 1.4


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("hue", range(1, 9))
def test_every_screen_can_show_every_pillar(hue: int, theme: str) -> None:
    assert all(-0.002 <= channel <= 1.002 for channel in pillar(hue, theme))
