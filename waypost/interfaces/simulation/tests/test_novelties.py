from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation import novelties
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.listening.models import AlgorithmNote, PlatformReview, Trend
from waypost.loop.strategy.tests.factories import accepted_strategy


def test_a_demo_has_something_of_everything_that_is_judged(world: World) -> None:
    accepted_strategy(world)
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    actors = [world.actor(role) for role in ("strategist", "manager", "contributor", "approver")]
    channels = {channel.key: channel for channel in world.channels}

    novelties.note(Begun(world.workspace, world.actor("owner"), channels, []), Team(*actors, manager))

    pilot = PlatformReview.objects.get()
    assert sorted(Trend.objects.values_list("outcome", flat=True)) == ["", "adapt", "wait"]
    assert pilot.is_pilot
    assert 0.7 < pilot.part_passed(world.workspace.today) < 0.8
    assert AlgorithmNote.objects.get().on < world.workspace.today
