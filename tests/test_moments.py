from datetime import UTC, datetime, timedelta

import pytest

from tests.moments import MOMENT, begins_at
from waypost.toolkit import clock


def test_tests_begin_in_the_moment_that_is_asked_for(request: pytest.FixtureRequest) -> None:
    asked = request.config.getoption("--at")

    if asked != "now":
        assert (
            timedelta() <= clock.now() - datetime.fromisoformat(asked).replace(tzinfo=UTC) < timedelta(days=1)
        )


def test_a_moment_goes_on() -> None:
    moment = begins_at(MOMENT)
    first = moment()
    while (later := moment()) == first:
        pass

    assert first < later < datetime.fromisoformat(MOMENT).replace(tzinfo=UTC) + timedelta(minutes=1)


@pytest.mark.chaos
def test_what_starts_real_processes_follows_the_machine() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
