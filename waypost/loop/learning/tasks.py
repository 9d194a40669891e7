from datetime import date

from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.actions import effects, expectations, insights, meetings
from waypost.loop.learning.domain.agenda import due_on
from waypost.loop.learning.domain.rhythm import is_look_due, is_review_due
from waypost.loop.learning.queries import agreed_next, latest_look, latest_review, open_meeting
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import first_accepted_at, open_changes, with_a_strategy
from waypost.toolkit import clock
from waypost.toolkit.wording import count

LEARNING = Actor.system("what was learned")


@on("look.asked")
def look_now(entry: Entry) -> None:
    """Look at the posts because somebody asked."""
    assert entry.workspace_id is not None
    effects.learn(Workspace.objects.get(pk=entry.workspace_id), by=LEARNING)


@on(
    "proposal.accepted",
    "proposal.declined",
    "proposal.kept",
    "proposal.postponed",
    "proposal.taken_back",
    "proposal.tried",
)
def write_down_what_was_decided(entry: Entry) -> None:
    """What is decided while a review is open stands in its minutes."""
    meeting = open_meeting(entry.workspace_id or 0)
    if meeting is not None:
        meetings.note_decision(meeting, proposal=Proposal.objects.get(pk=entry.subject_id), by=entry.actor)


def call_meetings() -> None:
    """Tell those who decide that a review of the strategy is due (swept once a day)."""
    for workspace in with_a_strategy():
        due = due_on(workspace.today, agreed_next(workspace.pk), _begun_on(workspace))
        waiting = open_changes(workspace.pk).count()
        if due is not None and open_meeting(workspace.pk) is None and (waiting or not workspace.is_solo):
            wait = f": {count(waiting, 'proposal waits', 'proposals wait')} for a decision" if waiting else ""
            tell(
                workspace,
                kind="review",
                sentence=f"The review of the strategy is due{wait}",
                href=reverse("learning:meetings", kwargs={"workspace": workspace.slug}),
                who_may="proposal.decide",
                once=f"meeting.{workspace.pk}.{due.isoformat()}",
                by=LEARNING,
            )


def _begun_on(workspace: Workspace) -> date:
    """The day on which the first strategy came into force."""
    begun = first_accepted_at(workspace.pk)
    assert begun is not None, "it has a strategy in force"
    return workspace.local(begun).date()


def learn_and_propose() -> None:
    """Look at each brand's posts once a week, judge what was expected, propose once a month (swept once a night)."""
    for workspace in with_a_strategy():
        expectations.check(workspace, by=LEARNING)
        look, reviewed = latest_look(workspace.pk), latest_review(workspace.pk)
        today = clock.today(workspace.timezone)
        is_review = is_review_due(today, workspace.local(reviewed).date() if reviewed else None)
        if is_review or is_look_due(today, workspace.local(look.looked_at).date() if look else None):
            _learn(workspace, is_review=is_review)


def _learn(workspace: Workspace, *, is_review: bool) -> None:
    effects.learn(workspace, by=LEARNING)
    if is_review:
        insights.propose(workspace, by=LEARNING)
