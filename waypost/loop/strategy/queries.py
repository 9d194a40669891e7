from collections import defaultdict
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.foundation.workspaces.prepared import Prepared, Question
from waypost.foundation.workspaces.queries import members
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Choice, what_changed
from waypost.loop.strategy.domain.proposals import IN_FORCE
from waypost.loop.strategy.domain.proposals import State as Proposing
from waypost.loop.strategy.domain.read import strategy_in
from waypost.loop.strategy.domain.suggestion import SUGGESTION
from waypost.loop.strategy.models import (
    Audit,
    AuditedAccount,
    ChannelRole,
    Comment,
    Consequence,
    FunnelStage,
    Goal,
    Identity,
    Objective,
    Outset,
    Persona,
    Pillar,
    Proposal,
    StrategyVersion,
    VersionReview,
)
from waypost.toolkit.wording import listed

State = StrategyVersion.State
IdentityT = TypeVar("IdentityT", bound=Identity)


def versions(access: Access) -> QuerySet[StrategyVersion]:
    """Every accepted version and the draft, newest number first."""
    return StrategyVersion.objects.filter(workspace_id=access.workspace_id)


def accepted_versions(access: Access) -> QuerySet[StrategyVersion]:
    """Every version that is or was current, newest first, without their documents."""
    return versions(access).exclude(state=State.DRAFT).defer("document").order_by("-number")


def accepted_before(access: Access, moment: datetime) -> QuerySet[StrategyVersion]:
    """Versions accepted before a moment, newest first, with how many things each moved and held back."""
    done = Consequence.objects.filter(version=OuterRef("pk"), trouble="").order_by().values("version")
    moved, held = (
        Coalesce(Subquery(done.filter(choice=choice).annotate(count=Count("pk")).values("count")), 0)
        for choice in (Choice.MOVE, Choice.HOLD)
    )
    return accepted_versions(access).filter(accepted_at__lt=moment).annotate(moved=moved, held=held)


def draft_of(access: Access) -> StrategyVersion | None:
    """The draft that is being worked on, if there is one."""
    return _DRAFT.first(workspace=access.workspace_id)


def current_version(workspace_id: int) -> StrategyVersion | None:
    """The version that is in force now."""
    return _IN_FORCE.first(workspace=workspace_id)


def current_strategy(workspace_id: int) -> Strategy | None:
    """The document of the version that is in force now, as a value: for whoever only reads it."""
    found = _CURRENT.raw(workspace=workspace_id)
    return strategy_in(found[0][0]) if found else None


_DRAFT = Question(
    lambda workspace: StrategyVersion.objects.filter(workspace_id=workspace, state=State.DRAFT),
    workspace=int,
)
_IN_FORCE = Question(
    lambda workspace: StrategyVersion.objects.filter(workspace_id=workspace, state=State.CURRENT),
    workspace=int,
)
_CURRENT = Question(
    lambda workspace: StrategyVersion.objects.filter(workspace_id=workspace, state=State.CURRENT).values_list(
        "document"
    ),
    workspace=int,
)


def with_holding_statements() -> QuerySet[StrategyVersion]:
    """The versions in force of all brands that agreed on words for a crisis."""
    agreed = {"document__crisis_plan__holding_statements__isnull": False}
    found = StrategyVersion.objects.filter(state=State.CURRENT, **agreed)
    return found.select_related("workspace").order_by("pk")


def with_a_strategy() -> QuerySet[Workspace]:
    """The brands that have a strategy in force."""
    current = StrategyVersion.objects.filter(state=State.CURRENT)
    return Workspace.objects.filter(pk__in=current.values("workspace_id")).order_by("pk")


def first_accepted_at(workspace_id: int) -> datetime | None:
    """When a brand's first strategy came into force."""
    accepted = StrategyVersion.objects.filter(workspace_id=workspace_id, accepted_at__isnull=False)
    return accepted.order_by("accepted_at").values_list("accepted_at", flat=True).first()


def version_numbered(workspace_id: int, number: int | None) -> StrategyVersion | None:
    """The version with a number, current or not."""
    return (
        StrategyVersion.objects.filter(workspace_id=workspace_id, number=number).first() if number else None
    )


def goals_since(access: Access) -> dict[str, datetime]:
    """When each goal, by its key, first stood in an accepted version."""
    return dict(_SINCE.rows(access))


def goals_begun(access: Access) -> QuerySet[Any, Any]:
    """Every goal that ever was, with `since`: when it first stood in an accepted version."""
    first = StrategyVersion.objects.filter(
        workspace_id=OuterRef("workspace_id"), number=OuterRef("first_version")
    )
    return goals(access, archived=True).annotate(since=Subquery(first.values("accepted_at")[:1]))


_SINCE = Prepared(lambda access: goals_begun(access).values_list("key", "since"))


def reviews(access: Access) -> QuerySet[VersionReview]:
    """Every review of a draft that somebody was asked for, the newest first."""
    return VersionReview.objects.filter(workspace_id=access.workspace_id).select_related("version")


def reviews_before(access: Access, moment: datetime) -> QuerySet[VersionReview]:
    """Reviews of which something happened before a moment, the latest of that first; without documents."""
    happened = Case(When(decided_at__lt=moment, then="decided_at"), default="asked_at")
    found = reviews(access).filter(asked_at__lt=moment).defer("version__document")
    return found.annotate(happened_at=happened).order_by("-happened_at", "-pk")


def comments(access: Access) -> QuerySet[Comment]:
    """Everything that was said about drafts, in the order in which it was said."""
    return Comment.objects.filter(workspace_id=access.workspace_id)


def outsets(access: Access) -> QuerySet[Outset]:
    """Every check of where to begin, the newest first."""
    return Outset.objects.filter(workspace_id=access.workspace_id)


def set_up_outsets(access: Access) -> QuerySet[Outset]:
    """The checks from which the brand was set up, the latest first."""
    return outsets(access).exclude(first="").order_by("-ended_at", "-pk")


def audits(access: Access) -> QuerySet[Audit]:
    """Every audit of the brand's accounts, the newest first."""
    return Audit.objects.filter(workspace_id=access.workspace_id)


def audits_in_full(access: Access) -> QuerySet[Audit]:
    """Every audit with its accounts read along."""
    return audits(access).prefetch_related("accounts")


def audited_accounts(access: Access) -> QuerySet[AuditedAccount]:
    """The accounts that audits found, with who looks after them and the tasks that came of it."""
    found = AuditedAccount.objects.filter(workspace_id=access.workspace_id)
    return found.select_related("owner__person", "task", "audit")


def consequences(access: Access) -> QuerySet[Consequence]:
    """What was decided about the things that versions touched."""
    return Consequence.objects.filter(workspace_id=access.workspace_id)


def people_in(comment: Comment) -> set[int]:
    """The people who said something in the thread of a comment."""
    in_thread = Comment.objects.filter(Q(pk=comment.thread_id) | Q(thread=comment.thread_id))
    return set(in_thread.exclude(author=None).values_list("author__person_id", flat=True))


def what_changed_for(version: StrategyVersion) -> list[tuple[int, str]]:
    """What became of things that a version touched, in a sentence for each person who is responsible for some."""
    assert version.number is not None, "it was accepted"
    rows = Consequence.objects.filter(version=version, responsible__isnull=False)
    counted: dict[int, dict[Choice, int]] = defaultdict(lambda: defaultdict(int))
    for person_id, choice, trouble in rows.values_list("responsible__person_id", "choice", "trouble"):
        counted[person_id][Choice.KEEP if trouble else Choice(choice)] += 1
    return [(person_id, what_changed(version.number, counts)) for person_id, counts in counted.items()]


def sections_changed(version: StrategyVersion) -> str:
    """The titles of the sections that a version changed, in a row; "" for the first version."""
    before = version_numbered(version.workspace_id, version.based_on)
    if before is None:
        return ""
    changes = difference(before.strategy, version.strategy)
    return listed(tuple(part.section.title.lower() for part in changes.sections))


def possible_reviewers(access: Access) -> QuerySet[Member]:
    """Everybody else in the workspace, by name."""
    return members(access).prefetch_related(None).exclude(pk=access.member_id or 0)


def objectives(access: Access, *, archived: bool = False) -> QuerySet[Objective]:
    """What the business wants, in the strategy's order; with `archived` also what left the strategy."""
    return _items(Objective.objects.all(), access, archived)


def goals(access: Access, *, archived: bool = False) -> QuerySet[Goal]:
    """Goals and intentions, in the strategy's order; with `archived` also what left the strategy."""
    return _items(Goal.objects.all(), access, archived)


def personas(access: Access, *, archived: bool = False) -> QuerySet[Persona]:
    """Personas, in the strategy's order; with `archived` also what left the strategy."""
    return _items(Persona.objects.all(), access, archived)


def pillars(access: Access, *, archived: bool = False) -> QuerySet[Pillar]:
    """Pillars, in the strategy's order; with `archived` also what left the strategy."""
    return _items(Pillar.objects.all(), access, archived)


def pillar_names(access: Access) -> list[tuple[int, str]]:
    """Id and label of the pillars, in the strategy's order: for choosing one."""
    return _PILLAR_NAMES.rows(access)


_PILLAR_NAMES = Prepared(lambda access: pillars(access).values_list("pk", "label"))


def channel_roles(access: Access, *, archived: bool = False) -> QuerySet[ChannelRole]:
    """Channel roles, in the strategy's order; with `archived` also what left the strategy."""
    return _items(ChannelRole.objects.all(), access, archived)


def funnel_stages(access: Access, *, archived: bool = False) -> QuerySet[FunnelStage]:
    """Funnel stages, in the strategy's order; with `archived` also what left the strategy."""
    return _items(FunnelStage.objects.all(), access, archived)


def proposals(access: Access) -> QuerySet[Proposal]:
    """Every proposal there was, newest first."""
    return Proposal.objects.filter(workspace_id=access.workspace_id)


def open_proposals(access: Access) -> QuerySet[Proposal]:
    """Proposals that wait for a decision, the one that waits longest first."""
    return proposals(access).filter(state=Proposing.OPEN).order_by("put_at", "pk")


def changes_proposed(access: Access) -> list[Proposal]:
    """Proposals that wait and change the strategy by themselves, the one that waits longest first."""
    return _CHANGES_PROPOSED.rows(access)


_CHANGES_PROPOSED = Prepared(lambda access: open_proposals(access).exclude(kind=SUGGESTION))


def open_changes(workspace_id: int) -> QuerySet[Proposal]:
    """Open proposals that change the strategy by themselves; what people suggest in words does not crowd them."""
    waiting = Proposal.objects.filter(workspace_id=workspace_id, state=Proposing.OPEN)
    return waiting.exclude(kind=SUGGESTION)


def ledger(access: Access) -> QuerySet[Proposal]:
    """What was decided, tried or put off, the latest decision first."""
    decided = proposals(access).exclude(state=Proposing.OPEN)
    return decided.order_by(F("decided_at").desc(nulls_last=True), "-pk")


def decided_before(access: Access, moment: datetime) -> QuerySet[Proposal]:
    """Proposals about which something was decided before a moment, the latest of that first."""
    decided = proposals(access).filter(decided_at__lt=moment)
    happened = Case(When(ended_at__lt=moment, then="ended_at"), default="decided_at")
    return decided.annotate(happened_at=happened).order_by("-happened_at", "-pk")


def trials_ending(access: Access, before: date) -> QuerySet[Proposal]:
    """Trials that end before a day, the soonest first."""
    return (
        proposals(access).filter(state=Proposing.TRYING, trial_ends_on__lt=before).order_by("trial_ends_on")
    )


def to_decide(access: Access, before: date) -> QuerySet[Proposal]:
    """Trials that end before a day, the soonest first, then the proposals that wait for a decision."""
    ends = Q(state=Proposing.TRYING, trial_ends_on__lt=before)
    ends_on = Case(When(state=Proposing.TRYING, then=F("trial_ends_on")))
    found = proposals(access).filter(ends | Q(state=Proposing.OPEN))
    return found.order_by(ends_on.asc(nulls_last=True), "put_at", "pk")


def due_trials(before: date) -> QuerySet[Proposal]:
    """Trials of every brand that may be over: that end before a day, in UTC."""
    return Proposal.objects.filter(state=Proposing.TRYING, trial_ends_on__lte=before).select_related(
        "workspace"
    )


def due_again(before: date) -> QuerySet[Proposal]:
    """Proposals of every brand that were put off until a day that is here."""
    return Proposal.objects.filter(state=Proposing.POSTPONED, due_on__lte=before).select_related("workspace")


def unanswered() -> list[Proposal]:
    """Proposals of every brand whose day has come without a word on what came of them."""
    waiting = Proposal.objects.filter(
        state__in=IN_FORCE, made_version__isnull=False, expects__isnull=False, verdict=""
    )
    found = waiting.select_related("workspace").order_by("pk")
    return [each for each in found if each.expectation and each.expectation.by <= each.workspace.today]


def _items(rows: "QuerySet[IdentityT]", access: Access, archived: bool) -> QuerySet[IdentityT]:
    found = rows.filter(workspace_id=access.workspace_id)
    return found if archived else found.filter(archived_at=None)
