"""The jobs by their names; each takes plain values and gives plain values."""

from collections.abc import Callable, Mapping
from typing import Any

from waypost.loop.learning.domain.heavy.jobs import effects, worth

Tell = Callable[[float], None]
Job = Callable[[dict[str, Any], Tell], dict[str, Any]]

JOBS: Mapping[str, Job] = {"effects": effects, "worth": worth}
