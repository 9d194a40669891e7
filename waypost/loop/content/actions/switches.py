"""A brand's move from another tool: begun, gone step by step, ended. What it brings along keeps its marks."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.content.actions import imports, posts
from waypost.loop.content.actions.reasons import Reasons
from waypost.loop.content.domain.sheets.choices import KEPT, LEFT_OUT, Choices
from waypost.loop.content.domain.sheets.dates import Order
from waypost.loop.content.domain.sheets.formats import FORMATS, WAYPOST
from waypost.loop.content.models import Post, PostImport, Switch, SwitchStep
from waypost.loop.content.queries.sheets import Names, foresee, names_in
from waypost.loop.content.queries.switching import still_elsewhere, tables_of, without_pillar
from waypost.loop.strategy.queries import pillars
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

Name, Standing = SwitchStep.Name, SwitchStep.Standing
MOST_FILES = 60


@dataclass
class Handed:
    """The tables that were taken to look at, and of each file that was not, why."""

    tables: list[PostImport] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def begin(workspace: Workspace, *, by: Actor, tool: str) -> Switch:
    """Begin to move from another tool; one move at a time."""
    require(by, "post.import", workspace.pk)
    if tool not in Switch.Tool.values:
        raise Refusal("Choose the tool that you are switching from.", field="tool")
    try:
        with transaction.atomic():
            switch = Switch.objects.create(workspace=workspace, tool=tool, begun_by=by.label)
    except IntegrityError as error:
        raise Refusal("A switch is under way already. Go on with it, or end it first.") from error
    record("switch.begun", switch, by=by, tool=tool)
    return switch


@transaction.atomic
def hand_over(switch: Switch, *, by: Actor, files: Sequence[tuple[str, bytes]]) -> Handed:
    """Take tables of the old tool's queue to look at; a file is for the channel that its name names."""
    access = _going_on(switch, by)
    if len(files) > MOST_FILES:
        raise Refusal(f"Choose {MOST_FILES} files at most, and the others after them.", field="tables")
    names, handed = names_in(access), Handed()
    for name, content in files:
        try:
            table = imports.hand_over(switch.workspace, by=by, name=name, content=content)
        except Refusal as refusal:
            handed.refused.append((name, refusal.sentence))
            continue
        table.switch = switch
        table.save(update_fields=["switch"])
        meant = _channel_named(name, names)
        _choose(switch, table, (meant,) if meant else (), by=by)
        handed.tables.append(table)
    record("switch.handed_over", switch, by=by, tables=len(handed.tables), refused=len(handed.refused))
    return handed


@transaction.atomic
def choose(
    switch: Switch, *, by: Actor, names: Mapping[str, int], to: Mapping[int, int], order: str = ""
) -> Switch:
    """Say once for all its tables which channel a name stands for (0: none), where a table without names goes (by the
    table's id), and how days are written."""
    access = _going_on(switch, by)
    known = names_in(access).by_id
    if any(pk not in known for pk in (*filter(None, names.values()), *to.values())):
        raise Refusal("One of these channels is not yours. Choose among those of the list.")
    if order and order not in list(Order):
        raise Refusal("Choose how days are written.", field="order")
    switch.names |= dict(names)
    switch.order = order or switch.order
    switch.save(update_fields=["names", "order"])
    for table in _open_tables(access, switch):
        before = Choices.model_validate(table.choices).to
        _choose(switch, table, (to[table.pk],) if table.pk in to else before, by=by)
    record("switch.chosen", switch, by=by, names=len(names), tables=len(to))
    return switch


@transaction.atomic
def start(switch: Switch, *, by: Actor) -> int:
    """Import every table of which everything is known; how many. The others stay to be looked at."""
    access = _going_on(switch, by)
    names, started = names_in(access), 0
    for table in _open_tables(access, switch):
        sheet = imports.sheet_of(table)
        ready = sheet.order is not None and sheet.has_text
        foreseen = foresee(access, sheet, names, Choices.model_validate(table.choices)) if ready else None
        if foreseen is not None and any(row.channels for row in foreseen.taken):
            imports.start(table, by=by)
            started += 1
    if not started:
        raise Refusal("No table can be imported yet. Choose what is asked for first.")
    record("switch.imports_started", switch, by=by, tables=started)
    return started


@transaction.atomic
def sort(switch: Switch, *, by: Actor, meanings: Mapping[str, str]) -> Switch:
    """Say for all posts that came along, and for those that still come, which pillar (its key) a tag stands for.

    KEPT leaves it a label. What has a pillar keeps it; the worker gives the others theirs.
    """
    access = _going_on(switch, by)
    known = {pillar.key for pillar in pillars(access)}
    wrong = next((key for key in meanings.values() if key not in known | {KEPT}), None)
    if wrong is not None:
        raise Refusal("That pillar is not in the strategy any more. Choose another one.")
    switch.tags = {**switch.tags, **meanings}
    switch.save(update_fields=["tags"])
    for table in _open_tables(access, switch):
        _choose(switch, table, Choices.model_validate(table.choices).to, by=by)
    sorted_count = sum(1 for key in meanings.values() if key)
    _write_down(
        switch, Name.TAGS, Standing.DONE, f"{sorted_count} of {len(meanings)} stand for a pillar.", by
    )
    record("switch.sorted", switch, by=by, tags=len(meanings), pillars=sorted_count)
    return switch


@transaction.atomic
def give_pillars(switch: Switch, *, by: Actor) -> int:
    """Give posts that came along the pillar that their tag stands for; how many got one."""
    access = _going_on(switch, by)
    known = {pillar.key: pillar for pillar in pillars(access)}
    meant = {
        name.casefold(): known[key]
        for name, key in switch.tags.items()
        if key not in (KEPT, LEFT_OUT) and key in known
    }
    given = 0
    for post in without_pillar(access, switch, meant):
        names = (label.name.casefold() for label in post.labels.all())
        posts.explain(
            post, by=by, reasons=Reasons(pillar=next(meant[name] for name in names if name in meant))
        )
        given += 1
    if given:
        record("switch.pillars_given", switch, by=by, posts=given)
    return given


@transaction.atomic
def let_go(workspace: Workspace, *, by: Actor, chosen: Collection[int] | None = None) -> int:
    """Say that the old tool does not send these posts (their ids; None: any) any more; how many they were."""
    access = require(by, "post.import", workspace.pk)
    found = still_elsewhere(access)
    rows = list((found if chosen is None else found.filter(pk__in=chosen)).values_list("pk", flat=True))
    if not rows:
        raise Refusal("Choose the posts that are out of the old tool.")
    Post.objects.filter(pk__in=rows).update(still_in="")
    record("posts.moved_over", workspace, by=by, workspace_id=workspace.pk, posts=len(rows))
    return len(rows)


@transaction.atomic
def settle(switch: Switch, *, by: Actor, name: str, words: str) -> SwitchStep:
    """Write down that a step is done, and what came of it."""
    _going_on(switch, by)
    step = _write_down(switch, Name(name), Standing.DONE, words, by)
    record("switch.settled", switch, by=by, step=name)
    return step


@transaction.atomic
def skip(switch: Switch, *, by: Actor, name: str) -> SwitchStep:
    """Say that there is nothing to bring for a step."""
    _going_on(switch, by)
    step = _write_down(switch, _step_called(name), Standing.SKIPPED, "", by)
    record("switch.skipped", switch, by=by, step=name)
    return step


@transaction.atomic
def reopen(switch: Switch, *, by: Actor, name: str) -> Switch:
    """Take a step up again; what it brought stays."""
    _going_on(switch, by)
    SwitchStep.objects.filter(switch=switch, name=_step_called(name)).delete()
    record("switch.reopened", switch, by=by, step=name)
    return switch


@transaction.atomic
def end(switch: Switch, *, by: Actor) -> Switch:
    """End the switch; posts that are still in the old tool keep their mark."""
    _going_on(switch, by)
    switch.ended_at, switch.ended_by = clock.now(), by.label[:200]
    switch.save(update_fields=["ended_at", "ended_by"])
    record("switch.ended", switch, by=by)
    return switch


def _going_on(switch: Switch, by: Actor) -> Access:
    """See that `by` may, and keep the move from changing until the transaction ends."""
    access = require(by, "post.import", switch.workspace_id)
    switch.refresh_from_db(from_queryset=Switch.objects.select_for_update(of=("self",)))
    if not switch.is_open:
        raise Refusal("This switch has ended. Begin another one to bring more.")
    return access


def _open_tables(access: Access, switch: Switch) -> list[PostImport]:
    return list(tables_of(access, switch).filter(state=PostImport.State.OPEN).select_related("workspace"))


def _choose(switch: Switch, table: PostImport, to: Sequence[int], *, by: Actor) -> None:
    """Let a table mean what was said for the whole move."""
    before = Choices.model_validate(table.choices)
    choices = before.model_copy(
        update={
            "channels": {**before.channels, **switch.names},
            "to": tuple(to),
            "labels": {**before.labels, **switch.tags},
            "order": before.order or (Order(switch.order) if switch.order else None),
        }
    )
    imports.choose(table, by=by, choices=choices, still_in=_label_of(switch, before.format))


def _label_of(switch: Switch, format_key: str) -> str:
    """The name of the tool, or of the one whose table it is, for posts that it still sends."""
    if switch.tool != Switch.Tool.OTHER:
        return str(switch.get_tool_display())
    known = FORMATS.get(format_key)
    return known.label if known and known is not WAYPOST else "the old tool"


def _channel_named(file: str, names: Names) -> int | None:
    """The only channel whose name, handle or key stands in the name of a file; a longer name goes before one in it."""
    plain = f" {_plain(file.rsplit('.', 1)[0])} "
    called = {
        channel.pk: max(
            (
                len(word)
                for word in map(_plain, (channel.name, channel.handle, channel.key))
                if f" {word} " in plain
            ),
            default=0,
        )
        for channel in names.by_id.values()
    }
    longest = max(called.values(), default=0)
    found = [pk for pk, length in called.items() if length == longest]
    return found[0] if longest and len(found) == 1 else None


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold().replace("_", " ")))


def _step_called(name: str) -> SwitchStep.Name:
    if name not in Name.values:
        raise Refusal("There is no such step. Go back to the guide and choose one of its steps.")
    return Name(name)


def _write_down(
    switch: Switch, name: SwitchStep.Name, standing: SwitchStep.Standing, words: str, by: Actor
) -> SwitchStep:
    step, _made = SwitchStep.objects.update_or_create(
        switch=switch,
        name=name,
        defaults={
            "workspace_id": switch.workspace_id,
            "standing": standing,
            "words": words[:300],
            "at": clock.now(),
            "by_label": by.label[:200],
        },
    )
    return step
