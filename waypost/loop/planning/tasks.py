"""Follows what happens elsewhere: the clock on the wall, a new channel, a new version of the strategy."""

from datetime import timedelta

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.actions.tasks import finish, give
from waypost.foundation.notices.queries import open_tasks
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.planning import planner_work
from waypost.loop.planning.actions import campaigns, feeds, handovers, quarters, slots
from waypost.loop.planning.models import Brief, Quarter, QuarterReview, Slot
from waypost.loop.planning.models.quarter import EARLY_DAYS
from waypost.loop.planning.queries import (
    campaigns_over,
    feeds_to_read,
    last_quarters,
    rolling_quarter,
    rolling_quarters,
)
from waypost.toolkit import clock
from waypost.ui.addresses import reverse

FEEDS = Actor.system("a feed")
A_ROUND = 30
"""Feeds that one sweep reads: one that does not answer takes a quarter of a minute."""


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


@on("slot.dropped")
def ask_nobody_any_more(entry: Entry) -> None:
    """What was asked for a slot that left the calendar is taken back."""
    brief = Brief.objects.filter(slot=entry.subject_id).exclude(handed_at=None).select_related("slot").first()
    if brief is not None:
        handovers.take_back(brief.slot, by=Actor.system("its slot was dropped"))


@on("slot.moved")
def ask_in_time(entry: Entry) -> None:
    """What was asked for a slot is not due after the day that it was moved to."""
    slot = Slot.objects.filter(pk=entry.subject_id).select_related("workspace").first()
    if slot is not None:
        handovers.follow(slot, by=Actor.system("its slot was moved"))


@on("quarter.review_asked")
def give_the_quarter_to_somebody(entry: Entry) -> None:
    """Whoever is asked to look at a drafted quarter finds it among their tasks, and is told at once."""
    review = QuarterReview.objects.select_related("asked__person", "workspace", "quarter").get(
        pk=entry.subject_id
    )
    if review.asked is None or not review.is_waiting:
        return
    href = _page_of(review.quarter)
    give(review.workspace, person=review.asked.person, what=_look_at(review), href=href, by=entry.actor)
    tell(
        review.workspace,
        kind="review",
        sentence=f"{entry.actor_label} asks you to look at the plan for {review.quarter}",
        href=href,
        who_may="plan.see",
        only=review.asked.person_id,
        urgent=True,
        once=f"quarter.review.{entry.pk}",
        by=entry.actor,
    )


@on("quarter.review_approved", "quarter.review_returned", "quarter.review_withdrawn")
def end_the_look_at_a_quarter(entry: Entry) -> None:
    """The task is done with the answer, and whoever asked is told what it was."""
    review = QuarterReview.objects.select_related("asked__person", "workspace", "quarter").get(
        pk=entry.subject_id
    )
    href = _page_of(review.quarter)
    if review.asked is not None:
        theirs = access_of(Actor.of_person(review.asked.person), review.workspace_id)
        for task in open_tasks(theirs).filter(href=href, what=_look_at(review)):
            finish(task, by=Actor.system("the review of a quarter"))
    if entry.verb != "quarter.review_withdrawn" and review.asked_by_person:
        answered = "approved" if entry.verb == "quarter.review_approved" else "returned"
        tell(
            review.workspace,
            kind="review",
            sentence=f"{review.asked_label} {answered} the plan for {review.quarter}",
            href=href,
            who_may="plan.edit",
            only=review.asked_by_person,
            once=f"quarter.review.{entry.pk}",
            by=entry.actor,
        )


@on("quarter.opened", "quarter.changed")
def tell_who_works_by_it(entry: Entry) -> None:
    """Whoever writes for the brand is told that a quarter is open, and what changes about it under way."""
    quarter = Quarter.objects.select_related("workspace").filter(pk=entry.subject_id).first()
    if quarter is None or not quarter.is_open or quarter.kind == Quarter.Kind.ROLLING:
        return
    what = " ".join(entry.details.get("what", ()))
    tell(
        quarter.workspace,
        kind="quarter",
        sentence=f"The plan for {quarter} changed: {what}" if what else f"{quarter} is open for planning",
        href=_page_of(quarter),
        who_may="post.draft",
        once=f"quarter.{entry.pk}",
        by=entry.actor,
    )


def _page_of(quarter: Quarter) -> str:
    return reverse("planning:quarter", kwargs={"workspace": quarter.workspace.slug, "quarter_id": quarter.pk})


def _look_at(review: QuarterReview) -> str:
    return f"Look at the plan for {review.quarter}"


@on("layout.asked", "layout.continued")
def plan_now(entry: Entry) -> None:
    """Work a plan out because somebody asked."""
    planner_work.work_out_waiting()


def plan_what_waits() -> None:
    """Work out plans whose hurry was lost, or that broke off in the middle (swept every minute)."""
    planner_work.work_out_waiting()


def roll_on() -> None:
    """Extend every rolling plan to four weeks from today (swept once an hour)."""
    for quarter in rolling_quarters(before=quarters.rolls_until(clock.today("UTC"))):
        quarters.roll(quarter.workspace, by=Actor.system("weeks that roll on"))


def call_for_the_next_quarter() -> None:
    """Tell whoever plans, in good time, that nothing comes after a quarter (swept once an hour)."""
    for quarter in last_quarters(before=clock.today("UTC") + timedelta(days=EARLY_DAYS + 2)):
        if quarter.next_is_due_on <= quarter.workspace.today <= quarter.ends_on:
            tell(
                quarter.workspace,
                kind="quarter",
                sentence=f"{quarter} ends on {quarter.ends_on:%-d %B}, and nothing is planned after it",
                href=reverse("planning:quarter_new", kwargs={"workspace": quarter.workspace.slug}),
                who_may="plan.edit",
                once=f"quarter.next.{quarter.pk}",
                by=Actor.system("its last weeks"),
            )


@on("feed.added")
def read_new_feed(entry: Entry) -> None:
    """What stands in a feed already comes in at once."""
    for feed in feeds_to_read(clock.now()).filter(pk=entry.subject_id):
        feeds.read(feed, by=FEEDS)


def read_feeds() -> None:
    """Read every feed that nobody read within the hour (swept every ten minutes)."""
    for feed in feeds_to_read(clock.now() - timedelta(hours=1))[:A_ROUND]:
        feeds.read(feed, by=FEEDS)


def end_campaigns() -> None:
    """End every running campaign whose last day is past on its brand's wall (swept once an hour)."""
    for campaign in campaigns_over(before=clock.today("Pacific/Kiritimati")):
        if campaign.ends_on < campaign.workspace.today:
            campaigns.end(campaign, by=Actor.system("its last day"))
