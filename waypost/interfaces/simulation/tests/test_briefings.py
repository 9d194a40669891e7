from tests.world import World
from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation import briefings
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.planning.actions import ideas
from waypost.loop.planning.models import Brief, Idea
from waypost.loop.planning.tests.factories import opened_quarter


def test_people_of_a_demo_have_briefs_on_their_desks(world: World) -> None:
    opened_quarter(world)
    ideas.capture(world.workspace, title="The drawer of misprints", by=world.actor("contributor"))
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    actors = [world.actor(role) for role in ("strategist", "manager", "contributor", "approver")]
    channels = {channel.key: channel for channel in world.channels}

    briefings.hand_over(Begun(world.workspace, world.actor("owner"), channels, []), Team(*actors, manager))

    assert Brief.objects.filter(handed_at__isnull=False).count() == 3
    for role in ("owner", "contributor", "manager"):
        assert Task.objects.filter(person=world.person(role), what__startswith="Write").count() == 1
    assert Idea.objects.get().kept_at is not None
