"""A simulation can be stopped, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from waypost.interfaces.simulation.brand import BRANDS

pytestmark = pytest.mark.simulation
AUDIENCE = str(BRANDS / "spoke-and-lane" / "audience.yaml")


def begun(folder: Path, *module: str) -> subprocess.Popen[str]:
    """A child that has begun to simulate in a scratch home inside the folder."""
    child = subprocess.Popen(
        [sys.executable, "-m", *module, "--audience", AUDIENCE],
        env={**os.environ, "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stderr is not None
    assert any(line.startswith("week 1 of 52") for line in child.stderr)
    assert any(folder.iterdir())
    return child


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_simulation_that_is_told_to_stop_takes_its_home_away(
    tmp_path: Path, number: signal.Signals
) -> None:
    child = begun(tmp_path, "waypost.interfaces.simulation")

    child.send_signal(number)
    child.send_signal(signal.SIGTERM)

    assert child.wait(20) == 128 + number
    assert list(tmp_path.iterdir()) == []


def test_stopping_the_command_stops_its_child(tmp_path: Path) -> None:
    child = begun(tmp_path, "waypost.interfaces.commands", "simulate")

    os.killpg(child.pid, signal.SIGINT)  # as Ctrl-C does

    assert child.wait(20) == 130
    assert list(tmp_path.iterdir()) == []
