"""Has numeric jobs done: by a child process, or in this one where somebody brought the jobs (simulation, tests)."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

MODULE = "waypost.interfaces.heavy"
LONGEST_SECONDS = 300
Job = Callable[[dict[str, Any]], dict[str, Any]]
Hear = Callable[[dict[str, Any]], bool]
"""Is told what a job says on its way; False ends the job."""

_here: ContextVar[Mapping[str, Job] | None] = ContextVar("heavy_work_here", default=None)


@contextmanager
def done_here(jobs: Mapping[str, Job]) -> Iterator[None]:
    """Do `jobs` in this process inside the block. Never where people are served: what they load is large."""
    token = _here.set({**(_here.get() or {}), **jobs})
    try:
        yield
    finally:
        _here.reset(token)


@contextmanager
def not_done_here(job: str) -> Iterator[None]:
    """Take a job back inside the block, as if nobody had brought it."""
    token = _here.set({name: each for name, each in (_here.get() or {}).items() if name != job})
    try:
        yield
    finally:
        _here.reset(token)


def is_done_here(job: str) -> bool:
    """Whether somebody brought this job."""
    here = _here.get()
    return here is not None and job in here


def do(job: str, given: dict[str, Any], *, seconds: int = LONGEST_SECONDS) -> dict[str, Any]:
    """Do a job with plain values and give what came of it. Raises CalledProcessError or TimeoutExpired, both loud."""
    here = _here.get() or {}
    if job in here:
        return here[job](given)
    child = subprocess.run(  # noqa: S603 (this interpreter, a module of ours, a name of ours)
        [sys.executable, "-m", MODULE, job],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds,
    )
    said = json.loads(child.stdout.splitlines()[-1])
    result = said["result"]
    assert isinstance(result, dict)
    return result


def do_aloud(
    job: str, given: dict[str, Any], hear: Hear, *, seconds: int = LONGEST_SECONDS, silence: int = 0
) -> dict[str, Any] | None:
    """Do a job and hear what it says on its way; None where whoever hears ended it. Raises CalledProcessError, loud.

    `seconds` is how long it may take at most, `silence` for how long it may say nothing (0: as long as it takes).
    """
    if is_done_here(job):
        return do(job, given)
    arguments = [sys.executable, "-m", MODULE, job]
    with subprocess.Popen(  # noqa: S603 (this interpreter, a module of ours, a name of ours)
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        too_long = threading.Timer(seconds, child.kill)
        too_long.start()
        try:
            result, goes_on = _listen(child, given, hear, silence)
        finally:
            too_long.cancel()
            child.kill()
    if goes_on and result is None:
        raise subprocess.CalledProcessError(child.returncode, arguments)
    return result


def _listen(
    child: "subprocess.Popen[str]", given: dict[str, Any], hear: Hear, silence: int
) -> tuple[dict[str, Any] | None, bool]:
    """What came of it, and whether it was let go on to its end."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(json.dumps(given))
    child.stdin.close()
    too_quiet = _patience(child, silence)
    try:
        for line in child.stdout:
            too_quiet.cancel()
            said = json.loads(line)
            if "result" in said:
                result = said["result"]
                assert isinstance(result, dict)
                return result, True
            elif not hear(said):
                return None, False
            too_quiet = _patience(child, silence)
    finally:
        too_quiet.cancel()
    return None, True


def _patience(child: "subprocess.Popen[str]", silence: int) -> threading.Timer:
    """Ends a job that says nothing for so many seconds."""
    timer = threading.Timer(silence, child.kill)
    if silence:
        timer.start()
    return timer
