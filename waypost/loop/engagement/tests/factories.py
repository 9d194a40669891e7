"""What people say to the world's channels, taken in as a network would hand it over."""

from datetime import datetime, timedelta
from itertools import count

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Member
from waypost.loop.engagement.actions import answers, arrivals
from waypost.loop.engagement.models import Conversation, Message
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.networks.contract import Address, Arrival, Speaker
from waypost.toolkit import clock

ROUND = Actor.system("the post round")
ANA = Speaker(remote_id="ana", handle="ana", name="Ana Prata", url="https://sandbox.example/ana")
LAYLA = Speaker(remote_id="layla", handle="layla", name="ليلى الحداد")
_numbers = count(1000)


def arrival(
    text: str = "When is low tide?",
    *,
    by: Speaker = ANA,
    remote_id: str = "",
    under: str = "",
    in_reply_to: str = "",
    at: datetime | None = None,
) -> Arrival:
    """A message; without `under` (the root) and `in_reply_to` it stands alone."""
    return Arrival(
        remote_id=remote_id or f"said-{next(_numbers)}",
        address=Address.COMMENT if under else Address.MENTION,
        by=by,
        text=text,
        at=at or clock.now() - timedelta(minutes=5),
        url="https://sandbox.example/said",
        in_reply_to=in_reply_to or under,
        root=under,
    )


def taken_in(world: World, *messages: Arrival, channel_key: str = "gallery") -> int:
    return arrivals.take_in(channel_of(world, channel_key), messages, by=ROUND)


def conversation(world: World, *, channel_key: str = "gallery", **said: object) -> Conversation:
    """A conversation in which one person waits for us."""
    message = arrival(**said)  # type: ignore[arg-type]
    assert taken_in(world, message, channel_key=channel_key) == 1
    return with_message(world, message.remote_id)


def with_message(world: World, remote_id: str) -> Conversation:
    """The conversation that holds a message, as it is now."""
    return Message.objects.get(workspace=world.workspace, remote_id=remote_id).conversation


def under_a_post(world: World, *, channel_key: str = "gallery", **said: object) -> Conversation:
    """A conversation under a post of ours that went out."""
    return conversation(world, under=sent_post(world, channel_key).remote_id, channel_key=channel_key, **said)


def sent_post(world: World, channel_key: str = "gallery") -> Publication:
    """A post that went out yesterday."""
    local = world.workspace.local(clock.now() - timedelta(days=1))
    return scheduled_publication(world, channel_key, local=local, state=State.PUBLISHED)


def answered(world: World, *, text: str = "At nine. Come and see.", **said: object) -> Message:
    """An answer on its way, in a conversation of its own."""
    return answers.answer(conversation(world, **said), text=text, by=world.actor("manager"))


def channel_of(world: World, key: str) -> Channel:
    return Channel.objects.get(workspace=world.workspace, key=key)


def member(world: World, role: str) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def fresh(found: Conversation) -> Conversation:
    return Conversation.objects.select_related("channel", "workspace").get(pk=found.pk)
