from collections.abc import Iterator
from datetime import datetime

import pytest

from waypost.loop.planning.tests.factories import MORNING
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def morning() -> Iterator[datetime]:
    """It is Monday morning in every test of planning."""
    with clock.frozen_at(MORNING):
        yield MORNING
