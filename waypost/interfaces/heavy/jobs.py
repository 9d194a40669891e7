"""The jobs by their names; each takes plain values and gives plain values.

A job is named, not imported: whoever looks at a picture does not wait for what plans a quarter.
"""

import os
import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Tell = Callable[..., None]
"""Is told how far a job is (0 to 1), and by name what it found so far."""
Job = Callable[[dict[str, Any], Tell], dict[str, Any]]


@dataclass(frozen=True)
class Entry:
    """Where a job is, and what it may use at most: bytes of memory and seconds of a processor; 0 is no limit.

    `yields` is by how much it steps back (as `nice` counts) behind those who serve people.
    """

    module: str
    function: str
    memory: int = 0
    seconds: int = 0
    yields: int = 0

    def load(self) -> Job:
        job: Job = getattr(import_module(self.module), self.function)
        return job

    def keep_within(self) -> None:
        """From here on this process gets no more than the job may use."""
        if self.yields:
            os.nice(self.yields)
        if self.memory:
            resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        if self.seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds))


_LEARNING = "waypost.loop.learning.domain.heavy.jobs"
_CONTENT = "waypost.loop.content.domain.heavy"
_GIGABYTE = 1 << 30

JOBS: Mapping[str, Entry] = {
    "effects": Entry(_LEARNING, "effects"),
    "worth": Entry(_LEARNING, "worth"),
    "plan": Entry("waypost.loop.planning.domain.heavy.jobs", "plan"),
    "pictures_look": Entry(f"{_CONTENT}.pictures", "look", memory=2 * _GIGABYTE, seconds=120),
    "picture_fit": Entry(f"{_CONTENT}.pictures", "fit", memory=2 * _GIGABYTE, seconds=60),
    "film_take": Entry(f"{_CONTENT}.films", "take", memory=3 * _GIGABYTE, seconds=4 * 3600, yields=15),
    "film_fit": Entry(f"{_CONTENT}.films", "fit", memory=3 * _GIGABYTE, seconds=4 * 3600, yields=15),
    "film_still": Entry(f"{_CONTENT}.films", "still", memory=2 * _GIGABYTE, seconds=60),
}
