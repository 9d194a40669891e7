from typing import Any

import pytest

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import (
    Choice,
    Thing,
    Touched,
    decided,
    pillars_touched,
    what_changed,
)
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import pillar, small

SLIPS = Touched("slips", 2, kind="slip", group="slips", things=(Thing(1, "One"), Thing(2, "Two")), one="slip")


def of(*pillars: dict[str, Any]) -> Strategy:
    return strategy_from(small(pillars=list(pillars)), whole=False)


def test_another_share_or_colour_of_a_pillar_touches_no_post() -> None:
    touched = pillars_touched(of(pillar("ink", 0.4, hue=1)), of(pillar("ink", 0.6, hue=2)))

    assert (touched.going, touched.changing) == ({}, {})


def test_a_pillar_that_means_something_else_is_told_and_one_that_goes_too() -> None:
    touched = pillars_touched(
        of(pillar("ink", 0.5), pillar("fog", 0.5)), of(pillar("ink", 1, purpose="Only black."))
    )

    assert touched.changing == {"ink": "“Ink” changes"}
    assert touched.going == {"fog": "“Fog” goes"}


@pytest.mark.parametrize("label", ["Ink", "Colour"])
def test_a_pillar_under_another_key_has_stayed(label: str) -> None:
    touched = pillars_touched(of(pillar("ink", 1)), of(pillar("colour", 1) | {"was": "ink", "label": label}))

    assert touched.going == {}
    assert list(touched.changing) == ([] if label == "Ink" else ["ink"])


def test_what_is_chosen_for_one_goes_before_what_is_chosen_for_all() -> None:
    wishes = {"slips": "move:ink", "slips-2": "keep"}

    first, second = decided([SLIPS], wishes, ["ink"])

    assert (first.choice, first.pillar) == (Choice.MOVE, "ink")
    assert (second.choice, second.pillar) == (Choice.KEEP, "")


@pytest.mark.parametrize("wish", ["", "move", "hold:ink", "move:fog", "burn"])
def test_only_what_is_offered_can_be_chosen(wish: str) -> None:
    if wish == "":
        assert [each.choice for each in decided([SLIPS], {"slips": wish}, ["ink"])] == ["keep", "keep"]
    else:
        with pytest.raises(ValueError, match=wish):
            list(decided([SLIPS], {"slips": wish}, ["ink"]))


def test_one_is_said_as_one() -> None:
    assert SLIPS.words == "2 slips"
    assert Touched("slips", 1, one="slip").words == "1 slip"
    assert Touched("slips", 1).words == "1 slips"


def test_somebody_hears_what_became_of_their_things_in_one_sentence() -> None:
    assert what_changed(4, {Choice.MOVE: 3, Choice.HOLD: 1}) == (
        "Version 4 of the strategy: of yours, 3 things moved to another pillar and 1 thing held back."
    )
