"""Fetches what people say, follows answers on their way, and tells whoever a conversation was given to."""

from django.urls import reverse
from huey.contrib.djhuey import db_task

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal import reactions
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.queries import member_by_id
from waypost.loop.engagement.actions import answers, arrivals, mailboxes
from waypost.loop.engagement.models import Conversation, Mailbox
from waypost.loop.engagement.queries import answers_behind, answers_lost, spoken_of
from waypost.toolkit import clock

POST = Actor.system("the post round")
A_ROUND = 200


def fetch_due() -> None:
    """Fetch every mailbox whose turn it is, each in a job of its own; and let what lost its reaction catch up."""
    mailboxes.open_missing()
    for mailbox_id in mailboxes.claim_due(clock.now()):
        fetch_mailbox(mailbox_id) if reactions.inline.get() else fetch_later(mailbox_id)
    for message in answers_behind().select_related("publication__post", "publication__channel")[:A_ROUND]:
        assert message.publication is not None, "only answers that were sent are behind"
        answers.follow(message.publication, by=POST)
    for publication in answers_lost()[:A_ROUND]:
        answers.follow(publication, by=POST)


def fetch_mailbox(mailbox_id: int) -> None:
    """Fetch one mailbox."""
    arrivals.fetch(Mailbox.objects.select_related("channel").get(pk=mailbox_id).channel, by=POST)


@db_task()  # type: ignore[untyped-decorator]
def fetch_later(mailbox_id: int) -> None:
    """Fetch one mailbox in the worker."""
    fetch_mailbox(mailbox_id)


@on("channel.connected")
def listen(entry: Entry) -> None:
    """Fetch what is said to a channel as soon as it is connected."""
    arrivals.fetch(Channel.objects.get(pk=entry.subject_id), by=POST)


@on(
    "publication.published",
    "publication.continued",
    "publication.rejected",
    "publication.missed",
    "publication.cancelled",
    "publication.moved",
    "publication.released",
    "publication.decided",
)
def follow_publication(entry: Entry) -> None:
    """Let the conversation know what became of its answer."""
    publication = spoken_of(entry.subject_id)
    if publication is not None:
        answers.follow(publication, by=POST)


@on("conversation.assigned")
def tell_whose_it_is(entry: Entry) -> None:
    """Tell somebody that a conversation was given to them."""
    _tell(
        entry,
        entry.details["member"],
        f"{entry.actor_label} gave you a conversation with {entry.subject_label}",
    )


@on("conversation.arrived")
def tell_whose_turn_it_is(entry: Entry) -> None:
    """Tell the one who has a conversation that the person wrote again."""
    _tell(entry, entry.details["assigned_to"], f"Wrote to you: {entry.subject_label}")


def _tell(entry: Entry, member_id: int | None, sentence: str) -> None:
    member = member_by_id(member_id) if member_id is not None else None
    conversation = Conversation.objects.filter(pk=entry.subject_id).select_related("workspace").first()
    if member is None or conversation is None:
        return
    workspace = conversation.workspace
    href = reverse(
        "engagement:conversation", kwargs={"workspace": workspace.slug, "conversation_id": conversation.pk}
    )
    tell(
        workspace, kind="conversation", sentence=sentence, href=href, who_may="conversation.see",
        only=member.person_id, once=f"{entry.verb}.{entry.pk}", by=entry.actor,
    )  # fmt: skip
