"""Follows the reasons of posts and who was connected, and reads what is due; what went out is found by the sweep."""

from datetime import timedelta

from waypost.foundation.channels.queries import channels_among
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.queries import was_told
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.analytics.actions import digests, measured, natives, plan_weeks, readings, rollups
from waypost.loop.analytics.queries.due import measurable
from waypost.loop.analytics.queries.pasts import unfinished_pasts
from waypost.loop.analytics.telling import carry_in
from waypost.loop.content.models import Post
from waypost.loop.strategy.queries import with_a_strategy
from waypost.toolkit import clock

MONDAY, MORNING = 0, 7
METER = Actor.system("the reading of results")
_GIVEN_UP = timedelta(minutes=2)


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


@on("past.started")
def take_past_in(entry: Entry) -> None:
    """Take in the export that somebody started."""
    for past_import in unfinished_pasts().filter(pk=entry.subject_id):
        carry_in(past_import, otherwise=METER)


def read_due() -> None:
    """Read what is due (swept every five minutes)."""
    readings.read_due(by=METER)


def bring_in_due() -> None:
    """Look for posts made in the networks' own apps, and go on with exports whose worker is gone (swept every ten
    minutes; each channel once a day)."""
    for past_import in unfinished_pasts():
        if past_import.seen_at is None or clock.now() - past_import.seen_at > _GIVEN_UP:
            carry_in(past_import, otherwise=METER)
    natives.bring_in_due(by=METER)


def note_weeks() -> None:
    """Keep how far practice was from the strategy when a week was over (swept once a night)."""
    for workspace in with_a_strategy():
        plan_weeks.note(workspace, by=METER)


def send_digests() -> None:
    """Tell people on Monday morning, by the brand's wall, what the last week was (swept every quarter of an hour)."""
    for workspace in with_a_strategy():
        local = workspace.local(clock.now())
        is_time = local.weekday() == MONDAY and local.hour >= MORNING
        if is_time and not was_told(workspace, digests.name_of(workspace)):
            plan_weeks.note(workspace, by=METER)
            digests.send(workspace, by=METER)
