"""Looks at videos that came in, and makes them fit networks: in a child process that steps back behind all others."""

import fcntl
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from waypost.loop.content import shelf
from waypost.loop.content.domain.fitting import Recipe
from waypost.loop.content.domain.media_words import REFUSED
from waypost.networks.contract import MediaLost
from waypost.toolkit import heavy_work
from waypost.toolkit.refusal import Refusal

TAKE, FIT, STILL = "film_take", "film_fit", "film_still"
LONGEST, SILENCE, PATIENCE = 4 * 3600, 120, 60
"""Seconds: for a whole video, without a word of how far it is, and for one still of it."""
_SEAT = threading.BoundedSemaphore(1)
Hear = Callable[[int], bool]
"""Is told how many percent are done; False ends it."""
_ENDED_FROM_OUTSIDE = (-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)


class Interrupted(Exception):
    """The child was ended because everything here ends: it goes on where it was once there is a worker again."""


@dataclass(frozen=True)
class Video:
    """A video as it was written, where it lies on this machine, and what is known of it."""

    path: Path
    content_type: str
    width: int
    height: int
    seconds: float
    rate: float
    sounds: bool
    size: int
    sha256: str
    poster: float = 0.0
    frames: int = 1


@contextmanager
def seated() -> Iterator[bool]:
    """A seat for one video in this process: a second one at once would only make both slower. False where it is taken."""
    got = _SEAT.acquire(blocking=False)
    try:
        yield got
    finally:
        if got:
            _SEAT.release()


@contextmanager
def work_on(name: str) -> Iterator[Path]:
    """The folder in which a video is written, kept when it is stopped; nobody else is in it meanwhile."""
    folder = Path(settings.HOME, "films", name)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def forget(name: str) -> None:
    """Clear away what was written on the way."""
    shutil.rmtree(Path(settings.HOME, "films", name), ignore_errors=True)


def taken_in(file: str, folder: Path, hear: Hear) -> Video | str | None:
    """A video as it is to be kept, with its still beside it; a code that says why not; None where it was stopped."""
    try:
        with shelf.here(file) as path:
            given = {"path": str(path), "still": str(still_in(folder))}
            return _done(TAKE, given, folder, hear)
    except MediaLost:
        return "film_lost"


def fitted(file: str, recipe: Recipe, folder: Path, hear: Hear) -> Video | None:
    """A kept video as a network wants it; None where it was stopped. Raises Refusal, MediaLost."""
    with shelf.here(file) as path:
        made = _done(FIT, {"path": str(path), "recipe": asdict(recipe)}, folder, hear)
    if isinstance(made, str):
        raise _refusal(made)
    return made


def still_of(file: str, at: float) -> tuple[float, bytes]:
    """The picture of a kept video at a moment, a JPEG, and which moment it is exactly. Raises Refusal, MediaLost."""
    with shelf.here(file) as path, TemporaryDirectory(prefix="waypost-still-") as folder:
        to = Path(folder, "still.jpg")
        try:
            answer = heavy_work.do(STILL, {"path": str(path), "at": at, "to": str(to)}, seconds=PATIENCE)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise _refusal("film_stuck") from error
        if "refused" in answer:
            raise _refusal(answer["refused"])
        return answer["at"], to.read_bytes()


def still_in(folder: Path) -> Path:
    """Where the still of a video that is taken in lies."""
    return folder / "still.jpg"


def _done(job: str, given: dict[str, Any], folder: Path, hear: Hear) -> Video | str | None:
    to = folder / "whole.mp4"
    given = {**given, "work": str(folder / "stretches"), "to": str(to)}

    def heard(said: dict[str, Any]) -> bool:
        return hear(round(said["done"] * 100))

    try:
        answer = heavy_work.do_aloud(job, given, heard, seconds=LONGEST, silence=SILENCE)
    except subprocess.CalledProcessError as error:
        if error.returncode in _ENDED_FROM_OUTSIDE:
            raise Interrupted from error
        return "film_stuck"
    if answer is None:
        return None
    return str(answer["refused"]) if "refused" in answer else Video(path=to, **answer)


def _refusal(code: str) -> Refusal:
    return Refusal(REFUSED[code], field="file")
