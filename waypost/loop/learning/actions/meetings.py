from datetime import date
from typing import Any

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions.tasks import give
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.learning import looking_back
from waypost.loop.learning.domain.agenda import POINTS, Point, Rhythm, looks_back_on, next_on
from waypost.loop.learning.domain.looked_back import as_record
from waypost.loop.learning.models import Meeting, Minute
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _


@transaction.atomic
def begin(workspace: Workspace, *, rhythm: Rhythm, present: str = "", by: Actor) -> Meeting:
    """Begin a review of the strategy, which looks back to the last one and keeps what it sees; only one is open at a time."""
    access = require(by, "proposal.decide", workspace.pk)
    Workspace.objects.select_for_update().get(pk=workspace.pk)
    if current_version(workspace.pk) is None:
        raise Refusal(_("There is no strategy yet that could be reviewed. Begin with one."))
    held = Meeting.objects.filter(workspace=workspace)
    if held.filter(closed_at=None).exists():
        raise Refusal(_("A review is open already. Go on with it, or close it first."))
    last = held.order_by("-last_on").values_list("last_on", flat=True).first()
    first_on, last_on = looks_back_on(workspace.today, rhythm, last)
    seen = looking_back.look(access, workspace, Span(first_on, last_on))
    meeting = Meeting.objects.create(
        workspace=workspace,
        rhythm=rhythm,
        first_on=first_on,
        last_on=last_on,
        present=present.strip()[:300],
        opened_by=by.label[:200],
        figures=as_record(seen),
    )
    record("meeting.begun", meeting, by=by, rhythm=rhythm.value)
    return meeting


@transaction.atomic
def write(meeting: Meeting, *, point: Point, words: str, by: Actor) -> Minute:
    """Write down what was said about a point of an open review."""
    require(by, "proposal.put", meeting.workspace_id)
    found = _open(meeting)
    if not words.strip():
        raise Refusal(_("Write down what was said."), field="words")
    return _minute(found, point, words, by)


@transaction.atomic
def agree(meeting: Meeting, *, what: str, person: Person, due_on: date | None = None, by: Actor) -> Minute:
    """Write down what somebody does next, and give them the task."""
    require(by, "proposal.put", meeting.workspace_id)
    found = _open(meeting)
    href = f"/{found.workspace.slug}/insights/reviews/{found.pk}/"
    task = give(found.workspace, person=person, what=what, due_on=due_on, href=href, by=by)
    words = _("{who}: {what}").format(who=person.label, what=task.what)
    if due_on is not None:
        words = _("{words}, until {day}").format(words=words, day=f"{due_on:%-d %B %Y}")
    return _minute(found, Point.AGREED, words, by, task=task)


@transaction.atomic
def note_decision(meeting: Meeting, *, proposal: Proposal, by: Actor) -> Minute:
    """Write down what was decided about a proposal while a review was open."""
    require(by, "proposal.put", meeting.workspace_id)
    found = _open(meeting)
    if proposal.workspace_id != found.workspace_id:
        raise Refusal(_("That proposal belongs to another brand. Choose one of this brand."))
    words = f"{proposal.looks_like.word}: {proposal.title}"
    if proposal.decision_note:
        words = f"{words} ({proposal.decision_note})"
    return _minute(found, Point.PROPOSALS, words, by, proposal=proposal)


@transaction.atomic
def close(meeting: Meeting, *, on: date | None = None, by: Actor) -> Meeting:
    """Close a review: nothing is added to its minutes any more, and the day of the next one is set."""
    require(by, "proposal.decide", meeting.workspace_id)
    found = _open(meeting)
    today = found.workspace.today
    if on is not None and on <= today:
        raise Refusal(_("Choose a day to come for the next review."), field="on")
    found.next_on = on or next_on(today, Rhythm(found.rhythm))
    found.closed_at, found.closed_by = clock.now(), by.label[:200]
    found.save()
    record("meeting.closed", found, by=by, next_on=found.next_on.isoformat())
    return found


def _open(meeting: Meeting) -> Meeting:
    found = Meeting.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=meeting.pk)
    if not found.is_open:
        raise Refusal(_("This review is closed; its minutes stay as they are. Begin another one."))
    return found


def _minute(meeting: Meeting, point: Point, words: str, by: Actor, **about: Any) -> Minute:
    minute = Minute.objects.create(
        workspace_id=meeting.workspace_id,
        meeting=meeting,
        point=point,
        words=words.strip()[:2000],
        said_by=by.label[:200],
        **about,
    )
    record("meeting.noted", meeting, by=by, point=POINTS[point])
    return minute
