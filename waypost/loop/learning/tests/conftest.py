from collections.abc import Iterator

import pytest

from waypost.loop.learning import heavy_work
from waypost.loop.learning.domain.heavy import jobs


@pytest.fixture(autouse=True)
def _heavy_work_is_done_here() -> Iterator[None]:
    """No child process a test; one test of its own starts one."""
    with heavy_work.done_here({"effects": _with_few_draws}):
        yield


def _with_few_draws(given: dict[str, object]) -> dict[str, object]:
    return jobs.effects({**given, "draws": 150})
