from tests.actions import Call
from tests.world import World
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.engagement.actions import conversations, saved_replies
from waypost.loop.engagement.models import Conversation, Incident, SavedReply
from waypost.loop.engagement.tests.crises import called, opened, overdue, planned, rung
from waypost.loop.engagement.tests.factories import answered, arrival, conversation, sent_post
from waypost.loop.publishing.actions import holds
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Hold, Publication


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
    "engagement.unhappy_words.write": lambda world: Call(world.workspace, words="soggy"),
    "engagement.saved_replies.add": lambda world: Call(world.workspace, label="Low tide", text="At nine."),
    "engagement.saved_replies.change": lambda world: Call(_reply(world), label="High tide", text="At three."),
    "engagement.saved_replies.remove": lambda world: Call(_reply(world)),
}
QUIET = {"engagement.calls.call_all": "calls nobody twice: opening called everybody whom the level names"}
