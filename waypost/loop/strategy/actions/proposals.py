from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.evidence import Evidence, Expectation, Outcome
from waypost.loop.strategy.domain.impact import Wishes
from waypost.loop.strategy.domain.patch import Patch, PatchConflict, between
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.proposals import (
    LONGEST_TRIAL_WEEKS,
    MOST_OPEN,
    PERSON,
    UNDECIDED,
    WAYS,
    State,
    next_review,
    still_applies,
)
from waypost.loop.strategy.models import Proposal, StrategyVersion
from waypost.loop.strategy.queries import current_version, open_changes
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _, count

Record = Mapping[str, Any]


@transaction.atomic
def put_forward(
    workspace: Workspace,
    *,
    patch: Patch,
    title: str,
    evidence: Evidence | Record,
    expects: Expectation | Record | None = None,
    reason: str = "",
    kind: str = "change",
    subject: str = "",
    source: str = PERSON,
    by: Actor,
) -> Proposal:
    """Propose a change of the current strategy, with what it stands on; at most three are open at a time."""
    require(by, "proposal.put", workspace.pk)
    drafts.lock(workspace)
    current = _current(workspace)
    assert current.number is not None, "what is in force has a number"
    subject = subject or _place_of(patch)
    _refuse_crowd(workspace, subject)
    patch = between(current.strategy, _applied(patch, current.strategy))  # in the document's own spelling
    proposal = Proposal.objects.create(
        workspace=workspace,
        title=title,
        reason=reason,
        kind=kind,
        subject=subject,
        source=source,
        patch=Proposal.stored(patch),
        inverse=Proposal.stored(patch.inverse(current.strategy)),
        evidence=Proposal.stored(_read(Evidence, evidence)),
        expects=Proposal.stored(_read(Expectation, expects)) if expects else None,
        based_on=current.number,
        due_on=next_review(workspace.today),
        put_by=by.label,
    )
    record("proposal.put_forward", proposal, by=by, kind=kind, source=source, based_on=current.number)
    return proposal


@transaction.atomic
def accept(
    proposal: Proposal,
    *,
    trial_weeks: int | None = None,
    note: str = "",
    wishes: Wishes = drafts.NOTHING,
    by: Actor,
) -> Proposal:
    """Apply the proposal anew to the current version, for good or for so many weeks; a new version comes of it.

    `wishes` say what becomes of the things it touches; what nothing is said about is kept.
    """
    require(by, "proposal.decide", proposal.workspace_id)
    if trial_weeks is not None and not 1 <= trial_weeks <= LONGEST_TRIAL_WEEKS:
        sentence = _("Try it for at least one week, and for {most} at most.")
        raise Refusal(sentence.format(most=LONGEST_TRIAL_WEEKS), field="trial_weeks")
    found = _going_to(proposal, State.TRYING if trial_weeks else State.ACCEPTED)
    current = _current(found.workspace)
    if not still_applies(found.change, found.change_back, current.strategy):
        sentence = _(
            "The strategy changed in this place since version {number}. Decline this, and see what is proposed next."
        )
        raise Refusal(sentence.format(number=found.based_on))
    after = _applied(found.change, current.strategy)
    found.inverse = Proposal.stored(found.change.inverse(current.strategy))
    version = versions.put_in_force(found.workspace, strategy=after, note=found.title, wishes=wishes, by=by)
    found.made_version = version.number
    if trial_weeks:
        found.trial_ends_on = found.workspace.today + timedelta(weeks=trial_weeks)
    verb = "proposal.tried" if trial_weeks else "proposal.accepted"
    return _decided(found, verb, note, by, version=version.number, weeks=trial_weeks)


@transaction.atomic
def postpone(proposal: Proposal, *, until: date | None = None, note: str = "", by: Actor) -> Proposal:
    """Put the proposal off until a day, or until the next review; it makes room for another meanwhile."""
    require(by, "proposal.decide", proposal.workspace_id)
    found = _going_to(proposal, State.POSTPONED)
    found.due_on = until or next_review(found.workspace.today)
    return _decided(found, "proposal.postponed", note, by, until=found.due_on.isoformat())


@transaction.atomic
def decline(proposal: Proposal, *, reason: str = "", by: Actor) -> Proposal:
    """Say no to the proposal; it stays in the ledger with the reason."""
    require(by, "proposal.decide", proposal.workspace_id)
    found = _going_to(proposal, State.DECLINED)
    return _decided(found, "proposal.declined", reason, by)


@transaction.atomic
def end_trial(proposal: Proposal, *, keep: bool, note: str = "", by: Actor) -> Proposal:
    """End a trial: keep what was tried, or take it back by the inverse patch, which makes a new version.

    Where a later version changed the same place there is nothing left to take back: that version stands.
    """
    require(by, "proposal.decide", proposal.workspace_id)
    found = _going_to(proposal, State.ACCEPTED if keep else State.TAKEN_BACK)
    current = _current(found.workspace)
    before = None if keep else _without(found, current.strategy)
    if before is not None:
        title = _("Taken back: {title}").format(title=found.title)
        version = versions.put_in_force(found.workspace, strategy=before, note=title[:300], by=by)
        found.ended_version = version.number
    found.ended_at = clock.now()
    found.ended_by = by.label
    found.decision_note = note or found.decision_note
    found.save()
    record("proposal.kept" if keep else "proposal.taken_back", found, by=by, version=found.ended_version)
    return found


@transaction.atomic
def judge(proposal: Proposal, *, outcome: Outcome | Record, by: Actor) -> Proposal:
    """Write down whether what was expected came true; judging again replaces the verdict."""
    require(by, "proposal.put", proposal.workspace_id)
    found = _locked(proposal)
    if found.made_version is None:
        raise Refusal(_("This was never put in force, so nothing can have come of it."))
    said = _read(Outcome, outcome)
    found.outcome = Proposal.stored(said)
    found.verdict = said.verdict
    found.judged_at = clock.now()
    found.save(update_fields=["outcome", "verdict", "judged_at"])
    record("proposal.judged", found, by=by, verdict=said.verdict)
    return found


@transaction.atomic
def bring_back(proposal: Proposal, *, by: Actor) -> Proposal:
    """Open a proposal again that was put off; while three others are open it waits for the next review."""
    require(by, "proposal.decide", proposal.workspace_id)
    found = _going_to(proposal, State.OPEN)
    if not found.is_suggestion and open_changes(found.workspace_id).count() >= MOST_OPEN:
        found.state = State.POSTPONED
        found.due_on = next_review(found.workspace.today)
    found.save()
    record("proposal.brought_back", found, by=by, state=found.state)
    return found


@transaction.atomic
def set_aside_overtaken(workspace: Workspace, *, by: Actor) -> list[Proposal]:
    """Close the proposals whose place the current version has changed meanwhile."""
    require(by, "proposal.put", workspace.pk)
    drafts.lock(workspace)
    current = _current(workspace)
    waiting = Proposal.objects.filter(workspace=workspace, state__in=UNDECIDED)
    overtaken = [
        proposal
        for proposal in waiting
        if not still_applies(proposal.change, proposal.change_back, current.strategy)
    ]
    for proposal in overtaken:
        proposal.state = State.OVERTAKEN
        note = _("Version {number} changed the same place.").format(number=current.number)
        _decided(proposal, "proposal.overtaken", note, by, version=current.number)
    return overtaken


def _current(workspace: Workspace) -> StrategyVersion:
    current = current_version(workspace.pk)
    if current is None:
        raise Refusal(_("There is no strategy yet that could be changed. Begin with one."))
    return current


def _refuse_crowd(workspace: Workspace, subject: str) -> None:
    waiting = Proposal.objects.filter(workspace=workspace, state__in=UNDECIDED)
    if waiting.filter(subject=subject).exists():
        raise Refusal(
            _("Another proposal about the same place waits for a decision. Decide on that one first.")
        )
    if open_changes(workspace.pk).count() >= MOST_OPEN:
        sentence = _("{open} are open already. Decide on one of them first.")
        raise Refusal(sentence.format(open=count(MOST_OPEN, "proposal", "proposals")))


def _place_of(patch: Patch) -> str:
    places = (f"{operation.at} {getattr(operation, 'key', None) or ''}" for operation in patch.operations)
    return " · ".join(dict.fromkeys(place.strip() for place in places))[:200]


def _applied(patch: Patch, strategy: Strategy) -> Strategy:
    """The whole strategy with the patch; a Refusal where it does not fit."""
    try:
        after = patch.apply(strategy)
    except (PatchConflict, DocumentRefused) as conflict:
        raise Refusal(str(conflict)) from conflict
    wrong = problems(after)
    if wrong:
        raise Refusal(" ".join(str(problem) for problem in wrong[:3]))
    if after == strategy:
        raise Refusal(_("This would change nothing. Propose something that does."))
    return after


def _without(trial: Proposal, strategy: Strategy) -> Strategy | None:
    """The strategy without what was tried; None where a later version changed the place, or built upon it."""
    if not still_applies(trial.change_back, trial.change, strategy):
        return None
    try:
        return _applied(trial.change_back, strategy)
    except Refusal:
        return None


def _read(kind: Any, given: Any) -> Any:
    if isinstance(given, kind):
        return given
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ", ".join(str(step) for step in first["loc"])
        sentence = _("What a proposal stands on cannot be read ({where}): {problem}.")
        raise Refusal(sentence.format(where=where, problem=first["msg"])) from error


def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it is now, with its workspace locked against other versions."""
    drafts.lock(proposal.workspace)
    return Proposal.objects.select_related("workspace").get(pk=proposal.pk)


def _going_to(proposal: Proposal, state: State) -> Proposal:
    found = _locked(proposal)
    if state not in WAYS[State(found.state)]:
        sentence = _("“{title}” is decided already: {state}. Open it to see what became of it.")
        raise Refusal(sentence.format(title=found.title, state=found.looks_like.word.lower()))
    found.state = state
    return found


def _decided(proposal: Proposal, verb: str, note: str, by: Actor, **details: Any) -> Proposal:
    proposal.decided_at = clock.now()
    proposal.decided_by = by.label
    proposal.decision_note = note
    proposal.save()
    record(verb, proposal, by=by, note=note, **details)
    return proposal
