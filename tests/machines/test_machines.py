"""Machines come and go while posts go out, and freeze at the gate: nothing twice, nothing lost, nothing stuck."""

import pytest

from tests.machines.fleet import fleet
from tests.machines.story import AT_WORK, machines_come_and_go

pytestmark = pytest.mark.chaos

COUNT, OVER = 2000, 70.0


def test_nothing_is_lost_or_sent_twice_while_machines_come_and_go() -> None:
    with fleet() as harbour:
        story = machines_come_and_go(harbour, COUNT, OVER)

        assert not story.missing
        assert not story.twice
        assert story.states == {"published": COUNT}
        assert max(story.connections.values()) <= 20
        assert {"jetty", "dock", "barn"} <= set(story.calm)
        assert max(story.calm.values()) <= AT_WORK, "flat: neither work nor restarts pile any up"
        assert max(story.away) < 15
