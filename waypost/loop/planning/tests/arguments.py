from datetime import timedelta

from tests.actions import Call, Unguarded
from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.loop.planning.actions import blackouts, briefs, feeds, handovers, ideas, slots, subscriptions
from waypost.loop.planning.actions.checkpoints import Milestone
from waypost.loop.planning.actions.slots import Aim
from waypost.loop.planning.domain.capacity import Unit
from waypost.loop.planning.domain.planner import Expected
from waypost.loop.planning.domain.quarter_plan import QuarterPlan
from waypost.loop.planning.models import Blackout, Idea, IdeaFeed, Slot, Subscription
from waypost.loop.planning.tests.factories import (
    asked_layout,
    asked_review,
    drafted_quarter,
    noted_absence,
    open_slot,
    opened_quarter,
    planned_campaign,
    ready_layout,
    running_campaign,
    stopped_layout,
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
    slot = _slot(world)
    milestones = [Milestone("Picture", slot.local_on, owner)]
    aim = Aim(pillar=_pillar(world))
    return Call(slot, message="Say it.", owner=owner, checkpoints=milestones, aim=aim)


def _complete(world: World) -> Slot:
    slot = _slot(world)
    owner = Member.objects.filter(workspace=world.workspace, held_roles__role="owner")[0]
    said = {"message": "Say it.", "owner": owner, "due_on": slot.local_on}
    briefs.write(slot, **said, by=world.actor("owner"))  # type: ignore[arg-type]
    return Slot.objects.get(pk=slot.pk)


def _handed(world: World) -> Slot:
    slot = _complete(world)
    handovers.hand_over(slot, by=world.actor("owner"))
    return slot


def _brought_forward(world: World) -> Slot:
    """A slot that went out of the way of what was asked for it."""
    slot = _handed(world)
    slot.put_at(slot.local - timedelta(days=1), slot.zone)
    slot.save()
    return slot


def _many(world: World) -> Call:
    slot = _complete(world)
    writer = Member.objects.filter(workspace=world.workspace, held_roles__role="owner")[0]
    return Call(world.workspace, slots=[slot], owner=writer, days_before=2)


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


def _feed(world: World) -> IdeaFeed:
    address = "https://harbour.example/feed"
    return feeds.add(world.workspace, name="Harbour", address=address, by=world.actor("owner"))


def _inside(world: World) -> Call:
    """A feed at an address that is never asked: reading it fails without a call, and says so."""
    address = "http://127.0.0.1:9/feed"
    return Call(feeds.add(world.workspace, name="Inside", address=address, by=world.actor("owner")))


def _new_feed(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace, name="", address="https://harbour.example/", pillar=_pillar(world))


def _weighed(world: World) -> Call:
    accepted_strategy(world)
    return Call(_idea(world), pillar=_pillar(world))


def _captured(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace, title="Fog", pillar=_pillar(world))


def _rolling(world: World) -> Call:
    accepted_strategy(world)
    return Call(world.workspace)


def _written(world: World) -> Call:
    quarter = drafted_quarter(world)
    plan = QuarterPlan(carried="Go on with the fog.", targets=((_goal(world).key, 12.0),))
    days = {"starts_on": quarter.starts_on, "ends_on": quarter.ends_on}
    return Call(quarter, **days, plan=plan, seen=quarter.seen)


def _asked(world: World) -> Call:
    return Call(drafted_quarter(world), reviewer=_another(world))


def _another(world: World) -> Member:
    return Member.objects.filter(workspace=world.workspace).order_by("-pk")[0]


def _answered(world: World) -> Call:
    review = asked_review(world)
    return Call(review, seen=review.quarter.seen, words="As it should be.").only("strategist")


def _hands(world: World) -> Call:
    return Call(world.workspace, unit=Unit.HOURS, hands={_another(world): 360})


def _away(world: World) -> Call:
    return Call(world.workspace, member=_another(world), **_days(world))


def _subscription(world: World) -> Subscription:
    return subscriptions.subscribe(world.workspace, by=world.actor("owner"))[0]


ARGUMENTS = {
    "planning.expectations.set": lambda world: Call(world.workspace, expected=Expected({"craft": 0.1})),
    "planning.planner.ask": lambda world: Call(opened_quarter(world)),
    "planning.planner.stop": lambda world: Call(asked_layout(world)),
    "planning.planner.go_on": lambda world: Call(stopped_layout(world)),
    "planning.planner.take": lambda world: Call(ready_layout(world)),
    "planning.planner.leave": lambda world: Call(ready_layout(world)),
    "planning.capacity.describe": _hands,
    "planning.capacity.go_away": _away,
    "planning.capacity.come_back": lambda world: Call(noted_absence(world)),
    "planning.holidays.choose": lambda world: Call(world.workspace, country="PT"),
    "planning.quarter_plans.write": _written,
    "planning.quarter_reviews.ask": _asked,
    "planning.quarter_reviews.approve": _answered,
    "planning.quarter_reviews.give_back": lambda world: Call(asked_review(world), words="Less of it.").only(
        "strategist"
    ),
    "planning.quarter_reviews.withdraw": lambda world: Call(asked_review(world)),
    "planning.quarters.draft": _period,
    "planning.quarters.begin": lambda world: Call(drafted_quarter(world)),
    "planning.quarters.discard": lambda world: Call(drafted_quarter(world)),
    "planning.blackouts.add": lambda world: Call(world.workspace, **_days(world)),
    "planning.blackouts.remove": lambda world: Call(_days_off(world)),
    "planning.briefs.write": _brief,
    "planning.briefs.amend": lambda world: Call(_slot(world), title="Anew"),
    "planning.checkpoints.set_out": Unguarded(
        "writing the brief asks for the permission, and for its people"
    ),
    "planning.checkpoints.ask": Unguarded("handing the brief over asks for the permission"),
    "planning.checkpoints.follow": Unguarded("following the slot asks for the permission"),
    "planning.checkpoints.end": Unguarded("taking the brief back asks for the permission"),
    "planning.checkpoints.settle": Unguarded("settling the brief asks for the permission"),
    "planning.asking.give": Unguarded("handing the brief over asks for the permission"),
    "planning.handovers.hand_over": lambda world: Call(_complete(world)),
    "planning.handovers.hand_over_many": _many,
    "planning.handovers.take_back": lambda world: Call(_handed(world)),
    "planning.handovers.follow": lambda world: Call(_brought_forward(world)),
    "planning.handovers.settle": lambda world: Call(_handed(world), approved=True),
    "planning.campaigns.plan": lambda world: Call(world.workspace, terms=terms(world, goal=_goal(world))),
    "planning.campaigns.change": lambda world: Call(
        planned_campaign(world), terms=terms(world, name="Autumn tides", goal=_goal(world))
    ),
    "planning.campaigns.start": lambda world: Call(planned_campaign(world)),
    "planning.campaigns.end": lambda world: Call(running_campaign(world)),
    "planning.ideas.capture": _captured,
    "planning.feeds.add": _new_feed,
    "planning.feeds.read": _inside,
    "planning.feeds.let_go": lambda world: Call(_feed(world)),
    "planning.ideas.keep": _weighed,
    "planning.ideas.put_back": lambda world: Call(ideas.archive(_idea(world), by=world.actor("owner"))),
    "planning.ideas.archive": lambda world: Call(_idea(world)),
    "planning.ideas.take_into_slot": lambda world: Call(_idea(world), slot=_slot(world)),
    "planning.quarters.open": _period,
    "planning.quarters.lay_out": lambda world: Call(opened_quarter(world)),
    "planning.quarters.roll": _rolling,
    "planning.quarters.close": lambda world: Call(opened_quarter(world)),
    "planning.subscriptions.subscribe": lambda world: Call(
        world.workspace, channel=world.channel("gallery"), is_mine=False
    ),
    "planning.traces.note": Unguarded("the actions that change a quarter ask for the permission"),
    "planning.subscriptions.let_go": lambda world: Call(_subscription(world)),
    "planning.slots.move": _moved,
    "planning.slots.drop": lambda world: Call(_slot(world)),
    "planning.slots.restore": lambda world: Call(_dropped(world)),
    "planning.slots.add": _added,
    "planning.slots.point": _aimed,
    "planning.slots.take": lambda world: Call(_slot(world)),
    "planning.slots.release": lambda world: Call(_taken(world)),
    "planning.slots.follow_zone": _rezoned,
}
EVERYBODY = {"planning.subscriptions.subscribe": "lets one's own calendar read what one sees anyway"}
