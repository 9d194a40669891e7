"""Starts a simulation as a child process and shows what came of it. Nothing of this installation is touched."""

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from waypost.toolkit.refusal import Refusal

EXAMPLES = """\
  waypost simulate --audience audience.yaml
  waypost simulate --audience audience.yaml --weeks 52 --seed 3 --policy loop --json
  waypost simulate --audience audience.yaml --policy static
"""
POLICIES = ("loop", "static", "random", "oracle")
CHILD = ("waypost.interfaces.commands.tether", "waypost.interfaces.simulation")
PATIENCE = 10.0
_INTERRUPTED = 128 + signal.SIGINT


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audience", type=Path, required=True, metavar="FILE", help="a simulated audience in YAML"
    )
    parser.add_argument("--weeks", type=int, default=52, metavar="N", help="how many weeks (52)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the audience's chance (1)")
    parser.add_argument(
        "--policy",
        choices=POLICIES,
        default="loop",
        help="who changes the strategy: what learning proposes, nobody, chance, or who knows the truth (loop)",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(given: argparse.Namespace) -> int:
    if not given.audience.is_file():
        raise Refusal(f"There is no file {given.audience}. Name an audience in YAML.")
    said = _simulated(given)
    print(json.dumps(said) if given.json else _table(said))
    return 0


def _simulated(given: argparse.Namespace) -> dict[str, Any]:
    """Run the child; its progress goes to standard error as it comes, and it ends with this process."""
    words = [
        *("--audience", str(given.audience), "--weeks", str(given.weeks)),
        *("--seed", str(given.seed), "--policy", given.policy),
    ]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("WAYPOST_")}
    with subprocess.Popen(  # noqa: S603 (our own program)
        [sys.executable, "-P", "-m", *CHILD, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as child:
        try:
            assert child.stdout is not None
            written = child.stdout.read()
            code = child.wait()
        finally:
            _end(child)
    if code == _INTERRUPTED:
        raise KeyboardInterrupt  # Ctrl-C reaches both, and the child may be over first
    if code == 2:
        raise Refusal("Nothing was simulated.")
    if code or not written.strip():
        raise Refusal(f"The simulation ended early (code {code}). What it said is above.")
    said: dict[str, Any] = json.loads(written.splitlines()[-1])
    return said


def _end(child: "subprocess.Popen[str]") -> None:
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()


def _table(said: dict[str, Any]) -> str:
    lines = [f"{'quarter':>7}  {'outcome':>10}  {'posts':>5}  {'proposals':>9}"]
    lines += [
        f"{row['n']:>7}  {row['outcome']:>10.1f}  {row['posts']:>5}  {row['proposals']:>9}"
        for row in said["quarters"]
    ]
    return "\n".join([*lines, f"Policy {said['policy']}, seed {said['seed']}."])
