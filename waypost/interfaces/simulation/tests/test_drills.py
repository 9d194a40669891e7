from datetime import timedelta

from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation import drills
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.content.models import Post
from waypost.loop.engagement.models import Incident
from waypost.loop.publishing.models import Hold
from waypost.loop.strategy.tests.factories import accepted_strategy


def test_a_demo_went_through_a_drill_of_which_nothing_left(world: World) -> None:
    accepted_strategy(world)
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    actors = [world.actor(role) for role in ("strategist", "manager", "contributor", "approver")]

    drills.rehearse(Begun(world.workspace, world.actor("owner"), {}, []), Team(*actors, manager))

    drill = Incident.objects.get()
    assert (drill.is_drill, drill.is_open, drill.is_late) == (True, False, False)
    assert drill.took_to_speak == timedelta(minutes=19)
    assert drill.calls.get().took == timedelta(minutes=4)
    assert not Post.objects.exists()
    assert not Hold.objects.exists()
