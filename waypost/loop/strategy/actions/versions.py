from collections.abc import Mapping
from typing import Any

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import access_of, require
from waypost.loop.strategy import impact
from waypost.loop.strategy.actions import consequences, drafts, identities, reviews
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.impact import Wishes
from waypost.loop.strategy.domain.merge import Prefer
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.restoring import restored
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import current_version
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

State = StrategyVersion.State
NO_WISHES: Wishes = drafts.NOTHING


@transaction.atomic
def accept(
    draft: StrategyVersion,
    *,
    based_on: int | None,
    note: str = "",
    wishes: Wishes = NO_WISHES,
    seen: str = "",
    by: Actor,
) -> StrategyVersion:
    """Make the draft the current version. `based_on` is the number of the version whose difference was looked at.

    `seen` is the draft's `seen` at that time; one that was changed since is refused where it is given. `wishes` say what
    becomes of the things it touches; what nothing is said about is kept. Refuses when another version became current
    since the draft started, when somebody was asked to look at it first, or when it does not fit together.
    """
    require(by, "strategy.accept", draft.workspace_id)
    workspace = Workspace.objects.select_for_update().get(pk=draft.workspace_id)
    rows = StrategyVersion.objects.filter(workspace=workspace)
    found = rows.filter(pk=draft.pk, state=State.DRAFT).first()
    if found is None:
        raise Refusal(_("This draft is not open any more: it was accepted or thrown away. Start a new one."))
    current = rows.filter(state=State.CURRENT).first()
    number = current.number if current else None
    if number != based_on or found.based_on != number:
        raise Refusal(_moved(number))
    if seen and found.seen != seen:
        raise Refusal(
            _("Somebody changed the draft while you were reading. Look at it again, then accept it.")
        )
    reviews.refuse_unsettled(found)
    return _succeed(current, found, note=note, wishes=wishes, by=by)


@transaction.atomic
def adopt(workspace: Workspace, *, strategy: Strategy, note: str = "", by: Actor) -> StrategyVersion:
    """Make a whole strategy the current version in one step: how a new brand begins."""
    draft = drafts.replace(workspace, strategy=strategy, note=note, by=by)
    return accept(draft, based_on=draft.based_on, by=by)


@transaction.atomic
def put_in_force(
    workspace: Workspace, *, strategy: Strategy, note: str = "", wishes: Wishes = NO_WISHES, by: Actor
) -> StrategyVersion:
    """Make a whole strategy the current version beside a draft that may be open; that one is brought up to date later."""
    require(by, "strategy.accept", workspace.pk)
    drafts.lock(workspace)
    current = current_version(workspace.pk)
    number = current.number if current else None
    version = StrategyVersion(
        workspace=workspace, document=strategy.as_record(), based_on=number, created_by=by.label
    )
    return _succeed(current, version, note=note, wishes=wishes, by=by)


@transaction.atomic
def roll_back(version: StrategyVersion, *, by: Actor) -> StrategyVersion:
    """Bring an old version back as a new one: as a draft that shows what it touches, at solo size at once."""
    require(by, "strategy.edit", version.workspace_id)
    drafts.lock(version.workspace)
    rows = StrategyVersion.objects.filter(workspace_id=version.workspace_id)
    if rows.filter(state=State.DRAFT).exists():
        raise Refusal(_("A draft is open. Accept it or throw it away first, then go back to an old version."))
    later = rows.filter(number__gt=version.number or 0).order_by("number")
    strategy = restored(version.strategy, [found.strategy for found in later])
    current = current_version(version.workspace_id)
    if current is None or not difference(current.strategy, strategy):
        sentence = _("Version {number} says the same as the current one, so there is nothing to go back to.")
        raise Refusal(sentence.format(number=version.number))
    note = _("As version {number} was").format(number=version.number)
    if version.workspace.is_solo:
        return put_in_force(version.workspace, strategy=strategy, note=note, by=by)
    else:
        return drafts.replace(version.workspace, strategy=strategy, note=note, by=by)


@transaction.atomic
def save_section(
    workspace: Workspace,
    *,
    section: str,
    content: Mapping[str, Any],
    base: Mapping[str, Any] | None = None,
    prefer: Prefer = drafts.NOTHING,
    by: Actor,
) -> StrategyVersion:
    """Save a section where saving accepts: at solo size, unless a draft is open and gathers changes.

    `base` and `prefer` keep what others changed in the meantime: see `drafts.replace_section`.
    """
    require(by, "strategy.edit", workspace.pk)
    drafts.lock(workspace)
    gathers = StrategyVersion.objects.filter(workspace=workspace, state=State.DRAFT).exists()
    draft = drafts.start(workspace, by=by)
    draft = drafts.replace_section(draft, section=section, content=content, base=base, prefer=prefer, by=by)
    if workspace.is_solo and not gathers:
        return accept(draft, based_on=draft.based_on, by=by)
    else:
        return draft


def _succeed(
    current: StrategyVersion | None, version: StrategyVersion, *, note: str, wishes: Wishes, by: Actor
) -> StrategyVersion:
    """Let `version` follow the current one, with its rows and what it touches; the workspace is locked."""
    after = _whole(version)
    before = current.strategy if current else None
    touched = impact.touched(access_of(by, version.workspace_id), version.workspace, before, after)
    number = current.number if current else None
    if current is not None:
        rows = StrategyVersion.objects.filter(pk=current.pk, state=State.CURRENT)
        retired = rows.update(state=State.PREVIOUS)
        assert retired == 1, "the lock on the workspace keeps the current version in place"
    _make_current(version, (number or 0) + 1, note, by)
    identities.follow(version)
    record("strategy.accepted", version, by=by, number=version.number, based_on=number, note=version.note)
    consequences.carry_out(version, touched=touched, wishes=wishes, by=by)
    return version


def _whole(draft: StrategyVersion) -> Strategy:
    try:
        return strategy_from(draft.document)
    except DocumentRefused as refused:
        raise drafts.Unreadable(refused.problems) from refused


def _make_current(draft: StrategyVersion, number: int, note: str, by: Actor) -> None:
    draft.state = State.CURRENT
    draft.number = number
    draft.note = note or draft.note
    draft.accepted_at = clock.now()
    draft.accepted_by = by.label
    draft.save()


def _moved(number: int | None) -> str:
    sentence = _(
        "Version {number} became current since this draft was started. Bring the draft up to date, then look again."
    )
    return sentence.format(number=number)
