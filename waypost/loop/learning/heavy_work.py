"""Has numeric jobs done: by a child process, or in this one where somebody brought the jobs (simulation, tests)."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

MODULE = "waypost.interfaces.heavy"
LONGEST_SECONDS = 300
Job = Callable[[dict[str, Any]], dict[str, Any]]

_here: ContextVar[Mapping[str, Job] | None] = ContextVar("heavy_work_here", default=None)


@contextmanager
def done_here(jobs: Mapping[str, Job]) -> Iterator[None]:
    """Do `jobs` in this process inside the block. Never where people are served: what they load is large."""
    token = _here.set(jobs)
    try:
        yield
    finally:
        _here.reset(token)


def do(job: str, given: dict[str, Any]) -> dict[str, Any]:
    """Do a job with plain values and give what came of it. Raises CalledProcessError or TimeoutExpired, both loud."""
    here = _here.get()
    if here is not None:
        return here[job](given)
    child = subprocess.run(  # noqa: S603 (this interpreter, a module of ours, a name of ours)
        [sys.executable, "-m", MODULE, job],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST_SECONDS,
    )
    said = json.loads(child.stdout.splitlines()[-1])
    result = said["result"]
    assert isinstance(result, dict)
    return result
