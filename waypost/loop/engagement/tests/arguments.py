from tests.actions import Call
from tests.world import World
from waypost.foundation.workspaces.models import Member
from waypost.loop.engagement.actions import conversations, saved_replies
from waypost.loop.engagement.models import Conversation, SavedReply
from waypost.loop.engagement.tests.factories import answered, arrival, conversation
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication


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


ARGUMENTS = {
    "engagement.answers.answer": lambda world: Call(conversation(world), text="At nine."),
    "engagement.answers.follow": lambda world: Call(_refused(world)),
    "engagement.arrivals.fetch": lambda world: Call(world.channel("gallery")),
    "engagement.arrivals.take_in": lambda world: Call(world.channel("gallery"), [arrival()]),
    "engagement.conversations.assign": lambda world: Call(conversation(world), to=_owner(world)),
    "engagement.conversations.close": lambda world: Call(conversation(world)),
    "engagement.conversations.reopen": lambda world: Call(_closed(world)),
    "engagement.saved_replies.add": lambda world: Call(world.workspace, label="Low tide", text="At nine."),
    "engagement.saved_replies.change": lambda world: Call(_reply(world), label="High tide", text="At three."),
    "engagement.saved_replies.remove": lambda world: Call(_reply(world)),
}
