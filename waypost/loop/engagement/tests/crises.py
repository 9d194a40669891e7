"""Incidents and drills for tests, by the crisis plan of Tern & Tide."""

from datetime import timedelta
from typing import Any

from tests.world import World
from waypost.loop.engagement.actions import alarms, incidents
from waypost.loop.engagement.models import Alarm, Incident, IncidentCall
from waypost.loop.engagement.tests.factories import ROUND
from waypost.loop.strategy.domain.document import CrisisPlan, Strategy
from waypost.loop.strategy.queries import current_version
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock


def planned(world: World, **plan: Any) -> Strategy:
    """The strategy in force; with `plan`, its crisis plan says that instead."""
    current = current_version(world.workspace.pk)
    if current is None or plan:
        document = tern_and_tide()
        record = document.crisis_plan.model_dump() | plan
        crisis = CrisisPlan.model_validate(record)
        accepted_strategy(world, document.model_copy(update={"crisis_plan": crisis}))
        current = current_version(world.workspace.pk)
    assert current is not None
    return current.strategy


def opened(world: World, *, level: str = "crisis", by: str = "marketer", **fields: Any) -> Incident:
    """An incident that somebody opened just now."""
    planned(world)
    given = {"title": "Somebody slipped in the workshop", "happened": "At the press, at ten.", **fields}
    return incidents.open_one(world.workspace, level_key=level, by=world.actor(by), **given)


def drilled(world: World, **fields: Any) -> Incident:
    return opened(world, is_drill=True, **fields)


def called(world: World) -> IncidentCall:
    """A call that nobody answered yet."""
    found = opened(world).calls.first()
    assert found is not None
    return found


def overdue(world: World) -> IncidentCall:
    """A call whose time to answer is over."""
    row = called(world)
    IncidentCall.objects.filter(pk=row.pk).update(
        called_at=clock.now() - timedelta(minutes=30), answer_due_at=clock.now() - timedelta(minutes=15)
    )
    return IncidentCall.objects.select_related("incident__workspace").get(pk=row.pk)


def rung(world: World, level: str = "issue") -> Alarm:
    """An alarm about which nobody decided."""
    strategy = planned(world)
    words = "23 messages in 1 hour; 4.0 are usual"
    alarm = alarms.ring(world.workspace, strategy=strategy, level_key=level, sentence=words, by=ROUND)
    assert alarm is not None
    return alarm
