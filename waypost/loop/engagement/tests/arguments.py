from datetime import timedelta

from tests.actions import Call
from tests.world import World
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.engagement.actions import conversations, incidents, saved_replies
from waypost.loop.engagement.models import Conversation, Incident, Message, SavedReply, Wave
from waypost.loop.engagement.tests.crises import called, drilled, opened, overdue, planned, rung
from waypost.loop.engagement.tests.factories import answered, arrival, conversation, sent_post
from waypost.loop.engagement.tests.waves import CHOSEN, wave_of, with_sandbox_account
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication
from waypost.toolkit import clock


def _closed(world: World) -> Conversation:
    return conversations.close(conversation(world), by=world.actor("owner"))


def _owner(world: World) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person("owner"))


def _refused(world: World) -> Publication:
    """An answer that was refused, which its conversation has not heard of yet."""
    message = answered(world)
    Publication.objects.filter(pk=message.publication_id).update(state=State.REJECTED, reason="Too long.")
    return Publication.objects.get(pk=message.publication_id)


def _reply(world: World) -> SavedReply:
    return saved_replies.add(world.workspace, label="Low tide", text="At nine.", by=world.actor("owner"))


def _sent_words(world: World) -> Incident:
    """An incident whose first words went out as a post, which it has not heard of yet."""
    incident = opened(world)
    sent = sent_post(world)
    Incident.objects.filter(pk=incident.pk).update(post_id=sent.post_id)
    return Incident.objects.select_related("workspace").get(pk=incident.pk)


def _planned_brand(world: World) -> Workspace:
    planned(world)
    return world.workspace


def _held(world: World) -> Hold:
    return holds.put(world.workspace, reason="The road is closed.", by=world.actor("owner"))


def _wave(world: World) -> Wave:
    """A wave that the network need not know: its first message is here already."""
    drill = drilled(world)
    channel = world.channel("gallery")
    Wave.objects.create(
        workspace=world.workspace, incident=drill, channel=channel, simulated=True, key=f"wave-{drill.pk}",
        scene="outage", label="An outage", seed=1, minutes=5, messages=30, opening_id="",
    )  # fmt: skip
    found = conversation(world)
    Conversation.objects.filter(pk=found.pk).update(drill=drill)
    first = Message.objects.get(conversation=found).remote_id
    Wave.objects.filter(incident=drill).update(opening_id=first)
    return wave_of(drill)


def _run_out(world: World) -> Wave:
    """One whose last message came, which its log has not heard of yet."""
    wave = _wave(world)
    Wave.objects.filter(pk=wave.pk).update(began_at=clock.now() - timedelta(hours=1))
    return wave_of(wave.incident)


def _ended(world: World) -> Wave:
    """One whose drill was closed, and nobody has stopped it yet."""
    wave = _wave(world)
    incidents.close(wave.incident, by=world.actor("owner"))
    Wave.objects.filter(pk=wave.pk).update(ended_at=None)
    return wave_of(wave.incident)


WORDS = {"statement_key": "workshop-accident", "values": {"time": "noon"}}
ARGUMENTS = {
    "engagement.alarms.decide": lambda world: Call(rung(world)),
    "engagement.alarms.dismiss": lambda world: Call(rung(world)),
    "engagement.alarms.ring": lambda world: Call(
        world.workspace, strategy=planned(world), level_key="issue", sentence="23 messages in 1 hour"
    ),
    "engagement.calls.answer": lambda world: Call(called(world)),
    "engagement.calls.call": lambda world: Call(opened(world), contact_key="gallery"),
    "engagement.calls.call_all": lambda world: Call(opened(world), planned(world).crisis_plan),
    "engagement.calls.pass_on": lambda world: Call(overdue(world)),
    "engagement.incident_words.follow_post": lambda world: Call(_sent_words(world)),
    "engagement.incident_words.prepare": lambda world: Call(
        opened(world), **WORDS, channels=[world.channel("gallery")]
    ),
    "engagement.incident_words.spoken": lambda world: Call(opened(world)),
    "engagement.incidents.close": lambda world: Call(opened(world), lessons="Name the press first."),
    "engagement.incidents.hear_of_hold": lambda world: Call(opened(world), hold=_held(world)),
    "engagement.incidents.hold": lambda world: Call(opened(world), channel=world.channel("gallery")),
    "engagement.incidents.note": lambda world: Call(opened(world), words="The doctor is here."),
    "engagement.incidents.open_one": lambda world: Call(
        _planned_brand(world),
        title="A fall",
        level_key="crisis",
        conversation=conversation(world),
        alarm=rung(world),
    ),
    "engagement.incidents.set_level": lambda world: Call(
        opened(world), level_key="issue", why="Only a bruise."
    ),
    "engagement.answers.answer": lambda world: Call(conversation(world), text="At nine."),
    "engagement.answers.follow": lambda world: Call(_refused(world)),
    "engagement.arrivals.fetch": lambda world: Call(world.channel("gallery")),
    "engagement.arrivals.take_in": lambda world: Call(world.channel("gallery"), [arrival()]),
    "engagement.conversations.assign": lambda world: Call(conversation(world), to=_owner(world)),
    "engagement.conversations.close": lambda world: Call(conversation(world)),
    "engagement.conversations.reopen": lambda world: Call(_closed(world)),
    "engagement.waves.begin": lambda world: Call(
        _planned_brand(world),
        title="A fault",
        level_key="crisis",
        channel=with_sandbox_account(world),
        conversation=conversation(world),
        **CHOSEN,
    ),
    "engagement.waves.end": lambda world: Call(_ended(world)),
    "engagement.waves.follow": lambda world: Call(_run_out(world)),
    "engagement.waves.speak": lambda world: Call(_wave(world), words="We are sorry.", own={}),
    "engagement.unhappy_words.write": lambda world: Call(world.workspace, words="soggy"),
    "engagement.saved_replies.add": lambda world: Call(world.workspace, label="Low tide", text="At nine."),
    "engagement.saved_replies.change": lambda world: Call(_reply(world), label="High tide", text="At three."),
    "engagement.saved_replies.remove": lambda world: Call(_reply(world)),
}
QUIET = {"engagement.calls.call_all": "calls nobody twice: opening called everybody whom the level names"}
