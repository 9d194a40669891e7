"""Follows the reasons of posts and who was connected, and reads what is due; what went out is found by the sweep."""

from waypost.foundation.channels.queries import channels_among
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.actions import measured, natives, readings, rollups
from waypost.loop.analytics.queries.due import measurable
from waypost.loop.content.models import Post

METER = Actor.system("the reading of results")


@on("post.explained", "post.changed")
def follow_the_reasons(entry: Entry) -> None:
    """Results are grouped by the reasons that a post has now."""
    measured.follow_reasons(Post.objects.get(pk=entry.subject_id), by=METER)


@on("channel.connected")
def look_at_the_past(entry: Entry) -> None:
    """What was posted before, in the network's own app, comes in on connecting."""
    rows = channels_among(entry.workspace_id or 0, [entry.subject_id])
    for channel in measurable(rows):
        natives.bring_in(channel, by=METER)


@on("strategy.accepted")
def suggest_anew(entry: Entry) -> None:
    """A new version may have other pillars: what nobody explained is suggested one of these."""
    natives.suggest(Workspace.objects.get(pk=entry.workspace_id or 0), by=METER)


@on("workspace.timezone_changed")
def roll_up_anew(entry: Entry) -> None:
    """Days are days of the brand's wall."""
    rollups.rebuild(Workspace.objects.get(pk=entry.subject_id), by=METER)


def read_due() -> None:
    """Read what is due (swept every five minutes)."""
    readings.read_due(by=METER)


def bring_in_due() -> None:
    """Look for posts made in the networks' own apps (swept every ten minutes; each channel once a day)."""
    natives.bring_in_due(by=METER)
