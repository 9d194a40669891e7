from datetime import timedelta

from tests.actions import Call
from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import blackouts, ideas, slots
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.models import Blackout, Idea, Slot
from waypost.loop.planning.tests.factories import (
    open_slot,
    opened_quarter,
    planned_campaign,
    running_campaign,
    terms,
)
from waypost.loop.strategy.models import Goal, Pillar
from waypost.loop.strategy.tests.factories import accepted_strategy


def _slot(world: World) -> Slot:
    opened_quarter(world)
    return open_slot(world)


def _taken(world: World) -> Slot:
    return slots.take(_slot(world), by=world.actor("owner"))


def _dropped(world: World) -> Slot:
    return slots.drop(_slot(world), by=world.actor("owner"))


def _rezoned(world: World) -> Call:
    _slot(world)
    world.workspace.timezone = "Asia/Tokyo"
    world.workspace.save(update_fields=["timezone"])
    return Call(world.workspace)


def _moved(world: World) -> Call:
    slot = _slot(world)
    return Call(slot, local=slot.local + timedelta(hours=1))


def _added(world: World) -> Call:
    slot = _slot(world)
    return Call(world.workspace, channel=slot.channel, local=slot.local, aim=Aim(pillar=slot.pillar))


def _aimed(world: World) -> Call:
    return Call(_slot(world), aim=Aim(pillar=_pillar(world), campaign=planned_campaign(world)))


def _brief(world: World) -> Call:
    owner = Member.objects.filter(workspace=world.workspace)[0]
    return Call(_slot(world), message="Say it.", owner=owner, aim=Aim(pillar=_pillar(world)))


def _pillar(world: World) -> Pillar:
    return Pillar.objects.filter(workspace=world.workspace)[0]


def _period(world: World) -> Call:
    accepted_strategy(world)
    today = world.workspace.today
    return Call(world.workspace, starts_on=today, ends_on=today + timedelta(days=27))


def _goal(world: World) -> Goal:
    accepted_strategy(world)
    return Goal.objects.filter(workspace=world.workspace)[0]


def _days_off(world: World) -> Blackout:
    return blackouts.add(**_days(world), workspace=world.workspace, by=world.actor("owner"))


def _days(world: World) -> dict[str, object]:
    return {"starts_on": world.workspace.today, "ends_on": world.workspace.today}


def _idea(world: World) -> Idea:
    return ideas.capture(world.workspace, title="Fog", by=world.actor("owner"))


def _captured(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace, title="Fog", pillar=_pillar(world))


def _rolling(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace)


ARGUMENTS = {
    "planning.blackouts.add": lambda world: Call(world.workspace, **_days(world)),
    "planning.blackouts.remove": lambda world: Call(_days_off(world)),
    "planning.briefs.write": _brief,
    "planning.campaigns.plan": lambda world: Call(world.workspace, terms=terms(world, goal=_goal(world))),
    "planning.campaigns.change": lambda world: Call(
        planned_campaign(world), terms=terms(world, name="Autumn tides", goal=_goal(world))
    ),
    "planning.campaigns.start": lambda world: Call(planned_campaign(world)),
    "planning.campaigns.end": lambda world: Call(running_campaign(world)),
    "planning.ideas.capture": _captured,
    "planning.ideas.archive": lambda world: Call(_idea(world)),
    "planning.ideas.take_into_slot": lambda world: Call(_idea(world), slot=_slot(world)),
    "planning.quarters.open": _period,
    "planning.quarters.lay_out": lambda world: Call(opened_quarter(world)),
    "planning.quarters.roll": _rolling,
    "planning.quarters.close": lambda world: Call(opened_quarter(world)),
    "planning.slots.move": _moved,
    "planning.slots.drop": lambda world: Call(_slot(world)),
    "planning.slots.restore": lambda world: Call(_dropped(world)),
    "planning.slots.add": _added,
    "planning.slots.point": _aimed,
    "planning.slots.take": lambda world: Call(_slot(world)),
    "planning.slots.release": lambda world: Call(_taken(world)),
    "planning.slots.follow_zone": _rezoned,
}
