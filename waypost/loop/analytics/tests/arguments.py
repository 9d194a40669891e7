from tests.actions import Call, Unguarded
from tests.world import World
from waypost.loop.analytics.models import NativePost
from waypost.loop.analytics.tests.factories import followed, native_post, pillar_of, published, read_post
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


ARGUMENTS = {
    "analytics.measured.follow": lambda world: Call(published(world)),
    "analytics.measured.catch_up": Unguarded(ASKS_A_NETWORK),
    "analytics.measured.follow_reasons": _reasons,
    "analytics.natives.bring_in": lambda world: Call(world.channel("gallery")),
    "analytics.natives.bring_in_due": Unguarded(ASKS_A_NETWORK),
    "analytics.natives.explain": _explained,
    "analytics.natives.suggest": _suggested,
    "analytics.natives.take_suggestions": lambda world: Call(world.workspace, chosen=[_native(world)]),
    "analytics.readings.keep": _kept,
    "analytics.readings.read": lambda world: Call(followed(world).channel),
    "analytics.readings.read_due": Unguarded(ASKS_A_NETWORK),
    "analytics.rollups.rebuild": lambda world: Call(world.workspace),
    "analytics.tallies.note": _tally,
}
