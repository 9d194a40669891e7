from typing import Any

import pytest
from hypothesis import given

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.merge import merged
from waypost.loop.strategy.domain.patch import between
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.tests.documents import QUICK, pillar, small, strategies, tern_and_tide

BASE = small(purpose="Old.", pillars=[pillar("boats", 0.5), pillar("ink", 0.5)], voice={"summary": "Dry."})


def strategy(**changes: Any) -> Strategy:
    return strategy_from({**BASE, **changes}, whole=False)


@QUICK
@given(strategies(), strategies())
def test_whoever_is_alone_gets_what_they_wrote(base: Strategy, other: Strategy) -> None:
    assert merged(base, other, base, {}).strategy == other
    assert merged(base, base, other, {}).strategy == other
    assert merged(base, other, other, {}).strategy == other


@QUICK
@given(strategies(), strategies(), strategies())
def test_what_they_changed_stands_until_somebody_chooses(
    base: Strategy, mine: Strategy, theirs: Strategy
) -> None:
    both = merged(base, mine, theirs, {})

    mine_wins = merged(base, mine, theirs, {conflict.name: "mine" for conflict in both.conflicts})
    theirs_win = merged(base, mine, theirs, {conflict.name: "theirs" for conflict in both.conflicts})

    assert (mine_wins.conflicts, theirs_win.conflicts) == ((), ())
    assert both.strategy == theirs_win.strategy
    if mine.purpose != base.purpose:
        assert mine_wins.strategy.purpose == mine.purpose
    if theirs.brand != base.brand:
        assert theirs_win.strategy.brand == theirs.brand


def test_two_who_change_different_fields_of_one_item_are_both_kept() -> None:
    base = strategy()
    mine = strategy(pillars=[pillar("boats", 0.5, purpose="Mine."), pillar("ink", 0.5)])
    theirs = strategy(pillars=[pillar("boats", 0.6), pillar("ink", 0.4)], purpose="New.")

    both = merged(base, mine, theirs, {})

    assert both.conflicts == ()
    boats = both.strategy.pillar("boats")
    assert boats is not None
    assert (boats.purpose, boats.share, both.strategy.purpose) == ("Mine.", 0.6, "New.")


def test_two_who_add_something_under_the_same_name_both_have_it() -> None:
    mine = strategy(
        personas=[{"key": "guest", "label": "Guest", "summary": "Mine."}],
        pillars=[pillar("boats", 0.5, personas=["guest"]), pillar("ink", 0.5)],
    )
    theirs = strategy(personas=[{"key": "guest", "label": "Guest", "summary": "Theirs."}])

    both = merged(strategy(), mine, theirs, {}).strategy

    assert [(row.key, row.summary) for row in both.personas] == [("guest", "Theirs."), ("guest-2", "Mine.")]
    boats = both.pillar("boats")
    assert boats is not None
    assert boats.personas == ("guest-2",)


def test_an_item_that_one_changes_and_the_other_takes_out_is_asked_about_once() -> None:
    changed = strategy(pillars=[pillar("boats", 0.7, purpose="Mine."), pillar("ink", 0.3)])
    without = strategy(pillars=[pillar("ink", 1)])

    [conflict, shares] = merged(strategy(), changed, without, {}).conflicts

    assert (conflict.what, conflict.theirs) == ("“Boats”", "The pillar “Boats” is taken out.")
    assert (shares.mine, shares.theirs) == ("30\u00a0%", "100\u00a0%")
    back = merged(strategy(), changed, without, {conflict.name: "mine", shares.name: "mine"}).strategy
    assert {row.key: row.share for row in back.pillars} == {"boats": 0.7, "ink": 0.3}


def test_an_item_that_i_take_out_and_somebody_changed_is_asked_about() -> None:
    changed = strategy(pillars=[pillar("boats", 0.5, purpose="Theirs."), pillar("ink", 0.5)])
    without = strategy(pillars=[pillar("ink", 0.5)])

    [conflict] = merged(strategy(), without, changed, {}).conflicts

    assert conflict.mine == "The pillar “Boats” is taken out."
    assert merged(strategy(), without, changed, {conflict.name: "mine"}).strategy.pillar("boats") is None


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_two_orders_are_asked_about(choice: str) -> None:
    base = tern_and_tide()
    first, second, third = base.pillars
    mine = base.model_copy(update={"pillars": (second, first, third)})
    theirs = base.model_copy(update={"pillars": (third, second, first)})

    [conflict] = merged(base, mine, theirs, {}).conflicts

    assert conflict.what == "the order"
    chosen = merged(base, mine, theirs, {conflict.name: choice}).strategy
    assert between(mine if choice == "mine" else theirs, chosen).operations == ()


def test_what_they_gave_another_key_is_followed_there() -> None:
    mine = strategy(
        pillars=[pillar("boats", 0.5, purpose="Mine."), pillar("ink", 0.5)],
        goals=[{"key": "orders", "label": "Orders"}],
    )
    theirs = strategy(pillars=[pillar("ships", 0.5, was="boats"), pillar("ink", 0.5)])

    both = merged(strategy(), mine, theirs, {})

    assert both.conflicts == ()
    assert [(row.key, row.purpose) for row in both.strategy.pillars] == [("ships", "Mine."), ("ink", "")]


def test_what_is_written_about_an_item_follows_the_key_that_it_got_meanwhile() -> None:
    gallery = {"key": "gallery", "label": "Gallery"}
    rule = {"key": "ours", "label": "Ours", "parts": [{"label": "Useful", "share": 1}]}
    base = strategy(channel_roles=[gallery], mix_rules=[rule])
    mine = strategy(
        channel_roles=[gallery],
        pillars=[pillar("boats", 0.5, adaptations={"gallery": "One picture."}), pillar("ink", 0.5)],
        mix_rules=[{**rule, "pillars": {"boats": "Useful"}}],
    )
    theirs = strategy(
        channel_roles=[{"key": "window", "label": "Window", "was": "gallery"}],
        pillars=[pillar("ships", 0.5, was="boats"), pillar("ink", 0.5)],
        mix_rules=[rule],
    )

    both = merged(base, mine, theirs, {})

    assert both.conflicts == ()
    assert both.strategy.pillar("ships").adaptations == {"window": "One picture."}
    assert both.strategy.mix_rules[0].pillars == {"ships": "Useful"}
