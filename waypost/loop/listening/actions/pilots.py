from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tasks
from waypost.foundation.workspaces.queries import require
from waypost.loop.listening.actions.platform_reviews import being_weighed, locked, opinion_on, settle
from waypost.loop.listening.domain.platforms import (
    MOST_CRITERIA,
    PILOT_WEEKS,
    Advice,
    Kind,
    Outcome,
    State,
    is_countable,
)
from waypost.loop.listening.models import PilotCriterion, PlatformReview
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

END = Actor.system("the end of a pilot")


@dataclass(frozen=True)
class Seen:
    """Whether a criterion came true, and what was seen."""

    is_met: bool | None
    note: str = ""


@transaction.atomic
def begin(
    review: PlatformReview,
    *,
    starts_on: date,
    weeks: int,
    success: Sequence[str],
    exits: Sequence[str],
    by: Actor,
) -> PlatformReview:
    """Try a network for some weeks, with what it must show and what ends it written down before."""
    require(by, "listening.decide", review.workspace_id)
    found = being_weighed(review)
    opinion = opinion_on(found)
    if opinion.advice is not Advice.PILOT:
        raise Refusal(_("Not yet: {why}").format(why=" ".join(opinion.reasons)))
    if weeks not in PILOT_WEEKS:
        raise Refusal(_("Choose one of the lengths that are offered."), field="weeks")
    if starts_on < found.workspace.today:
        raise Refusal(_("Let it begin today or later."), field="starts_on")
    _refuse_vague(success, exits)
    found.state, found.starts_on = State.PILOT, starts_on
    found.ends_on = starts_on + timedelta(weeks=weeks)
    PilotCriterion.objects.bulk_create(
        PilotCriterion(workspace_id=found.workspace_id, review=found, kind=kind, words=words[:200])
        for kind, lines in ((Kind.SUCCESS, success), (Kind.EXIT, exits))
        for words in lines
    )
    _hand_over(found, _("Say what became of the pilot on {network}"), by)
    found.save()
    record("pilot.begun", found, by=by, ends_on=found.ends_on.isoformat())
    return found


def _refuse_vague(success: Sequence[str], exits: Sequence[str]) -> None:
    if not success:
        raise Refusal(
            _("Say what it must show by its end. Without that, every pilot succeeds."), field="success"
        )
    vague = [words for words in success if not is_countable(words)]
    if vague:
        said = _("Give “{words}” a number: what cannot be counted is decided by mood.")
        raise Refusal(said.format(words=vague[0]), field="success")
    if not exits:
        raise Refusal(_("Say what would end it early, such as: more than 4 hours a week."), field="exits")
    for name, lines in (("success", success), ("exits", exits)):
        if len(lines) > MOST_CRITERIA:
            raise Refusal(_("Six are enough. Which of them decide?"), field=name)


@transaction.atomic
def observe(review: PlatformReview, *, seen: Mapping[int, Seen], by: Actor) -> PlatformReview:
    """Write down which criteria of a pilot came true, and what was seen."""
    require(by, "listening.judge", review.workspace_id)
    found = _running(review)
    rows = {row.pk: row for row in found.criteria.all()}
    if not seen.keys() <= rows.keys():
        raise Refusal(_("These are not the criteria of this pilot. Load the page again."))
    ended_by = []
    for pk, each in seen.items():
        row = rows[pk]
        if row.is_exit and each.is_met and not row.is_met:
            ended_by.append(row.words)
        row.is_met, row.note = each.is_met, each.note.strip()[:200]
    PilotCriterion.objects.bulk_update(rows.values(), ["is_met", "note"])
    record("pilot.observed", found, by=by, ended_by=ended_by)
    return found


@transaction.atomic
def call(review: PlatformReview, *, by: Actor) -> PlatformReview:
    """Say that the term of a pilot is over, once: it waits for a decision from then on."""
    require(by, "listening.judge", review.workspace_id)
    found = _running(review)
    if not found.is_over(found.workspace.today):
        raise Refusal(_("It runs until {day}.").format(day=f"{found.ends_on:%-d %B}"))
    if found.called_at is None:
        found.called_at = clock.now()
        found.save(update_fields=["called_at"])
        record("pilot.term_over", found, by=by)
    return found


@transaction.atomic
def decide(
    review: PlatformReview, *, outcome: Outcome, reason: str, weeks: int = 0, by: Actor
) -> PlatformReview:
    """Keep a network, stop it, or give its pilot one more term; always with the reason."""
    require(by, "listening.decide", review.workspace_id)
    found = _running(review)
    if not reason.strip():
        raise Refusal(_("Say in a sentence why: the next review will be read beside it."), field="reason")
    if outcome is Outcome.LONGER:
        _prolong(found, weeks, by)
    else:
        if outcome is Outcome.KEEP and found.stand_in_id is None and not found.workspace.is_solo:
            said = _("Name somebody who stands in for its owner first: a channel has no holidays.")
            raise Refusal(said, field="outcome")
        _finish_task(found)
        settle(found, State.KEPT if outcome is Outcome.KEEP else State.STOPPED, reason, who=by.label)
        if outcome is Outcome.STOP:
            _hand_over(found, _("Say goodbye on {network}, and close the account"), by)
            found.save(update_fields=["task"])
    record("pilot.decided", found, by=by, outcome=outcome, reason=reason.strip()[:300])
    return found


def _prolong(review: PlatformReview, weeks: int, by: Actor) -> None:
    if review.was_prolonged:
        raise Refusal(_("It had a second term already. Keep it, or stop it."), field="outcome")
    if weeks not in PILOT_WEEKS:
        raise Refusal(_("Choose for how many weeks more."), field="weeks")
    assert review.ends_on is not None, "a pilot has an end"
    _finish_task(review)
    review.ends_on = max(review.ends_on, review.workspace.today) + timedelta(weeks=weeks)
    review.was_prolonged, review.called_at = True, None
    _hand_over(review, _("Say what became of the pilot on {network}"), by)
    review.save()


def _hand_over(review: PlatformReview, what: str, by: Actor) -> None:
    """Give the owner of a pilot a task that leads to it; by its end, or in two weeks when it has ended."""
    owner = review.owner
    if owner is None or not owner.person.is_active:
        review.task = None
        return
    at = {"workspace": review.workspace.slug, "review_id": review.pk}
    due_on = review.ends_on if review.is_pilot else review.workspace.today + timedelta(weeks=2)
    review.task = tasks.give(
        review.workspace,
        person=owner.person,
        what=what.format(network=review.network),
        due_on=due_on,
        href=reverse("listening:review", kwargs=at),
        by=by,
    )


def _finish_task(review: PlatformReview) -> None:
    if review.task is not None:
        tasks.finish(review.task, by=END)


def _running(review: PlatformReview) -> PlatformReview:
    """The review, while its pilot runs."""
    found = locked(review)
    if not found.is_pilot:
        raise Refusal(_("There is no pilot running here. Load the page again."))
    return found
