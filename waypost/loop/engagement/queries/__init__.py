"""Named questions about engagement. `conversations(access)` is where every other one starts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.permissions import roles_that_may
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.foundation.workspaces.queries import members
from waypost.loop.engagement.domain.states import NEVER_LEAVES, State
from waypost.loop.engagement.models import Conversation, Mailbox, Message, SavedReply
from waypost.loop.publishing.domain.states import State as Sending
from waypost.loop.publishing.models import Publication
from waypost.networks import registry
from waypost.networks.contract import Ability


def conversations(access: Access) -> QuerySet[Conversation]:
    """The conversations of the workspace on channels that this member may use, the latest first."""
    return _seen(Conversation.objects.filter(workspace_id=access.workspace_id), access)


def _seen(found: QuerySet[Conversation], access: Access) -> QuerySet[Conversation]:
    return found.filter(channel__in=channels(access)) if access.limited else found


def real_conversations(access: Access) -> QuerySet[Conversation]:
    """Those of `conversations` that are no part of a drill: whatever is counted counts these."""
    return conversations(access).filter(drill=None)


def waiting(access: Access) -> QuerySet[Conversation]:
    """Conversations in which somebody waits for us, the longest waiting first; nobody of a drill does."""
    return real_conversations(access).filter(state=State.WAITING).order_by("waiting_since", "id")


def waiting_for(access: Access) -> QuerySet[Conversation]:
    """Those of `waiting` that this person can see to: theirs, and those that nobody has taken."""
    if not access.may("conversation.answer"):
        return conversations(access).none()
    return waiting(access).filter(Q(assigned_to=None) | Q(assigned_to_id=access.member_id))


def whole_conversation(access: Access, conversation_id: int) -> Conversation | None:
    """A conversation with what its page shows beside the messages: channel, assignee, our post at the root and its why."""
    return _WHOLE.first(access, conversation=conversation_id)


def _whole(access: Access, conversation: int) -> QuerySet[Conversation]:
    why = ("pillar", "persona", "goal", "funnel_stage", "slot")
    return (
        conversations(access)
        .filter(pk=conversation)
        .order_by()
        .select_related(
            "workspace",
            "channel",
            "assigned_to__person",
            "publication__post",
            *(f"publication__post__{item}" for item in why),
        )
    )


_WHOLE = Prepared(_whole, conversation=int)


def messages_of(conversation: Conversation) -> list[Message]:
    """What was said in a conversation, oldest first, with the publication of what we said."""
    return _MESSAGES.ask(conversation=conversation.pk)


_MESSAGES = Question(
    lambda conversation: (
        Message.objects.filter(conversation=conversation).select_related("publication").order_by("at", "id")
    ),
    conversation=int,
)


def conversation_of_answer(access: Access, publication_id: int) -> Conversation | None:
    """The conversation that a publication answers in, if it is an answer."""
    return conversations(access).filter(messages__publication_id=publication_id).first()


SHOWN_UNDER = 6
"""So many conversations stand on a post's page; whether there are more takes one more."""


def conversations_under(access: Access, post_id: int) -> list[Conversation]:
    """What people said under a post, on every channel where it went out; the latest, with their channels."""
    return _UNDER.rows(access, post=post_id)


def _under(access: Access, post: int) -> QuerySet[Conversation]:
    """Found by what was sent, whose post knows the workspace: a brand has far more of both than a post."""
    sent = Publication.objects.filter(post_id=post, post__workspace_id=access.workspace_id)
    found = _seen(Conversation.objects.filter(publication__in=sent), access)
    return found.select_related("channel").order_by("-last_message_at", "-id")[: SHOWN_UNDER + 1]


_UNDER = Prepared(_under, post=int)


def who_may_answer(access: Access, channel: Channel) -> list[Member]:
    """The members who may answer on a channel, by name: those to whom a conversation can be given."""
    rows = members(access).filter(Q(limited=False) | Q(channel_accesses__channel=channel)).distinct()
    able = roles_that_may("conversation.answer")
    return [member for member in rows if not member.roles.isdisjoint(able)]


def saved_replies(access: Access) -> QuerySet[SavedReply]:
    """The words that this brand keeps for answers."""
    return SavedReply.objects.filter(workspace_id=access.workspace_id)


def replies_to_offer(access: Access) -> list[tuple[int, str, str]]:
    """The saved replies as (id, label, text)."""
    return _OFFERED.rows(access)


_OFFERED = Prepared(lambda access: saved_replies(access).values_list("pk", "label", "text"))


@dataclass(frozen=True)
class Box:
    """A mailbox as the inbox shows it."""

    channel_id: int
    channel: str
    trouble: str
    is_connected: bool


def mailboxes(access: Access) -> list[Box]:
    """The mailboxes of the channels that this member may use, by the channel's name."""
    connected = Channel.Health.CONNECTED
    rows = _BOXES.rows(access)
    return [Box(pk, name, trouble, health == connected) for pk, name, trouble, health in rows]


def _boxes(access: Access) -> QuerySet[Any, Any]:
    found = Mailbox.objects.filter(workspace_id=access.workspace_id)
    found = found.filter(channel__in=channels(access)) if access.limited else found
    rows = found.order_by("channel__name", "channel_id")
    return rows.values_list("channel_id", "channel__name", "trouble", "channel__health")


_BOXES = Prepared(_boxes)


def due_mailboxes(now: datetime) -> QuerySet[Mailbox]:
    """Mailboxes of connected channels that are to be fetched at `now`, the longest due first."""
    due = Mailbox.objects.filter(next_due_at__lte=now, channel__health=Channel.Health.CONNECTED)
    return due.order_by("next_due_at", "id")


def channels_without_mailbox() -> QuerySet[Channel]:
    """Connected channels on networks that can be listened to, and nobody listens."""
    able = [name for name in registry.names() if Ability.CONVERSE in registry.abilities(name)]
    theirs = Mailbox.objects.filter(channel=OuterRef("pk")).values("pk")
    found = Channel.objects.filter(network__in=able, health=Channel.Health.CONNECTED)
    return found.annotate(mailbox=Subquery(theirs)).filter(mailbox=None)


def spoken_of(publication_id: int) -> Publication | None:
    """A publication that conversations should know about: an answer, or a post under which somebody spoke too soon."""
    return _SPOKEN_OF.first(publication=publication_id)


def _spoken_of(publication: int) -> QuerySet[Publication]:
    answer = Message.objects.filter(publication_id=publication).order_by()
    unknown = Conversation.objects.filter(publication=None, remote_root=OuterRef("remote_id")).order_by()
    found = Publication.objects.filter(pk=publication).select_related("post", "channel")
    return found.filter(Exists(answer) | Exists(unknown.filter(channel_id=OuterRef("channel_id")))).order_by()


_SPOKEN_OF = Question(_spoken_of, publication=int)
"""Asked after every post that went out: hardly any is spoken of, and whatever else is done about one is much more."""


def answers_behind() -> QuerySet[Message]:
    """Answers that were sent and do not know it yet: a reaction was lost."""
    sent = Message.objects.filter(is_ours=True, remote_id="", publication__state=Sending.PUBLISHED)
    return sent.exclude(publication__remote_id="")


def answers_lost() -> QuerySet[Publication]:
    """Answers that will not leave, in conversations that take them for an answer."""
    trusting = Conversation.objects.filter(state=State.OPEN, answer__state__in=NEVER_LEAVES)
    found = Publication.objects.filter(pk__in=trusting.values("answer"))
    return found.select_related("post", "channel")


def roots_known(channel: Channel, ids: Collection[str]) -> dict[str, str]:
    """The roots of the messages of these ids that have been taken in."""
    rows = Message.objects.filter(channel=channel, remote_id__in=ids).annotate(
        root=F("conversation__remote_root")
    )
    return dict(rows.values_list("remote_id", "root"))
