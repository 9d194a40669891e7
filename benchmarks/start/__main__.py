"""Measures starting: `python -m benchmarks.start [--json] [--check] [--runs 3]`.

Clones what is committed here into an empty folder and types `make run`, packages being in the installer's cache; then
stops it as Ctrl-C does and types `make run` again. Every run begins with a new clone.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from benchmarks.figures import Report, end, parser, percentile, progress
from benchmarks.home import REPOSITORY, DidNotStart, free_ports

FIRST_WITHIN, AGAIN_WITHIN = 45.0, 5.0
PATIENCE = 300.0


def main() -> int:
    """Clone, start, stop, start again, as often as asked; report the middle."""
    cli = parser(
        __doc__ or "", ["python -m benchmarks.start --runs 1", "python -m benchmarks.start --json --check"]
    )
    cli.add_argument("--runs", type=int, default=3, help="how many clones (3)")
    given = cli.parse_args()
    report = Report("start", {"runs": given.runs})
    first, again = [], []
    for number in range(given.runs):
        progress(f"clone {number + 1} …")
        with tempfile.TemporaryDirectory(prefix="waypost-start-") as folder:
            one, two = _run(Path(folder) / "waypost")
        first.append(one)
        again.append(two)
    report.add("clone to first page, p50", percentile(first, 0.5), "s", FIRST_WITHIN)
    report.add("clone to first page, longest", max(first), "s")
    report.add("second start to first page, p50", percentile(again, 0.5), "s", AGAIN_WITHIN)
    report.add("second start to first page, longest", max(again), "s")
    return end(report, given)


def _run(clone: Path) -> tuple[float, float]:
    begun = time.monotonic()
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", REPOSITORY, clone], check=True)
    first = _make_run(clone, begun)
    return first, _make_run(clone, time.monotonic())


def _make_run(clone: Path, begun: float) -> float:
    """Seconds from `begun` until the page for somebody not signed in is there; then Ctrl-C."""
    port = free_ports(2)[0]
    outside = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("WAYPOST_", "DJANGO_", "VIRTUAL_ENV"))
    }
    make = shutil.which("make")
    assert make, "make is what a newcomer types"
    with (clone.parent / "log").open("ab") as log:
        running = subprocess.Popen(
            [make, "run"], cwd=clone, env={**outside, "WAYPOST_PORT": str(port)},
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
    try:
        while not _answers(port):
            if running.poll() is not None or time.monotonic() - begun > PATIENCE:
                raise DidNotStart((clone.parent / "log").read_text(errors="replace")[-2000:])
            time.sleep(0.05)
        return time.monotonic() - begun
    finally:
        _interrupt(running)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return bool(answer.read())
    except (URLError, OSError):
        return False


def _interrupt(running: subprocess.Popen[bytes]) -> None:
    """Ctrl-C in the terminal reaches everything in the foreground."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGINT)
    try:
        running.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


if __name__ == "__main__":
    sys.exit(main())
