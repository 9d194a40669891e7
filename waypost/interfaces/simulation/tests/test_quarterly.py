from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.interfaces.simulation import quarterly
from waypost.interfaces.simulation.beginning import Begun
from waypost.interfaces.simulation.teams import Team
from waypost.loop.planning.domain.conflicts import conflicts
from waypost.loop.planning.domain.heavy import jobs
from waypost.loop.planning.domain.trades import Names, trades
from waypost.loop.planning.models import Layout, Slot
from waypost.loop.planning.tests.factories import opened_quarter
from waypost.toolkit import heavy_work


def test_a_demos_quarter_was_filled_by_the_planner_and_says_what_it_traded(world: World) -> None:
    opened_quarter(world)
    manager = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    actors = [world.actor(role) for role in ("strategist", "manager", "contributor", "approver")]

    with heavy_work.done_here({"plan": jobs.plan}):
        quarterly.write(Begun(world.workspace, world.actor("owner"), {}, []), Team(*actors, manager))

    layout = Layout.objects.get()
    names = Names({}, {}, {})
    assert layout.standing == Layout.Standing.TAKEN
    assert Slot.objects.filter(quarter=layout.quarter).count() == len(layout.says.slots)
    assert conflicts(layout.asks, names)
    assert trades(layout.asks, layout.says, names)
