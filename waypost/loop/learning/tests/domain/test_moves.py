"""Moves stay within their bounds, whatever the posts say."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.loop.learning.domain.found import ChannelNow, Levers, Move
from waypost.loop.learning.domain.heavy.fitting import Fit, fit
from waypost.loop.learning.domain.heavy.moves import (
    FORMAT_BOUND,
    LEAST_POSTS,
    LEAST_SHARE,
    PILLAR_BOUND,
    moves,
)
from waypost.loop.learning.tests.audiences import CHANNELS, FORMATS, HARBOUR_WINS, LEVERS, PILLARS, posts

EVERYTHING = frozenset({"pillar", "format", "channel", "hour"})
FEW = settings(max_examples=12, deadline=None)


@cache
def fitted(seed: int) -> Fit:
    return fit(posts(HARBOUR_WINS, 120, seed=seed), draws=50)


def shares(keys: tuple[str, ...]) -> st.SearchStrategy[dict[str, float]]:
    """Shares in steps of a twentieth, none below one, that come to one."""
    cuts = st.lists(st.integers(1, 18), min_size=len(keys) - 1, max_size=len(keys) - 1, unique=True)

    def cut(places: list[int]) -> dict[str, float]:
        ends = [0, *sorted(places), 20]
        return {key: (after - before) / 20 for key, before, after in zip(keys, ends, ends[1:], strict=False)}

    return cuts.map(cut)


@st.composite
def levers(draw: st.DrawFn) -> Levers:
    times = st.lists(
        st.tuples(
            st.sampled_from([(0, 1, 2, 3, 4), (5, 6), tuple(range(7))]), st.sampled_from([7.5, 12.0, 20.0])
        ),
        min_size=1,
        max_size=3,
    )
    channels = tuple(
        ChannelNow(key, draw(st.integers(1, 8)), draw(shares(tuple(FORMATS))), tuple(draw(times)), 0.2)
        for key in CHANNELS
    )
    return Levers(draw(shares(tuple(PILLARS))), channels)


def by_lever(found: list[Move]) -> dict[str, Move]:
    return {move.lever: move for move in found}


@FEW
@given(levers(), st.integers(1, 3))
def test_shares_stay_whole_and_within_a_step(now: Levers, seed: int) -> None:
    found = by_lever(moves(fitted(seed), now, EVERYTHING))

    if "pillars" in found:
        _is_a_bounded_step(dict(now.pillars), found["pillars"].settings, PILLAR_BOUND)
    if "formats" in found:
        for channel in now.channels:
            after = found["formats"].settings.get(channel.key, channel.formats)
            _is_a_bounded_step(dict(channel.formats), after, FORMAT_BOUND)


@FEW
@given(levers(), st.integers(1, 3))
def test_the_number_of_posts_stays_and_every_channel_keeps_some(now: Levers, seed: int) -> None:
    rhythm = by_lever(moves(fitted(seed), now, EVERYTHING)).get("rhythm")

    if rhythm is not None:
        before = {channel.key: channel.posts_per_week for channel in now.channels}
        assert sum(rhythm.settings.values()) == pytest.approx(sum(before.values()))
        assert all(count >= min(LEAST_POSTS, before[key]) for key, count in rhythm.settings.items())


@FEW
@given(levers(), st.integers(1, 3))
def test_at_most_half_of_a_channels_times_move_and_into_waking_hours(now: Levers, seed: int) -> None:
    times = by_lever(moves(fitted(seed), now, EVERYTHING)).get("times")

    if times is not None:
        for channel in now.channels:
            before = [hour for _days, hour in channel.times]
            after = times.settings.get(channel.key, before)
            moved = [hour for was, hour in zip(before, after, strict=True) if was != hour]
            assert len(moved) <= (len(before) + 1) // 2
            assert all(6 <= hour <= 22 for hour in moved)


@FEW
@given(levers(), st.integers(1, 3))
def test_a_move_says_what_it_should_bring_and_is_likely_to(now: Levers, seed: int) -> None:
    for move in moves(fitted(seed), now, EVERYTHING):
        assert move.low <= move.gain <= move.high
        assert move.is_test or (move.gain >= 0.01 and move.sureness >= 0.9)


def test_what_may_not_be_spoken_of_is_not_moved() -> None:
    found = moves(fitted(1), LEVERS, frozenset())

    assert all(move.is_test for move in found)


def test_the_move_goes_towards_what_brings_more() -> None:
    pillars = by_lever(moves(fitted(1), LEVERS, EVERYTHING))["pillars"].settings

    assert pillars["harbour-life"] > PILLARS["harbour-life"]
    assert pillars["finished-work"] < PILLARS["finished-work"]


def test_the_best_setting_is_left_alone() -> None:
    best = {"harbour-life": 0.9, "finished-work": 0.05, "behind-the-scenes": 0.05}

    assert "pillars" not in by_lever(moves(fitted(1), replace(LEVERS, pillars=best), EVERYTHING))


def test_an_hour_that_nobody_knows_is_tested_once_it_is_free() -> None:
    test = by_lever(moves(fitted(1), LEVERS, frozenset()))["times"]

    assert test.is_test
    hours = {hour for setting in test.settings.values() for hour in setting} - {8.5, 20.0}
    known = {row.hour for row in fitted(1).rows}
    assert hours
    assert all(min(abs(hour - other) for other in known) >= 1 for hour in hours)


def _is_a_bounded_step(before: dict[str, float], after: dict[str, float], bound: float) -> None:
    assert sum(after.values()) == pytest.approx(1.0)
    assert all(abs(after[key] - share) <= bound + 1e-9 for key, share in before.items())
    assert all(after[key] >= min(LEAST_SHARE, share) - 1e-9 for key, share in before.items())
    assert not np.isnan(list(after.values())).any()
