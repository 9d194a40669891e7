from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.queries import due_again, due_trials
from waypost.toolkit import clock

REVIEW = Actor.system("the review of proposals")
TRIAL = Actor.system("the end of a trial")


@on("strategy.accepted")
def close_what_was_overtaken(entry: Entry) -> None:
    """Proposals about a place that the new version changed are not asked about any more."""
    assert entry.workspace_id is not None
    proposals.set_aside_overtaken(Workspace.objects.get(pk=entry.workspace_id), by=REVIEW)


@on("proposal.put_forward")
def tell_who_decides(entry: Entry) -> None:
    """Let those who may decide know that a proposal waits."""
    assert entry.workspace_id is not None, "proposals belong to a workspace"
    workspace = Workspace.objects.get(pk=entry.workspace_id)
    href = reverse("strategy:proposal", kwargs={"workspace": workspace.slug, "proposal_id": entry.subject_id})
    tell(
        workspace,
        kind="proposal",
        sentence=f"Proposed: {entry.subject_label}",
        href=href,
        who_may="proposal.decide",
        once=f"proposal.{entry.pk}",
        by=entry.actor,
    )


def end_trials() -> None:
    """Take back what was tried long enough and nobody chose to keep (swept once an hour)."""
    for trial in due_trials(clock.today("UTC")):
        if trial.trial_ends_on is not None and trial.trial_ends_on <= trial.workspace.today:
            proposals.end_trial(trial, keep=False, by=TRIAL)


def bring_back_proposals() -> None:
    """Open what was put off until today, where there is room (swept once a day)."""
    for proposal in due_again(clock.today("UTC")):
        proposals.bring_back(proposal, by=REVIEW)
