from datetime import timedelta

from tests.actions import Call, Unguarded
from tests.world import World
from waypost.foundation.channels.models import Channel, TokenLife
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.processes.actions import installation
from waypost.loop.content.models import Post
from waypost.loop.content.tests.factories import approved_post, tomorrow
from waypost.loop.planning.tests.factories import running_campaign
from waypost.loop.publishing.actions import changes, holds, silences
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.changes import Standing
from waypost.loop.publishing.domain.rehearsal import Fault, Script
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.domain.topics import Topic
from waypost.loop.publishing.models import Change, Circuit, Hold, Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.loop.publishing.tests.handing import handed_publication
from waypost.loop.publishing.tests.rehearsals import asked_rehearsal
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


def _removed(world: World) -> Publication:
    publication = scheduled_publication(world, state=State.PUBLISHED)
    assert move(publication.pk, State.REMOVED, since=[State.PUBLISHED])
    publication.refresh_from_db()
    return publication


def _changed_since(world: World) -> Publication:
    publication = scheduled_publication(world, state=State.PUBLISHED)
    Publication.objects.filter(pk=publication.pk).update(content_hash="what was sent")
    publication.refresh_from_db()
    return publication


def _refused_change(world: World) -> Change:
    out = scheduled_publication(world, state=State.PUBLISHED)
    change = changes.take_down(out, by=world.actor("owner"))
    Change.objects.filter(pk=change.pk).update(standing=Standing.REFUSED, act_at=None, ended_at=clock.now())
    change.refresh_from_db()
    return change


def _silent_server(world: World) -> Call:
    channel = world.channel("gallery")
    Circuit.objects.create(network=channel.network, server=channel.server, open_until=clock.now())
    return Call(channel)


def _silence(world: World) -> Call:
    channel, now = scheduled_publication(world).channel, clock.now()
    Publication.objects.filter(channel=channel).update(state=State.WAITING, act_at=now)
    circuit = Circuit.objects.create(
        network=channel.network, server=channel.server, open_until=now, failing_since=now - HOUR
    )
    return Call(world.workspace, circuit=circuit)


def _answering_again(world: World) -> Call:
    call = _silence(world)
    circuit = call.named["circuit"]
    silences.tell_of_silence(world.workspace, circuit=circuit, by=Actor.system("a test"))
    Circuit.objects.filter(pk=circuit.pk).update(open_until=None)
    circuit.refresh_from_db()
    return call


def _held_installation(world: World) -> Call:
    installation.hold("This home is a copy.")
    return Call(world.workspace)


def _wanting_its_channel(world: World) -> Call:
    publication = scheduled_publication(world)
    move(publication.pk, State.HELD, since=[State.SCHEDULED], reason="Out.", wants_channel=True)
    return Call(publication.channel)


def _out(world: World) -> Call:
    channel = scheduled_publication(world).channel
    Channel.objects.filter(pk=channel.pk).update(health=Channel.Health.ATTENTION, health_reason="No.")
    channel.refresh_from_db()
    return Call(channel)


def _ending(world: World) -> Call:
    channel, now = world.channel("gallery"), clock.now()
    TokenLife.objects.update_or_create(
        channel=channel,
        defaults={
            "workspace": channel.workspace,
            "given_at": now,
            "ends_at": now + HOUR,
            "warned_at": now,
        },
    )
    return Call(channel)


def _back(world: World) -> Call:
    return Call(world.channel("gallery"), resumed=1, missed=1)


def _answer(world: World) -> Call:
    channel = scheduled_publication(world).channel
    return Call(channel, text="Yes.", in_reply_to="77")


def _missed(world: World) -> Call:
    publication = scheduled_publication(world, state=State.MISSED)
    times = {publication.pk: tomorrow(world, hour=11)}
    return Call(world.workspace, publication_ids=[publication.pk], times=times)


def _rehearsable(world: World) -> Call:
    publication = scheduled_publication(world)
    script = Script(frozenset(Fault), publication.channel_id)
    return Call(world.workspace, week_of=publication.local_on, script=script)


def _in_a_held_campaign(world: World) -> Call:
    publication, campaign = scheduled_publication(world), running_campaign(world)
    holds.put(world.workspace, campaign=campaign, reason="A wrong price.", by=world.actor("owner"))
    Post.objects.filter(pk=publication.post_id).update(campaign=campaign)
    return Call(Post.objects.get(pk=publication.post_id))


def _about_a_held_topic(world: World) -> Call:
    publication = scheduled_publication(world)
    topic = Topic(words=("earthquake",))
    holds.put(world.workspace, topic=topic, reason="A disaster.", by=world.actor("owner"))
    Post.objects.filter(pk=publication.post_id).update(title="After the earthquake")
    return Call(Post.objects.get(pk=publication.post_id))


ARGUMENTS = {
    "publishing.campaigns.follow": _in_a_held_campaign,
    "publishing.topics.follow": _about_a_held_topic,
    "publishing.answers.send": _answer,
    "publishing.channels.pause": _out,
    "publishing.channels.resume": _wanting_its_channel,
    "publishing.again.publish": lambda world: Call(_removed(world), local=tomorrow(world, days=3)),
    "publishing.changes.take_down": _in(State.PUBLISHED),
    "publishing.changes.edit": lambda world: Call(_changed_since(world)),
    "publishing.changes.done": Unguarded(ENGINE),
    "publishing.changes.refused": Unguarded(ENGINE),
    "publishing.changes.again": Unguarded(ENGINE),
    "publishing.telling.of_change": lambda world: Call(_refused_change(world)).only("system"),
    "publishing.circuits.try_now": _silent_server,
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
    "publishing.kits.warn_off": lambda world: Call(handed_publication(world)),
    "publishing.kits.take_back": lambda world: Call(handed_publication(world).post),
    "publishing.kits.ask_after_the_silent": Unguarded(
        "the publisher calls it for every brand; it takes no row"
    ),
    "publishing.links.decide": lambda world: Call(
        world.workspace, tracks=True, names=True, naming={"source": "a", "medium": "b", "campaign": "c"}
    ),
    "publishing.outages.tell_of_end": lambda world: Call(world.channel("gallery"), held=2),
    "publishing.outages.tell_of_coming_end": _ending,
    "publishing.outages.tell_of_return": _back,
    "publishing.outcomes.settle": Unguarded(ENGINE),
    "publishing.outcomes.never_left": Unguarded(ENGINE),
    "publishing.parts.lay_out": Unguarded(ENGINE),
    "publishing.parts.still_fits": Unguarded(ENGINE),
    "publishing.parts.go_on": Unguarded("publishing.outcomes, doubts and decisions call it for what is out"),
    "publishing.parts.catch_up": Unguarded("the publisher sweeps every brand with it; it takes no row"),
    "publishing.outcomes.refused_before": Unguarded(ENGINE),
    "publishing.rehearsals.ask": _rehearsable,
    "publishing.rehearsals.stop": lambda world: Call(asked_rehearsal(world)),
    "publishing.rescheduling.give_times": _missed,
    "publishing.schedule.follow": lambda world: Call(approved_post(world, local=tomorrow(world))),
    "publishing.schedule.move_to": lambda world: Call(
        scheduled_publication(world), local=tomorrow(world, hour=10)
    ),
    "publishing.schedule.cancel": lambda world: Call(scheduled_publication(world)),
    "publishing.schedule.hurry": lambda world: Call(scheduled_publication(world).post),
    "publishing.schedule.derive_anew": lambda world: Call(world.workspace),
    "publishing.silences.tell_of_silence": _silence,
    "publishing.silences.tell_of_answer": _answering_again,
    "publishing.sweeps.miss_the_late": Unguarded("the timetable calls it for every brand; it takes no row"),
    "publishing.sweeps.follow_the_forgotten": Unguarded(
        "the timetable calls it for every brand; it takes no row"
    ),
    "publishing.telling.of_hold": lambda world: Call(_hold(world)).only("system"),
    "publishing.tomorrow.warn": lambda world: Call(world.workspace),
    "publishing.wall_clock.follow_rules": lambda world: Call(world.workspace),
}
QUIET = {
    "publishing.kits.warn_off": "nothing was taken away from the one who has it",
    "publishing.kits.take_back": "what was approved stays with the one who has it",
    "publishing.telling.of_hold": "the reaction to the hold has told them already",
    "publishing.schedule.follow": "the reaction to the approval has done it already",
    "publishing.schedule.hurry": "nothing is due so soon that it could be hurried",
    "publishing.tomorrow.warn": "tells nobody when everything will go out",
}
