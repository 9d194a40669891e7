from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.journal.models import Entry
from waypost.foundation.journal.queries import history_of
from waypost.foundation.journal.reactions import on
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.actions.tasks import finish, give
from waypost.foundation.notices.queries import open_tasks
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of
from waypost.loop.strategy.actions import proposals
from waypost.loop.strategy.domain.statements_due import statements_due
from waypost.loop.strategy.models import Audit, Comment, Proposal, StrategyVersion, VersionReview
from waypost.loop.strategy.queries import (
    due_again,
    due_trials,
    people_in,
    sections_changed,
    unanswered,
    what_changed_for,
    with_holding_statements,
)
from waypost.toolkit import clock

REVIEW = Actor.system("the review of proposals")
TRIAL = Actor.system("the end of a trial")
PLAN = Actor.system("the crisis plan")
LOOK = "Look at the draft of the strategy"


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


@on("strategy.review_asked")
def give_the_review_to_somebody(entry: Entry) -> None:
    """Whoever is asked to look at a draft finds it among their tasks, and is told at once."""
    review = VersionReview.objects.select_related("asked__person", "workspace").get(pk=entry.subject_id)
    if review.asked is None or not review.is_waiting:
        return
    href = _draft_of(review.workspace)
    give(review.workspace, person=review.asked.person, what=LOOK, href=href, by=entry.actor)
    tell(
        review.workspace,
        kind="review",
        sentence=f"{entry.actor_label} asks you to look at the draft of the strategy",
        href=href,
        who_may="strategy.see",
        only=review.asked.person_id,
        urgent=True,
        once=f"strategy.review.{entry.pk}",
        by=entry.actor,
    )


@on("strategy.review_approved", "strategy.review_returned", "strategy.review_withdrawn")
def end_the_review(entry: Entry) -> None:
    """The task is done with the answer, and whoever asked is told what it was."""
    review = VersionReview.objects.select_related("asked__person", "workspace").get(pk=entry.subject_id)
    href = _draft_of(review.workspace)
    if review.asked is not None:
        theirs = access_of(Actor.of_person(review.asked.person), review.workspace_id)
        for task in open_tasks(theirs).filter(href=href, what=LOOK):
            finish(task, by=REVIEW)
    if entry.verb != "strategy.review_withdrawn" and review.asked_by_person:
        answered = "approved" if entry.verb == "strategy.review_approved" else "returned"
        tell(
            review.workspace,
            kind="review",
            sentence=f"{review.asked_label} {answered} the draft of the strategy",
            href=href,
            who_may="strategy.edit",
            only=review.asked_by_person,
            once=f"strategy.review.{entry.pk}",
            by=entry.actor,
        )


@on("strategy.commented")
def tell_who_talks(entry: Entry) -> None:
    """Whoever began a thread or answered in it hears of an answer; a new comment reaches those who edit."""
    comment = Comment.objects.select_related("workspace").get(pk=entry.subject_id)
    href = f"{_draft_of(comment.workspace)}#comment-{comment.thread_id or comment.pk}"
    is_answer = comment.thread_id is not None
    whom: list[int | None] = [*people_in(comment)] if is_answer else [None]
    for person_id in whom:
        tell(
            comment.workspace,
            kind="comment",
            sentence=f"{entry.actor_label} on the draft of the strategy: “{comment}”",
            href=href,
            who_may="strategy.comment" if is_answer else "strategy.edit",
            only=person_id,
            once=f"strategy.comment.{entry.pk}",
            by=entry.actor,
        )


@on("strategy.followed")
def tell_those_responsible(entry: Entry) -> None:
    """Whoever is responsible for something that a new version touched is told what became of it."""
    version = StrategyVersion.objects.select_related("workspace").defer("document").get(pk=entry.subject_id)
    page = reverse("strategy:version", kwargs={"workspace": version.workspace.slug, "number": version.number})
    for person_id, sentence in what_changed_for(version):
        tell(
            version.workspace,
            kind="strategy",
            sentence=sentence,
            href=f"{page}#consequences",
            who_may="strategy.see",
            only=person_id,
            once=f"strategy.followed.{entry.pk}",
            by=entry.actor,
        )


@on("strategy.accepted")
def tell_of_a_new_version(entry: Entry) -> None:
    """Everybody who writes for the brand is told that another version is in force, and where it changed."""
    version = StrategyVersion.objects.select_related("workspace").get(pk=entry.subject_id)
    changed = sections_changed(version)
    if version.workspace.is_solo or not changed:
        return
    comparison = reverse("strategy:comparison", kwargs={"workspace": version.workspace.slug})
    tell(
        version.workspace,
        kind="strategy",
        sentence=f"Version {version.number} of the strategy is in force. It changes {changed}.",
        href=f"{comparison}?to={version.number}",
        who_may="post.draft",
        once=f"strategy.accepted.{entry.pk}",
        by=entry.actor,
    )


@on("proposal.accepted", "proposal.declined", "proposal.postponed", "proposal.tried")
def tell_who_suggested(entry: Entry) -> None:
    """Whoever suggested something is told what was decided, and why."""
    proposal = Proposal.objects.select_related("workspace").get(pk=entry.subject_id)
    put = history_of(proposal).filter(verb="proposal.put_forward", actor_kind="person").first()
    if put is None or put.actor.person_id is None:
        return
    at = {"workspace": proposal.workspace.slug, "proposal_id": proposal.pk}
    why = f": {proposal.decision_note}" if proposal.decision_note else ""
    tell(
        proposal.workspace,
        kind="proposal",
        sentence=f"{proposal.looks_like.word}: “{proposal.title}”{why}",
        href=reverse("strategy:proposal", kwargs=at),
        who_may="proposal.see",
        only=put.actor.person_id,
        once=f"proposal.decided.{entry.pk}",
        by=entry.actor,
    )


@on("audit.ended")
def tell_of_an_audits_tasks(entry: Entry) -> None:
    """Whoever got tasks out of an audit is told so, once for all of them."""
    audit = Audit.objects.select_related("workspace").get(pk=entry.subject_id)
    href = reverse("strategy:audit", kwargs={"workspace": audit.workspace.slug, "audit_id": audit.pk})
    for person_id, sentence in audit.handed_over():
        tell(
            audit.workspace,
            kind="audit",
            sentence=f"{entry.actor_label} ended the audit of the accounts. {sentence}",
            href=href,
            who_may="strategy.see",
            only=person_id,
            once=f"audit.{entry.pk}",
            by=entry.actor,
        )


def _draft_of(workspace: Workspace) -> str:
    return reverse("strategy:draft", kwargs={"workspace": workspace.slug})


def end_trials() -> None:
    """Take back what was tried long enough and nobody chose to keep (swept once an hour)."""
    for trial in due_trials(clock.today("UTC")):
        if trial.trial_ends_on is not None and trial.trial_ends_on <= trial.workspace.today:
            proposals.end_trial(trial, keep=False, by=TRIAL)


def bring_back_proposals() -> None:
    """Open what was put off until today, where there is room (swept once a day)."""
    for proposal in due_again(clock.today("UTC")):
        proposals.bring_back(proposal, by=REVIEW)


def ask_what_came() -> None:
    """Ask those who decide what came of a change whose day has come and which no posts could tell (swept once a day)."""
    for proposal in unanswered():
        at = {"workspace": proposal.workspace.slug, "proposal_id": proposal.pk}
        tell(
            proposal.workspace,
            kind="proposal",
            sentence=f"What came of “{proposal.title}”? Its day has come, and the posts alone cannot tell",
            href=reverse("strategy:proposal", kwargs=at),
            who_may="proposal.decide",
            once=f"proposal.outcome.{proposal.pk}",
            by=REVIEW,
        )


def remind_of_statements() -> None:
    """Tell those who write the strategy which words for a crisis end soon, or have ended (swept once a day)."""
    for version in with_holding_statements():
        page = reverse("strategy:strategy", kwargs={"workspace": version.workspace.slug})
        for due in statements_due(version.strategy, version.workspace.today):
            tell(
                version.workspace, kind="strategy", sentence=due.sentence, who_may="strategy.edit",
                href=f"{page}#statement-{due.statement.key}", once=due.once, by=PLAN,
            )  # fmt: skip
