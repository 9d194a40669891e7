"""Plan a campaign, change its terms, let it run, end it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning.domain.campaigns import HUES, SINCE, State, free_hue, key_of
from waypost.loop.planning.models import Campaign
from waypost.loop.strategy.models import Goal
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LONGEST = timedelta(days=366)
MOST_SLOTS = 500


@dataclass(frozen=True)
class Terms:
    """What a campaign is: its name and days (both included), what it says, the goal that it serves, its colour.

    Without a colour it gets one that the fewest others have; without a key, one made of its name. `slots_wanted` is how
    many slots the planner gives it.
    """

    name: str
    starts_on: date
    ends_on: date
    message: str = ""
    goal: Goal | None = None
    hue: int | None = None
    key: str = ""
    slots_wanted: int | None = None


@transaction.atomic
def plan(workspace: Workspace, *, terms: Terms, by: Actor) -> Campaign:
    """Begin a campaign as a draft."""
    require(by, "plan.edit", workspace.pk)
    if terms.ends_on < workspace.today:
        raise Refusal("These days are over. Choose dates that end today or later.", field="ends_on")
    campaign = Campaign(workspace=workspace, planned_by=by.label)
    _agree(campaign, terms)
    campaign.save()
    record("campaign.planned", campaign, by=by, starts_on=_iso(campaign.starts_on))
    return campaign


@transaction.atomic
def change(campaign: Campaign, *, terms: Terms, by: Actor) -> Campaign:
    """Give a campaign other terms. Posts keep their times, and links that are made keep their words."""
    require(by, "plan.edit", campaign.workspace_id)
    campaign.refresh_from_db()
    _agree(campaign, terms)
    campaign.save()
    record("campaign.changed", campaign, by=by, ends_on=_iso(campaign.ends_on))
    return campaign


@transaction.atomic
def start(campaign: Campaign, *, by: Actor) -> Campaign:
    """Let a campaign run: what was planned begins, or what ended goes on."""
    require(by, "plan.edit", campaign.workspace_id)
    campaign.refresh_from_db()
    if campaign.ends_on < campaign.workspace.today:
        raise Refusal("Its last day is past. Give it a later one, then let it run.", field="ends_on")
    _go(campaign, State.RUNNING, "This campaign runs already. Reload the page to see it.")
    record("campaign.started", campaign, by=by)
    return campaign


@transaction.atomic
def end(campaign: Campaign, *, by: Actor) -> Campaign:
    """End a campaign. Its posts stay as they are; what is still to come goes out unless somebody holds it."""
    require(by, "plan.edit", campaign.workspace_id)
    _go(campaign, State.ENDED, "This campaign has ended already. Reload the page to see it.")
    record("campaign.ended", campaign, by=by)
    return campaign


def _go(campaign: Campaign, state: State, otherwise: str) -> None:
    found = Campaign.objects.filter(pk=campaign.pk, state__in=SINCE[state])
    if not found.update(state=state, ended_at=clock.now() if state is State.ENDED else None):
        raise Refusal(otherwise)
    campaign.refresh_from_db()


def _agree(campaign: Campaign, terms: Terms) -> None:
    _refuse_wrong(campaign, terms)
    others = Campaign.objects.filter(workspace_id=campaign.workspace_id).exclude(pk=campaign.pk)
    taken = set(others.values_list("key", flat=True))
    wanted = key_of(terms.key or campaign.key or terms.name, set())
    if terms.key and wanted in taken:
        raise Refusal("Another campaign has this short name. Choose a different one.", field="key")
    coloured = others.exclude(state=State.ENDED).values_list("hue", flat=True)
    campaign.name = terms.name.strip()
    campaign.message = terms.message.strip()
    campaign.goal = terms.goal
    campaign.slots_wanted = terms.slots_wanted or 0
    campaign.starts_on, campaign.ends_on = terms.starts_on, terms.ends_on
    campaign.key = key_of(wanted, taken)
    campaign.hue = terms.hue or campaign.hue or free_hue(list(coloured))


def _refuse_wrong(campaign: Campaign, terms: Terms) -> None:
    if not terms.name.strip():
        raise Refusal("Give it a name that everybody will know it by.", field="name")
    if terms.ends_on < terms.starts_on:
        raise Refusal("The last day comes before the first. Choose a later one.", field="ends_on")
    if terms.ends_on - terms.starts_on > LONGEST:
        raise Refusal(
            "That is more than a year. Plan one campaign now and the next one later.", field="ends_on"
        )
    if not 0 <= (terms.slots_wanted or 0) <= MOST_SLOTS:
        raise Refusal("Give it up to 500 slots, or none.", field="slots_wanted")
    if terms.hue is not None and terms.hue not in HUES:
        raise Refusal("There are eight colours. Choose one of them.", field="hue")
    if terms.goal is not None and terms.goal.workspace_id != campaign.workspace_id:
        raise Refusal("That goal belongs to another brand. Choose one of this brand's.", field="goal")


def _iso(day: date) -> str:
    return day.isoformat()
