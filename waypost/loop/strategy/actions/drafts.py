from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, Strategy
from waypost.loop.strategy.domain.merge import Conflict, Merged, Prefer, merged
from waypost.loop.strategy.domain.patch import PatchConflict
from waypost.loop.strategy.domain.problem import DocumentRefused, Problem
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.removal import without_references_to_removed
from waypost.loop.strategy.domain.renames import without_renames
from waypost.loop.strategy.domain.sections import section_called
from waypost.loop.strategy.domain.yaml import read_yaml
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.queries import current_version, version_numbered
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _

State = StrategyVersion.State
NOTHING: Mapping[str, str] = MappingProxyType({})


class Unreadable(Refusal):
    """The document cannot be taken as it is; `problems` says each thing to mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(str(problem) for problem in problems[:5]))
        self.problems = tuple(problems)


@transaction.atomic
def start(workspace: Workspace, *, by: Actor) -> StrategyVersion:
    """Give the draft that is open, or a new one that starts from the current version."""
    require(by, "strategy.edit", workspace.pk)
    lock(workspace)
    return _open_draft(workspace) or _new_draft(workspace, by)


class Overlapping(Refusal):
    """Somebody else changed the same places in the meantime; `conflicts` are for a person to choose in."""

    status = 409

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(
            _(
                "Somebody else changed the same thing in the meantime. Choose what it should say, then save again."
            )
        )
        self.conflicts = tuple(conflicts)


@transaction.atomic
def replace_section(
    draft: StrategyVersion,
    *,
    section: str,
    content: Mapping[str, Any],
    base: Mapping[str, Any] | None = None,
    prefer: Prefer = NOTHING,
    by: Actor,
) -> StrategyVersion:
    """Put new content in a section of the draft: {field of the document: value}, as plain values.

    `base` is what the section said when it was opened: what others changed since is kept, field by field. Where both
    changed the same, `prefer` says whose words stay; without that it is refused with what both wrote.
    """
    require(by, "strategy.edit", draft.workspace_id)
    draft = still_open(draft)
    known = section_called(section)
    if known is None or not {*content, *(base or ())} <= set(known.fields):
        raise Refusal(_("There is no such section. Open the strategy and choose one of its sections."))
    replaced = _well_formed({**draft.document, **content})
    if base is not None:
        replaced = _both_of(_well_formed({**draft.document, **base}), replaced, draft.strategy, prefer)
    return _store(draft, without_references_to_removed(draft.strategy, replaced), by, section=section)


@dataclass(frozen=True)
class Arrival:
    """What a file makes of what stands here: of the open draft, or of the version in force.

    `since` is the number of the version that the file's changes are told against; 0 where there is none.
    """

    since: int
    before: Strategy
    after: Strategy
    conflicts: tuple[Conflict, ...] = ()


def arrival(
    workspace: Workspace, *, text: str | bytes, since: int | None = None, prefer: Prefer = NOTHING
) -> Arrival:
    """Tell what a YAML file would make of what stands here, without changing anything.

    An open draft keeps what it changed: the file's own changes since version `since` (or since what the draft or the
    brand stands on) go on top of it. Where both changed the same, `prefer` says whose words stay.
    """
    try:
        file = read_yaml(text)
    except DocumentRefused as refused:
        raise Unreadable(refused.problems) from refused
    current, draft = current_version(workspace.pk), _open_draft(workspace)
    if since is None:
        since = draft.based_on if draft else current.number if current else None
    started_from = version_numbered(workspace.pk, since)
    base = started_from.strategy if started_from else _empty(workspace)
    stands = draft.strategy if draft else without_renames(current.strategy) if current else base
    both = _put_together(without_renames(base), without_renames(file, of=base), stands, prefer)
    return Arrival(since or 0, stands, both.strategy, both.conflicts)


@transaction.atomic
def import_yaml(
    workspace: Workspace,
    *,
    text: str | bytes,
    since: int | None = None,
    prefer: Prefer = NOTHING,
    note: str = "",
    by: Actor,
) -> StrategyVersion:
    """Bring a YAML file into the draft; refuses it with the line of each problem. See `arrival` for what is kept."""
    require(by, "strategy.edit", workspace.pk)
    lock(workspace)
    found = arrival(workspace, text=text, since=since, prefer=prefer)
    if found.conflicts:
        raise Overlapping(found.conflicts)
    draft = _open_draft(workspace) or _new_draft(workspace, by)
    draft.note = note or draft.note
    return _store(draft, found.after, by)


@transaction.atomic
def replace(workspace: Workspace, *, strategy: Strategy, note: str = "", by: Actor) -> StrategyVersion:
    """Make a whole strategy the draft, based on the version that is current now."""
    require(by, "strategy.edit", workspace.pk)
    lock(workspace)
    draft = _open_draft(workspace) or _new_draft(workspace, by)
    current = current_version(workspace.pk)
    draft.based_on = current.number if current else None
    draft.note = note
    return _store(draft, strategy, by)


@transaction.atomic
def bring_up_to_date(draft: StrategyVersion, *, prefer: Prefer = NOTHING, by: Actor) -> StrategyVersion:
    """Put the draft's changes on top of the version that has become current since; `prefer` says whose words stay."""
    require(by, "strategy.edit", draft.workspace_id)
    draft = still_open(draft)
    current = current_version(draft.workspace_id)
    if current is None or draft.based_on == current.number:
        return draft
    rows = StrategyVersion.objects.filter(workspace_id=draft.workspace_id)
    base = rows.filter(number=draft.based_on).first() if draft.based_on else None
    started_from = base.strategy if base else _empty(draft.workspace)
    moved = _both_of(without_renames(started_from), draft.strategy, current.strategy, prefer)
    draft.based_on = current.number
    return _store(draft, without_renames(moved, of=current.strategy), by)


@transaction.atomic
def discard(draft: StrategyVersion, *, by: Actor) -> None:
    """Throw the draft away; the current version stays as it is."""
    require(by, "strategy.edit", draft.workspace_id)
    draft = still_open(draft)
    record("strategy.discarded", draft, by=by, based_on=draft.based_on)
    draft.delete()


def lock(workspace: Workspace) -> None:
    """Let one at a time change the versions of a workspace."""
    Workspace.objects.select_for_update().get(pk=workspace.pk)


def _open_draft(workspace: Workspace) -> StrategyVersion | None:
    return StrategyVersion.objects.filter(workspace=workspace, state=State.DRAFT).first()


def _new_draft(workspace: Workspace, by: Actor) -> StrategyVersion:
    current = current_version(workspace.pk)
    strategy = without_renames(current.strategy) if current else _empty(workspace)
    draft = StrategyVersion.objects.create(
        workspace=workspace,
        document=strategy.as_record(),
        based_on=current.number if current else None,
        created_by=by.label,
    )
    record("strategy.drafted", draft, by=by, based_on=draft.based_on)
    return draft


def _empty(workspace: Workspace) -> Strategy:
    return Strategy(schema_version=CURRENT_SCHEMA, brand=workspace.name)


def _well_formed(document: Mapping[str, Any]) -> Strategy:
    try:
        return strategy_from(dict(document), whole=False)
    except DocumentRefused as refused:
        raise Unreadable(refused.problems) from refused


def _both_of(base: Strategy, mine: Strategy, theirs: Strategy, prefer: Prefer) -> Strategy:
    """Mine and theirs in one; refused with what both wrote in the same place as long as nobody chose."""
    both = _put_together(base, mine, theirs, prefer)
    if both.conflicts:
        raise Overlapping(both.conflicts)
    return both.strategy


def _put_together(base: Strategy, mine: Strategy, theirs: Strategy, prefer: Prefer) -> Merged:
    """My changes of `base` on top of theirs; refused where that gives nothing that can be kept."""
    try:
        return merged(base, mine, theirs, prefer)
    except PatchConflict as conflict:
        raise Refusal(str(conflict)) from conflict
    except DocumentRefused as refused:
        raise Unreadable(refused.problems) from refused


def _store(draft: StrategyVersion, strategy: Strategy, by: Actor, **details: Any) -> StrategyVersion:
    draft.document = strategy.as_record()
    draft.changed_at = clock.now()
    draft.save()
    record("strategy.changed", draft, by=by, **details)
    return draft


def still_open(draft: StrategyVersion) -> StrategyVersion:
    """The draft as it is now, locked; refused when somebody accepted or threw it away in the meantime."""
    rows = StrategyVersion.objects.select_for_update().select_related("workspace")
    found = rows.filter(pk=draft.pk, state=State.DRAFT).first()
    if found is None:
        raise Refusal(_("This draft is not open any more: it was accepted or thrown away. Start a new one."))
    return found
