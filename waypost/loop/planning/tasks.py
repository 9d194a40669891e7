"""Follows what happens elsewhere: the clock on the wall, a new channel, a new version of the strategy."""

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning.actions import campaigns, quarters, slots
from waypost.loop.planning.queries import campaigns_over, rolling_quarter, rolling_quarters
from waypost.toolkit import clock


@on("workspace.timezone_changed")
def follow_the_wall_clock(entry: Entry) -> None:
    """Nine stays nine in the new zone."""
    workspace = Workspace.objects.get(pk=entry.subject_id)
    slots.follow_zone(workspace, by=Actor.system("the new time zone"))


@on("strategy.accepted", "channel.connected")
def lay_rolling_weeks_again(entry: Entry) -> None:
    """Weeks that roll on follow the strategy and the channels by themselves; a quarter waits for a person."""
    quarter = rolling_quarter(entry.workspace_id or 0)
    if quarter is not None:
        quarters.lay_out(quarter, by=Actor.system("weeks that roll on"))


def roll_on() -> None:
    """Extend every rolling plan to four weeks from today (swept once an hour)."""
    for quarter in rolling_quarters(before=quarters.rolls_until(clock.today("UTC"))):
        quarters.roll(quarter.workspace, by=Actor.system("weeks that roll on"))


def end_campaigns() -> None:
    """End every running campaign whose last day is past on its brand's wall (swept once an hour)."""
    for campaign in campaigns_over(before=clock.today("Pacific/Kiritimati")):
        if campaign.ends_on < campaign.workspace.today:
            campaigns.end(campaign, by=Actor.system("its last day"))
