"""Publishers killed while threads go out: every part once, in its order, and none left waiting."""

import os
import random
import re
import time
from collections import defaultdict
from pathlib import Path

import pytest

from tests.chaos.program import Program

POSTS, CHANNELS, PARTS = 15, 5, 4
STEPS = ("begin", "lay_out", "_finish", "armed", "answered", "settle", "settled", "give_back")
PATIENCE = 150.0


@pytest.mark.chaos
def test_threads_survive_every_kill_whole_and_in_order(tmp_path: Path) -> None:
    chance = random.Random(20261122)

    with Program(tmp_path, os.environ.get("WAYPOST_DATABASE_URL", "")) as program:
        assert program.plant(POSTS, CHANNELS, seconds=4, divided=True) == POSTS
        program.fault(kind="lost_answer", probability=0.05, seed=1)
        for step in STEPS:
            doomed = program.start("-m", "tests.chaos.doomed", step, str(chance.randint(1, 3)))
            doomed.wait(timeout=60)
            assert doomed.returncode == -9, "it died as it should"
        program.publisher()
        until = time.monotonic() + PATIENCE
        while program.states() != {"published": POSTS * PARTS} and time.monotonic() < until:
            time.sleep(2)

        assert program.states() == {"published": POSTS * PARTS}
        keys = program.sent_keys()
        assert len(keys) == len(set(keys)) == POSTS * PARTS
        assert _is_in_order(program)


def _is_in_order(program: Program) -> bool:
    """Whether the parts of each thread were stored in the order of their sentences, the comment last."""
    of_boat = defaultdict(list)
    for post in program.sent():
        boat, sentence = re.findall(r"Boat (\d+), sentence (\d+)", post["text"])[0]
        of_boat[boat].append(int(sentence))
    return all(
        len(sentences) == PARTS and sentences == sorted(sentences) and sentences[-1] == 99
        for sentences in of_boat.values()
    )
