from huey.contrib.djhuey import db_task

from waypost.foundation.channels.actions import limits, renewals, terms
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channels_among, tokens_due, with_terms
from waypost.foundation.journal import reactions
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.processes import queries as processes
from waypost.foundation.workspaces.queries import member_by_id
from waypost.toolkit import clock

RENEWALS = Actor.system("the renewal of tokens")
A_ROUND = 200


@on("invitation.accepted")
def admit_to_channels(entry: Entry) -> None:
    """Let somebody who was invited to some channels use these."""
    member = member_by_id(entry.details["member"])
    if member is not None and entry.details["channels"]:
        channels = channels_among(member.workspace_id, entry.details["channels"])
        limits.admit(member, to=channels, by=Actor.system("the invitation"))


def refresh_terms() -> None:
    """Ask the servers that differ in what they allow, once a day."""
    for channel in with_terms().iterator():
        terms.refresh(channel, by=Actor.system("the daily look at the terms of servers"))


def renew_tokens() -> None:
    """Ask about every token that is due, each in a job of its own: one slow network holds up no other."""
    for channel_id in tokens_due(clock.now())[:A_ROUND]:
        renew_token(channel_id) if reactions.inline.get() else renew_later(channel_id)


def renew_token(channel_id: int) -> None:
    """Ask about the token of one channel; not where another Waypost may use it, which a renewal would shut out."""
    if processes.is_held():
        return
    for channel in Channel.objects.filter(pk=channel_id):
        renewals.renew(channel, by=RENEWALS)


@db_task()  # type: ignore[untyped-decorator]
def renew_later(channel_id: int) -> None:
    """Ask about the token of one channel in the worker."""
    renew_token(channel_id)


@on("channel.token_doubted")
def renew_the_doubted(entry: Entry) -> None:
    """Ask for a new token at once when a call was refused."""
    renew_token(entry.subject_id)
