from datetime import timedelta

from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation import lookback
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.analytics.models import PlanWeek
from waypost.loop.learning.models import Meeting
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock


def test_a_demo_has_held_a_review_and_its_manager_proposes_something(world: World) -> None:
    with clock.frozen_at(clock.now() - timedelta(weeks=9)):
        accepted_strategy(world)
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    actors = [world.actor(role) for role in ("strategist", "manager", "contributor", "approver")]
    channels = {channel.key: channel for channel in world.channels}

    lookback.look(Begun(world.workspace, world.actor("owner"), channels, []), Team(*actors, manager))

    held, proposed = Meeting.objects.get(), Proposal.objects.get()
    assert not held.is_open
    assert held.next_on is not None
    assert held.next_on > world.workspace.today
    assert held.minutes.count() == 4
    assert (proposed.source, proposed.put_by) == ("person", world.person("manager").label)
    assert PlanWeek.objects.count() >= 8
