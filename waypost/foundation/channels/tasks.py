from waypost.foundation.channels.actions import limits, terms
from waypost.foundation.channels.queries import channels_among, with_terms
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.workspaces.queries import member_by_id


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
