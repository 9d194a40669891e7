"""In which moment the tests begin: the same one whenever they are run, or another that is asked for.

Much of Waypost is about days and hours, and a test that leans on the hour fails only when nobody is looking. So the
suite passes or fails alike at noon and at midnight; `pytest --at 2026-12-31T23:50` looks for tests that lean, and
`--at now` follows the machine. What starts real processes follows the machine always, for they do.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from waypost.toolkit import clock

Moment = Callable[[], datetime]
MOMENT = "2026-11-18T10:20"
"""A Wednesday in the morning, in UTC, in the middle of a month and far from a change of clocks."""
REAL = {"journey", "server", "chaos", "simulation"}
"""Marks of what starts real processes or simulates its own time."""


def begins_at(words: str) -> Moment:
    """A clock that shows this moment now, and goes on."""
    if words == "now":
        return clock.machine
    ahead = datetime.fromisoformat(words).replace(tzinfo=UTC) - datetime.now(UTC)
    return lambda: datetime.now(UTC) + ahead
