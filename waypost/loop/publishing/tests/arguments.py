from datetime import timedelta

from tests.actions import Call, Unguarded
from tests.world import World
from waypost.foundation.processes.actions import installation
from waypost.loop.content.tests.factories import approved_post, tomorrow
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.handing import handed_publication
from waypost.toolkit import clock

HOUR = timedelta(hours=1)

ENGINE = "only the publisher's own process calls it, with ids that it claimed itself; no page and no API does"


def _in(state: State) -> object:
    return lambda world: Call(scheduled_publication(world, state=state))


def _hold(world: World) -> Hold:
    return holds.put(world.workspace, reason="A storm.", by=world.actor("owner"))


def _hold_at_its_end(world: World) -> Call:
    hold = _hold(world)
    Hold.objects.filter(pk=hold.pk).update(put_at=clock.now() - HOUR, ends_at=clock.now())
    hold.refresh_from_db()
    return Call(hold)


def _held(world: World) -> Publication:
    return holds.put_one(scheduled_publication(world), reason="A storm.", by=world.actor("owner"))


def _held_installation(world: World) -> Call:
    installation.hold("This home is a copy.")
    return Call(world.workspace)


def _disconnected(world: World) -> Call:
    return Call(scheduled_publication(world, state=State.HELD).channel)


def _answer(world: World) -> Call:
    channel = scheduled_publication(world).channel
    return Call(channel, text="Yes.", in_reply_to="77")


ARGUMENTS = {
    "publishing.answers.send": _answer,
    "publishing.channels.resume": _disconnected,
    "publishing.decisions.it_is_there": _in(State.UNKNOWN),
    "publishing.decisions.send_again": _in(State.UNKNOWN),
    "publishing.decisions.give_up": _in(State.UNKNOWN),
    "publishing.doubts.distrust_the_past": Unguarded("publishing.installation.release asks, then calls it"),
    "publishing.doubts.could_not_look": Unguarded(ENGINE),
    "publishing.doubts.found": Unguarded(ENGINE),
    "publishing.doubts.not_found": Unguarded(ENGINE),
    "publishing.doubts.ask": Unguarded(ENGINE),
    "publishing.holds.put": lambda world: Call(
        world.workspace, reason="A storm.", channel=world.channel("gallery")
    ),
    "publishing.holds.put_one": lambda world: Call(scheduled_publication(world), reason="A storm."),
    "publishing.holds.lift": lambda world: Call(_hold(world)),
    "publishing.holds.release": lambda world: Call(_held(world)),
    "publishing.holds.end_at": lambda world: Call(_hold(world), until=tomorrow(world)),
    "publishing.holds.end": _hold_at_its_end,
    "publishing.installation.release": _held_installation,
    "publishing.kits.hand": Unguarded(ENGINE),
    "publishing.kits.hand_again": lambda world: Call(handed_publication(world)),
    "publishing.kits.posted": lambda world: Call(handed_publication(world)),
    "publishing.kits.cannot": lambda world: Call(handed_publication(world), reason="The app is locked."),
    "publishing.kits.take_back": lambda world: Call(handed_publication(world).post),
    "publishing.kits.ask_after_the_silent": Unguarded("the publisher calls it for every brand; it takes no row"),
    "publishing.links.decide": lambda world: Call(
        world.workspace, tracks=True, names=True, naming={"source": "a", "medium": "b", "campaign": "c"}
    ),
    "publishing.outcomes.settle": Unguarded(ENGINE),
    "publishing.outcomes.refused_before": Unguarded(ENGINE),
    "publishing.schedule.follow": lambda world: Call(approved_post(world, local=tomorrow(world))),
    "publishing.schedule.move_to": lambda world: Call(
        scheduled_publication(world), local=tomorrow(world, hour=10)
    ),
    "publishing.schedule.cancel": lambda world: Call(scheduled_publication(world)),
    "publishing.schedule.hurry": lambda world: Call(scheduled_publication(world).post),
    "publishing.schedule.derive_anew": lambda world: Call(world.workspace),
    "publishing.sweeps.miss_the_late": Unguarded("the timetable calls it for every brand; it takes no row"),
    "publishing.sweeps.follow_the_forgotten": Unguarded(
        "the timetable calls it for every brand; it takes no row"
    ),
    "publishing.telling.of_hold": lambda world: Call(_hold(world)).only("system"),
    "publishing.tomorrow.warn": lambda world: Call(world.workspace),
}
QUIET = {
    "publishing.kits.take_back": "what was approved stays with the one who has it",
    "publishing.telling.of_hold": "the reaction to the hold has told them already",
    "publishing.schedule.follow": "the reaction to the approval has done it already",
    "publishing.schedule.hurry": "nothing is due so soon that it could be hurried",
    "publishing.tomorrow.warn": "tells nobody when everything will go out",
}
