import os
import subprocess
import sys
import time

import pytest

from waypost.interfaces.commands.supervise import BACK_OFF, BEHIND_PEOPLE, STEADY_AFTER, Child


def ended(code: int) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", f"raise SystemExit({code})"], stdin=subprocess.PIPE
    )
    process.wait()
    return process


def waits(child: Child) -> float:
    """Look at a child that ended: of the pauses there are, the one that it waits, in seconds."""
    before = time.monotonic()
    assert child.look() == 1
    return max(pause for pause in BACK_OFF if pause <= child.again_at - before)


def test_a_child_that_ends_again_and_again_waits_longer_each_time():
    child = Child("worker")

    waited = []
    for _ in range(len(BACK_OFF) + 1):
        child.process, child.started_at = ended(1), time.monotonic()
        waited.append(waits(child))

    assert waited == [*BACK_OFF, BACK_OFF[-1]]


def test_a_child_that_ran_well_for_a_while_starts_again_soon():
    child = Child("worker", failures=6)
    child.process, child.started_at = ended(1), time.monotonic() - STEADY_AFTER - 1

    assert waits(child) == BACK_OFF[0]


@pytest.mark.parametrize(("name", "nicer"), [("web", 0), ("publisher", BEHIND_PEOPLE)])
def test_people_go_before_what_runs_in_the_background(name: str, nicer: int, monkeypatch):
    process = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **more: process)

    Child(name).start()

    assert os.getpriority(os.PRIO_PROCESS, process.pid) == os.getpriority(os.PRIO_PROCESS, 0) + nicer
    process.communicate(b"\n")


def test_a_living_child_is_left_alone():
    child = Child("worker")
    child.process = subprocess.Popen([sys.executable, "-S", "-c", "input()"], stdin=subprocess.PIPE)

    assert child.look() is None
    assert child.process.poll() is None
    child.process.kill()
    child.process.wait()
