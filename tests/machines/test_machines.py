"""Machines come and go while posts go out, and freeze at the gate: nothing twice, nothing lost, nothing stuck."""

import pytest

from tests.machines.fleet import fleet
from tests.machines.story import machines_come_and_go

pytestmark = pytest.mark.chaos

COUNT, OVER = 2000, 70.0
AT_WORK = 12
"""Connections of a process that has all it needs: a publisher's eight to work with, and those of its other threads."""


def test_nothing_is_lost_or_sent_twice_while_machines_come_and_go() -> None:
    with fleet() as harbour:
        story = machines_come_and_go(harbour, COUNT, OVER)

        assert not story.missing
        assert not story.twice
        assert story.states == {"published": COUNT}
        assert max(story.connections.values()) <= 20
        assert max(story.growth.values()) <= AT_WORK, (
            "flat: who reconnects opens its own anew, work opens none"
        )
        assert max(story.away) < 15
