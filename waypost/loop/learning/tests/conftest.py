from collections.abc import Iterator
from typing import Any

import pytest

from waypost.loop.learning.domain.heavy import jobs
from waypost.toolkit import heavy_work


@pytest.fixture(autouse=True)
def _heavy_work_is_done_here() -> Iterator[None]:
    """No child process a test; one test of its own starts one."""
    with heavy_work.done_here({"effects": _effects, "worth": _worth}):
        yield


def _effects(given: dict[str, Any]) -> dict[str, Any]:
    return jobs.effects({**given, "draws": 100})


def _worth(given: dict[str, Any]) -> dict[str, Any]:
    return jobs.worth({**given, "draws": 100})
