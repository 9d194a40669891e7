"""Brings back what waits, follows the strategy, calls pilots to their decision, and tells whom it concerns."""

from datetime import timedelta

from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.listening.actions import pilots, trends
from waypost.loop.listening.fetching import fetch
from waypost.loop.listening.models import PlatformReview
from waypost.loop.listening.queries import mailboxes_to_read, pilots_due, trends_due
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit import clock

CALENDAR = Actor.system("the calendar")
BOUNDARIES = Actor.system("the boundaries")
MAIL = Actor.system("a mailbox")
PAUSE = timedelta(minutes=4)
A_ROUND = 20
"""Mailboxes that one sweep reads: one that does not answer takes half a minute."""
FURTHEST_EAST = "Pacific/Kiritimati"


def bring_back_trends() -> None:
    """Let what waited until today be judged again (swept once an hour)."""
    for trend in trends_due(clock.today(FURTHEST_EAST)):
        if trend.again_on is not None and trend.again_on <= trend.workspace.today:
            trends.bring_back(trend, by=CALENDAR)


def call_pilots() -> None:
    """Call the pilots whose last day is here to their decision (swept once an hour)."""
    for review in pilots_due(clock.today(FURTHEST_EAST)):
        if review.is_over(review.workspace.today):
            pilots.call(review, by=CALENDAR)


def read_mailboxes() -> None:
    """Read every mailbox that nobody read within a few minutes (swept every five minutes)."""
    for mailbox in mailboxes_to_read(clock.now() - PAUSE)[:A_ROUND]:
        fetch(mailbox, by=MAIL)


@on("trend.came_back")
def tell_who_judges(entry: Entry) -> None:
    """Whoever judges trends is told that one is back by itself."""
    if not entry.details.get("waited") or entry.actor_kind != "system":
        return
    assert entry.workspace_id is not None, "trends belong to a workspace"
    workspace = Workspace.objects.get(pk=entry.workspace_id)
    at = {"workspace": workspace.slug, "trend_id": entry.subject_id}
    tell(
        workspace,
        kind="trend",
        sentence=f"“{entry.subject_label}” waited until today. Is it worth joining now?",
        href=reverse("listening:trend", kwargs=at),
        who_may="listening.judge",
        once=f"trend.came_back.{entry.pk}",
        by=entry.actor,
    )


@on("strategy.accepted")
def follow_renamed_boundaries(entry: Entry) -> None:
    """A topic of the boundaries that has another key in the new version is still touched by its trends."""
    version = StrategyVersion.objects.select_related("workspace").get(pk=entry.subject_id)
    renames = {topic.was: topic.key for topic in version.strategy.boundaries.topics if topic.was}
    if renames:
        trends.follow_renames(version.workspace, renames=renames, by=BOUNDARIES)


@on("pilot.begun")
def tell_who_keeps_it(entry: Entry) -> None:
    """Whoever keeps the channel of a pilot is told until when, and what it must show."""
    review = PlatformReview.objects.select_related("workspace", "owner").get(pk=entry.subject_id)
    if review.owner is not None and review.ends_on is not None:
        until = f"{review.ends_on:%-d %B}"
        sentence = f"You keep the pilot on {review.network} until {until}. What it must show is written down."
        _tell(review, sentence, "workspace.see", entry, only=review.owner.person_id)


@on("pilot.term_over")
def tell_who_decides(entry: Entry) -> None:
    """Whoever decides is told that the term of a pilot is over."""
    review = PlatformReview.objects.select_related("workspace").get(pk=entry.subject_id)
    sentence = f"The pilot on {review.network} has reached its end: keep it or stop it."
    _tell(review, sentence, "listening.decide", entry)


@on("pilot.observed")
def tell_of_an_exit(entry: Entry) -> None:
    """Whoever decides is told at once when something came true that was to end a pilot."""
    ended_by = entry.details.get("ended_by")
    if ended_by:
        review = PlatformReview.objects.select_related("workspace").get(pk=entry.subject_id)
        sentence = f"What was to end the pilot on {review.network} came true: {'; '.join(ended_by)}"
        _tell(review, sentence, "listening.decide", entry)


@on("pilot.decided")
def tell_what_was_decided(entry: Entry) -> None:
    """Whoever kept the channel of a pilot is told what became of it, and why."""
    review = PlatformReview.objects.select_related("workspace", "owner").get(pk=entry.subject_id)
    if review.owner is not None:
        said = {"keep": "is kept", "longer": "gets one more term", "stop": "is stopped"}
        words = said[entry.details["outcome"]]
        sentence = f"{review.network} {words}: {entry.details['reason']}"
        _tell(review, sentence, "workspace.see", entry, only=review.owner.person_id)


def _tell(
    review: PlatformReview, sentence: str, who_may: str, entry: Entry, *, only: int | None = None
) -> None:
    tell(
        review.workspace,
        kind="pilot",
        sentence=sentence,
        href=reverse("listening:review", kwargs={"workspace": review.workspace.slug, "review_id": review.pk}),
        who_may=who_may,
        only=only,
        once=f"pilot.{entry.pk}",
        by=entry.actor,
    )
