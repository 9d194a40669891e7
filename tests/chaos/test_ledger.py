"""Publishers killed at every commit they make, on networks that do everything wrong: the ledger says what arrived.

Nothing twice, nothing lost, nothing stuck. Where a network can be asked, no doubt is left; where it cannot, a person has
exactly what is in doubt. `make bench` does the same with 10,000.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres
from tests.chaos.ledger.commits import Side
from tests.chaos.ledger.fleet import Fleet

COUNT = int(os.environ.get("TEST_PUBLICATIONS", "2000"))
CHANNELS_OF_EACH = 4
OVER = COUNT // 25
"""Seconds over which they are due."""
PATIENCE = 180.0
"""Seconds after the last was due in which all is sent and no doubt is left."""
OUT = 14.0
ALWAYS = (
    "preparing.begin", "preparing.begin_step", "preparing.keep_handle", "links.lay_out", "parts.lay_out",
    "parts.still_fits", "preparer._finish", "lanes.claim", "arming.arm", "outcomes.settle published",
    "outcomes.settle rejected", "outcomes.settle not_stored", "outcomes.settle doubtful", "lanes.give_back",
    "reconciler._take", "doubts.found", "doubts.not_found", "doubts.ask", "doubts.orphans",
)  # fmt: skip
"""Commits that are part of every run; whatever else is committed is died at as well, when it first comes."""

pytestmark = pytest.mark.chaos


@pytest.fixture
def database() -> Iterator[str]:
    server = postgres.Server(postgres.programs()[0])
    server.start()
    yield server.url
    server.stop()


def test_publishers_killed_before_and_after_every_commit_send_everything_once(tmp_path: Path) -> None:
    with Fleet(tmp_path) as fleet:
        fleet.plant(COUNT, CHANNELS_OF_EACH, OVER)
        fleet.outage("listed", "drops", OVER / 3, OUT)
        fleet.outage("headed", "refuses", OVER / 2, OUT)

        done = fleet.exhaust(OVER + PATIENCE)
        fleet.order("survive", count=1)
        fleet.wait(PATIENCE)

        assert fleet.faults() == []
        assert {f"{side} {what}" for side in Side for what in ALWAYS} <= set(done["died"])
        assert _a_person_ends_the_rest(fleet) == []


def test_publishers_beside_each_other_killed_anywhere_send_everything_once(
    tmp_path: Path, database: str
) -> None:
    with Fleet(tmp_path, database) as fleet:
        fleet.plant(COUNT, CHANNELS_OF_EACH, OVER)
        fleet.outage("listed", "drops", OVER / 3, OUT)
        fleet.outage("headed", "refuses", OVER / 2, OUT)

        fleet.order("scatter", kills=60, at_once=3, most=150, seed=20261122)
        fleet.order("survive", count=2)
        fleet.wait(OVER + PATIENCE)

        assert fleet.faults() == []
        assert _a_person_ends_the_rest(fleet) == []


def test_leases_and_heartbeats_as_they_are_by_default(tmp_path: Path) -> None:
    with Fleet(tmp_path, quick=False) as fleet:
        fleet.plant(COUNT // 5, CHANNELS_OF_EACH, OVER // 5)

        fleet.order("scatter", kills=12, at_once=2, most=60, seed=20261123)
        fleet.order("survive", count=1)
        fleet.wait(OVER / 5 + PATIENCE)

        assert fleet.faults() == []
        assert _a_person_ends_the_rest(fleet) == []


def _a_person_ends_the_rest(fleet: Fleet) -> list[str]:
    """What is still wrong after somebody has looked at what asks for a person, as often as something does."""
    while fleet.decide():
        fleet.wait(PATIENCE)
    assert set(fleet.order("rest")["codes"]) == {0}
    return fleet.faults(decided=True)
