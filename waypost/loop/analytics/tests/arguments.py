from datetime import timedelta

from tests.actions import Call, Unguarded
from tests.world import World
from waypost.loop.analytics.domain.past import PastResult
from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.models import NativePost
from waypost.loop.analytics.queries.pasts import sheet_of
from waypost.loop.analytics.tests.factories import (
    EXPORT,
    followed,
    handed_past,
    native_post,
    pillar_of,
    published,
    read_post,
    running_past,
    taken_past,
)
from waypost.loop.strategy.models import Goal
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks.contract import Metric
from waypost.toolkit import clock

ASKS_A_NETWORK = (
    "only the timetable calls it, for every brand; it takes no row and refuses everybody but the program"
)


def _native(world: World) -> NativePost:
    accepted_strategy(world)
    return native_post(world, suggested=pillar_of(world, "behind-the-scenes"))


def _explained(world: World) -> Call:
    return Call(world.workspace, chosen=[_native(world)], pillar=pillar_of(world, "behind-the-scenes"))


def _suggested(world: World) -> Call:
    accepted_strategy(world)
    native_post(world, "Ink on the sleeves again: the work as it happens.")
    return Call(world.workspace)


def _reasons(world: World) -> Call:
    row = read_post(world, impressions=3)
    row.post.reactive = True
    row.post.save()
    return Call(row.post)


def _kept(world: World) -> Call:
    row = followed(world)
    return Call(row.channel, {row.pk: {Metric.LIKES: 3}}, now=clock.now())


def _tally(world: World) -> Call:
    accepted_strategy(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    return Call(world.workspace, goal=goal, on=world.workspace.today, value=700)


def _weeks(world: World) -> Call:
    with clock.frozen_at(clock.now() - timedelta(weeks=3)):
        accepted_strategy(world)
    return Call(world.workspace)


def _sent_of_late(world: World) -> Call:
    _weeks(world)
    read_post(world, at=clock.now() - timedelta(days=7), likes=3)
    return Call(world.workspace)


ARGUMENTS = {
    "analytics.measured.follow": lambda world: Call(published(world)),
    "analytics.measured.catch_up": Unguarded(ASKS_A_NETWORK),
    "analytics.measured.follow_reasons": _reasons,
    "analytics.natives.bring_in": lambda world: Call(world.channel("gallery")),
    "analytics.natives.bring_in_due": Unguarded(ASKS_A_NETWORK),
    "analytics.natives.explain": _explained,
    "analytics.natives.suggest": _suggested,
    "analytics.natives.take_suggestions": lambda world: Call(world.workspace, chosen=[_native(world)]),
    "analytics.digests.send": _sent_of_late,
    "analytics.plan_weeks.note": _weeks,
    "analytics.past.take_over": lambda world: Call(
        world.channel("gallery"), [PastResult(remote_id="elsewhere-1", at=clock.now())]
    ),
    "analytics.past.take_followers_over": lambda world: Call(world.channel("gallery"), {clock.now(): 40}),
    "analytics.pasts.hand_over": lambda world: Call(
        world.workspace, name="a.csv", content=EXPORT, told_by="Buffer", counted_on=world.workspace.today
    ),
    "analytics.pasts.choose": lambda world: Call(handed_past(world), choices=PastChoices()),
    "analytics.pasts.start": lambda world: Call(handed_past(world)),
    "analytics.pasts.carry_on": lambda world: Call((made := running_past(world)), sheet_of(made).rows),
    "analytics.pasts.take_out": lambda world: Call(taken_past(world)),
    "analytics.readings.keep": _kept,
    "analytics.readings.read": lambda world: Call(followed(world).channel),
    "analytics.readings.read_due": Unguarded(ASKS_A_NETWORK),
    "analytics.rollups.rebuild": lambda world: Call(world.workspace),
    "analytics.tallies.note": _tally,
}
