"""Machines that stand still at the gate and wake when others did their work, and machines that burn there."""

import signal
import time
from collections import Counter

import pytest

from tests.machines.fleet import Fleet, fleet, until

pytestmark = pytest.mark.chaos

COUNT, OVER = 100, 8.0
AT_THE_GATE = {"pier": "prepared:2", "mole": "arming:2", "quay": "armed:2"}
PATIENCE = 200.0
"""Seconds: the three minutes in which no doubt may be left, and a little."""


@pytest.mark.parametrize("honours_keys", [True, False])
def test_who_freezes_at_the_gate_and_wakes_later_sends_nothing_twice(honours_keys: bool) -> None:
    with fleet() as harbour:
        harbour.begin(honours_keys=honours_keys)
        kind = [] if honours_keys else ["--no-identity"]
        for place, step in AT_THE_GATE.items():
            harbour.publisher(place, "--freeze", step, *kind)
        due = harbour.queue(COUNT, OVER)
        until(lambda: all(harbour.is_frozen(place) for place in AT_THE_GATE), PATIENCE)

        harbour.publisher("rescue", *kind)
        until(lambda: nothing_moves(harbour), PATIENCE)
        states = harbour.states()
        in_doubt = states.pop("unknown", 0)
        assert states == {"published": COUNT - in_doubt}
        assert bool(in_doubt) != honours_keys, (
            "where keys are nobody's identity, a person waits with us for the frozen"
        )
        for place in AT_THE_GATE:
            harbour.processes[place].send_signal(signal.SIGCONT)

        until(lambda: harbour.states() == {"published": COUNT}, PATIENCE)
        time.sleep(2)
        assert everything_once(harbour, due)
        assert all(harbour.processes[place].poll() is None for place in AT_THE_GATE)


@pytest.mark.parametrize("comes_back", [True, False])
def test_what_a_machine_took_into_its_grave_needs_a_person_only_if_it_never_comes_back(
    comes_back: bool,
) -> None:
    with fleet() as harbour:
        harbour.begin(honours_keys=False)
        harbour.publisher("pier", "--freeze", "armed:5", "--no-identity")
        due = harbour.queue(COUNT, OVER)
        until(lambda: harbour.is_frozen("pier"), PATIENCE)

        harbour.end("pier", signal.SIGKILL)
        harbour.publisher("rescue", "--no-identity")
        if comes_back:
            harbour.publisher("pier", "--no-identity")
        until(lambda: nothing_moves(harbour), PATIENCE)

        states = harbour.states()
        asked = states.pop("unknown", 0)
        assert states == {"published": COUNT - asked}
        assert bool(asked) != comes_back
        harbour.end("rescue", signal.SIGTERM)
        network = harbour.network
        network.read()
        stored = Counter(line.key for line in network.lines)
        assert len(stored) == COUNT - asked
        assert set(stored.values()) == {1}
        assert set(stored) <= due


def nothing_moves(harbour: Fleet) -> bool:
    """Whether all is sent but what waits for a person: a doubt for which no look is due."""
    return harbour.moving() == 0


def everything_once(harbour: Fleet, due: set[str]) -> bool:
    network = harbour.network
    network.read()
    stored = Counter(line.key for line in network.lines)
    return set(stored) == due and set(stored.values()) == {1}
