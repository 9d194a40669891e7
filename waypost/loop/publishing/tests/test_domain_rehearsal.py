"""What goes wrong in a rehearsal is decided by the posts alone, and how it ended is said in a sentence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from waypost.loop.publishing.domain.rehearsal import LASTS, SHARES, TROUBLES, Coming, Fault, Script, plan
from waypost.loop.publishing.domain.rehearsed import ENDINGS, Ending, Played, ending_of, in_a_sentence
from waypost.loop.publishing.domain.states import State

BEGINS = datetime(2031, 5, 5, tzinfo=UTC)
COMING = [Coming(number, number % 3, BEGINS + timedelta(hours=6 * number)) for number in range(1, 25)]
EVERYTHING = Script(frozenset(Fault))


def test_every_fault_is_offered_and_does_something() -> None:
    assert set(TROUBLES) == set(Fault)
    assert LASTS.keys() | SHARES.keys() == set(Fault)
    assert not LASTS.keys() & SHARES.keys()
    assert set(ENDINGS) == set(Ending)


def test_the_same_posts_meet_the_same_faults() -> None:
    assert plan(EVERYTHING, COMING, BEGINS) == plan(EVERYTHING, list(reversed(COMING)), BEGINS)


def test_another_run_strikes_other_posts_at_other_times_and_each_the_same_again() -> None:
    plans = [plan(replace(EVERYTHING, run=run), COMING, BEGINS) for run in range(1, 9)]

    assert plans == [plan(replace(EVERYTHING, run=run), COMING, BEGINS) for run in range(1, 9)]
    assert len({tuple(sorted(each.struck.items())) for each in plans}) == 8
    assert len({each.windows for each in plans}) == 8
    assert len({tuple(window.fault for window in each.windows) for each in plans}) > 1


@pytest.mark.parametrize("run", range(1, 30))
def test_in_every_run_what_lasts_meets_a_post_and_leaves_room_between(run: int) -> None:
    windows = plan(replace(EVERYTHING, run=run), COMING, BEGINS).windows

    assert all(any(window.covers(each.due_at) for each in COMING) for window in windows)
    assert all(one.ends_at < next_.begins_at for one, next_ in pairwise(windows))


def test_luck_hangs_on_what_is_real_and_not_on_an_id_of_this_rehearsal_alone() -> None:
    named = [replace(each, lot=f"series 1 {each.due_at}") for each in COMING]
    renumbered = [replace(each, id=each.id + 100) for each in named]

    struck = plan(EVERYTHING, named, BEGINS).struck

    assert plan(EVERYTHING, renumbered, BEGINS).struck == {key + 100: fault for key, fault in struck.items()}


def test_a_script_is_read_back_as_it_was_written() -> None:
    script = Script(frozenset({Fault.LOST}), 3, run=7, approvals=True)

    assert Script.of(script.as_record()) == script
    assert Script.of({"faults": [], "channel": None}) == Script()


def test_each_post_is_struck_once_and_each_fault_strikes_its_share() -> None:
    struck = plan(EVERYTHING, COMING, BEGINS).struck

    counted = {fault: list(struck.values()).count(fault) for fault in SHARES}
    assert counted == {Fault.TOO_LONG: 1, Fault.LOST: 8, Fault.SLOW: 6, Fault.BUSY: 6, Fault.REFUSED: 3}


def test_what_lasts_does_not_come_all_at_once_and_each_meets_a_post() -> None:
    windows = plan(EVERYTHING, COMING, BEGINS).windows

    assert {window.fault for window in windows} == {Fault.SILENCE, Fault.TOKEN, Fault.HOLD, Fault.OFF}
    assert all(one.ends_at < next_.begins_at for one, next_ in pairwise(windows))
    assert all(any(window.covers(each.due_at) for each in COMING) for window in windows)


def test_nothing_goes_wrong_before_the_beginning_or_without_posts() -> None:
    soon = [Coming(1, 1, BEGINS + timedelta(minutes=1))]

    assert all(
        BEGINS <= window.begins_at <= soon[0].due_at for window in plan(EVERYTHING, soon, BEGINS).windows
    )
    assert plan(EVERYTHING, [], BEGINS).windows == ()


def test_on_one_channel_only_that_one_is_struck_but_a_hold_stops_everything() -> None:
    found = plan(Script(frozenset(Fault), 1), COMING, BEGINS)

    assert {each.channel_id for each in COMING if each.id in found.struck} == {1}
    assert {window.fault: window.channel_id for window in found.windows} == {
        Fault.SILENCE: 1,
        Fault.TOKEN: 1,
        Fault.HOLD: None,
        Fault.OFF: None,
    }


def test_what_a_person_posts_meets_no_network() -> None:
    by_hand = [Coming(1, 1, BEGINS, by_program=False)]

    found = plan(EVERYTHING, by_hand, BEGINS)

    assert not found.struck
    assert {window.fault for window in found.windows} == {Fault.HOLD, Fault.OFF}


@pytest.mark.parametrize(
    ("state", "minutes", "was_handed", "ending"),
    [
        (State.PUBLISHED, 1, False, Ending.ON_TIME),
        (State.PUBLISHED, 2, False, Ending.LATE),
        (State.HANDED, None, True, Ending.BY_HAND),
        (State.UNKNOWN, None, True, Ending.BY_HAND),
        (State.UNKNOWN, None, False, Ending.CHECK),
        (State.REJECTED, None, False, Ending.REFUSED),
        (State.FOLLOWS, None, False, Ending.WAITS),
    ],
)
def test_the_last_state_says_how_it_ended(
    state: State, minutes: int | None, was_handed: bool, ending: Ending
) -> None:
    left_at = None if minutes is None else BEGINS + timedelta(minutes=minutes)

    assert ending_of(state, BEGINS, left_at, was_handed=was_handed) is ending


def test_the_sentence_counts_every_ending_once() -> None:
    assert in_a_sentence([]) == "Nothing of that week would go out."
    assert in_a_sentence([_ended(Ending.ON_TIME)]) == "1 post: 1 would go out on time."
    many = [_ended(ending) for ending in (Ending.ON_TIME, Ending.DRAFT, Ending.DRAFT, Ending.MISSED)]
    assert in_a_sentence(many) == "4 posts: 1 would go out on time, 1 would be missed and 2 are still drafts."


def _ended(ending: Ending) -> Played:
    return Played(
        publication_id=1,
        post_id=1,
        words="Low tide.",
        channel_id=1,
        channel="Harbour Notes",
        network="a network",
        due_at=BEGINS,
        ending=ending,
    )
