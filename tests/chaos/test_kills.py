"""Real publishers, killed with SIGKILL at each step of the graph, again and again: nothing twice, lost or stuck."""

import os
import random
import time
from pathlib import Path

import pytest

from tests.chaos.program import Program

POSTS, CHANNELS = 300, 10
STEPS = ("claimed", "prepared", "armed", "answered", "settled")
ROUNDS = 3
PATIENCE = 150.0


@pytest.mark.chaos
def test_publishers_killed_at_every_step_send_everything_once(tmp_path: Path) -> None:
    chance = random.Random(20261121)

    with Program(tmp_path, os.environ.get("WAYPOST_DATABASE_URL", "")) as program:
        assert program.plant(POSTS, CHANNELS, seconds=4) == POSTS
        program.fault(kind="lost_answer", probability=0.03, seed=1)
        for _ in range(ROUNDS):
            for step in STEPS:
                doomed = program.start("-m", "tests.chaos.doomed", step, str(chance.randint(1, 12)))
                doomed.wait(timeout=60)
                assert doomed.returncode == -9, "it died as it should"
        killed_from_outside = program.publisher()
        time.sleep(chance.uniform(1.5, 3))
        killed_from_outside.kill()
        survivor = program.publisher()
        states = _wait_until_all_is_sent(program)

        assert survivor.poll() is None
        keys = program.sent_keys()
        assert states == {"published": POSTS}
        assert len(keys) == len(set(keys)) == POSTS


def _wait_until_all_is_sent(program: Program) -> dict[str, int]:
    until = time.monotonic() + PATIENCE
    states: dict[str, int] = {}
    while time.monotonic() < until:
        states = program.states()
        if states == {"published": POSTS}:
            break
        time.sleep(2)
    return states
