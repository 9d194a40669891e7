"""Exports of what other tools sent: handed over, looked at, taken in, and taken out again if that was wrong."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction

from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import require
from waypost.loop.analytics.actions import natives, past, rollups
from waypost.loop.analytics.domain.past import PastReading, PastResult
from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.domain.pasts.reading import PastRow, understand
from waypost.loop.analytics.models import NativePost, PastImport
from waypost.loop.analytics.queries.pasts import (
    Seen,
    channel_of,
    comparable,
    seen_on,
    sheet_of,
    table_in,
)
from waypost.loop.content.actions import switches
from waypost.loop.content.models import SwitchStep
from waypost.loop.content.queries.sheets import Names, names_in
from waypost.loop.content.queries.switching import open_switch
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

State = PastImport.State
WRONG_KEPT = 100
"""So many rows that were not taken are told one by one; of more only the number."""


@transaction.atomic
def hand_over(
    workspace: Workspace, *, by: Actor, name: str, content: bytes, told_by: str, counted_on: date
) -> PastImport:
    """Keep an export for a look at it; `counted_on` is the day whose figures it holds. Nothing counts yet."""
    access = require(by, "results.edit", workspace.pk)
    if counted_on > workspace.today:
        raise Refusal(
            "That day has not come yet. Say on which day the file was exported.", field="counted_on"
        )
    sheet = understand(table_in(content), workspace.timezone, PastChoices())
    if not sheet.rows:
        raise Refusal("The file has no rows. Export it again and choose it again.", field="file")
    made = PastImport.objects.create(
        workspace=workspace,
        name=name[-200:] or "results.csv",
        told_by=told_by.strip()[:60] or "another tool",
        content=content,
        choices=PastChoices().model_dump(mode="json"),
        counted_on=counted_on,
        total=len(sheet.rows),
        member_id=access.member_id,
        by_label=by.label[:200],
    )
    record("past.handed_over", made, by=by, rows=made.total)
    return made


@transaction.atomic
def choose(past_import: PastImport, *, by: Actor, choices: PastChoices) -> PastImport:
    """Say what the columns and the names of an export mean."""
    access = _own(past_import, by)
    if not past_import.is_open:
        raise Refusal(
            "This export has been taken in, or is on its way. Hand the file over again to choose again."
        )
    known = names_in(access).by_id
    if any(pk not in known for pk in (*filter(None, choices.channels.values()), *filter(None, [choices.to]))):
        raise Refusal("One of these channels is not yours. Choose among those of the list.", field="to")
    past_import.choices = choices.model_dump(mode="json")
    past_import.save(update_fields=["choices"])
    record("past.chosen", past_import, by=by)
    return past_import


@transaction.atomic
def start(past_import: PastImport, *, by: Actor) -> PastImport:
    """Begin to take an export in; the worker does it."""
    _own(past_import, by)
    if not past_import.is_open:
        raise Refusal("This export has been taken in, or is on its way.")
    sheet = sheet_of(past_import)
    if sheet.order is None:
        raise Refusal(f"Is “{sheet.example}” a day and then a month, or the other way round? Choose first.")
    if not sheet.says_when or not sheet.says_figures:
        raise Refusal("Choose which column is the day, and at least one that is a figure.")
    past_import.state, past_import.seen_at, past_import.total = State.RUNNING, None, len(sheet.rows)
    past_import.save(update_fields=["state", "seen_at", "total"])
    record("past.started", past_import, by=by, rows=past_import.total)
    return past_import


@transaction.atomic
def carry_on(past_import: PastImport, rows: Sequence[PastRow], *, by: Actor) -> PastImport:
    """Take these rows in, the next ones of the table; nothing if they are not the next any more."""
    before = past_import.done
    access = _own(past_import, by)
    if not past_import.is_running or past_import.done != before:
        return past_import
    names, choices = names_in(access), PastChoices.model_validate(past_import.choices)
    tags = _pillars_of_tags(access, names)
    by_channel: dict[int, list[PastRow]] = defaultdict(list)
    for row in rows:
        channel, problem = channel_of(row, names, choices)
        problem = problem or "; ".join(row.problems) or _why_not(row, past_import)
        if problem:
            _note_wrong(past_import, row.line, problem)
        elif channel is not None:
            by_channel[channel.pk].append(row)
    for pk, mine in by_channel.items():
        _take(past_import, names.by_id[pk], mine, tags, by)
    past_import.done += len(rows)
    past_import.seen_at = clock.now()
    past_import.save(update_fields=["done", "seen_at", "taken", "known", "wrong", "wrong_count"])
    if past_import.done >= past_import.total:
        _finish(past_import, access, by)
    return past_import


@transaction.atomic
def take_out(past_import: PastImport, *, by: Actor) -> int:
    """Put an export away; what it brought in counts no more. How many posts that were."""
    _own(past_import, by)
    if past_import.is_running:
        raise Refusal("It is being taken in. Wait until that is done.")
    mine = NativePost.objects.filter(past_import=past_import)
    count_of = mine.count()
    if past_import.is_open:
        record("past.discarded", past_import, by=by)
        past_import.delete()
        return 0
    mine.delete()
    past_import.state = State.OUT
    past_import.save(update_fields=["state"])
    rollups.rebuild(past_import.workspace, by=by)
    record("past.taken_out", past_import, by=by, posts=count_of)
    return count_of


def _take(
    past_import: PastImport, channel: Channel, rows: Sequence[PastRow], tags: Mapping[str, str], by: Actor
) -> None:
    """Let the rows of one channel count that nothing here measures yet."""
    workspace, metrics = past_import.workspace, comparable(channel)
    read_at = _counted_at(past_import)
    moments = {row.line: clock.to_utc(row.local, workspace.timezone) for row in rows if row.local}
    seen = seen_on(channel, min(moments.values()), max(moments.values()))
    results: dict[str, PastResult] = {}
    for row in rows:
        counts = {metric: value for metric, value in row.counts.items() if metric in metrics}
        remote_id = row.id or _named(row, moments[row.line])
        if seen.knows(Seen.of(row.link, row.text, moments[row.line])) or remote_id in results:
            past_import.known += 1
        elif not counts:
            _note_wrong(past_import, row.line, f"{channel.card.label} counts none of its figures itself.")
        else:
            pillar = next((tags[tag.casefold()] for tag in row.tags if tag.casefold() in tags), "")
            results[remote_id] = PastResult(
                remote_id=remote_id,
                at=moments[row.line],
                text=row.text,
                url=row.link if row.link.startswith(("https://", "http://")) else "",
                format=row.format,
                pillar=pillar,
                is_explained=bool(pillar),
                told_by=past_import.told_by,
                readings=(PastReading(max(read_at, moments[row.line]), counts),),
            )
    taken = past.take_over(channel, list(results.values()), by=by)
    past_import.taken += taken
    past_import.known += len(results) - taken
    mine = NativePost.objects.filter(channel=channel, remote_id__in=results, past_import=None)
    mine.filter(told_by=past_import.told_by).update(past_import=past_import)


def _finish(past_import: PastImport, access: Access, by: Actor) -> None:
    past_import.state, past_import.content = State.DONE, b""
    past_import.save(update_fields=["state", "content"])
    if past_import.taken:
        natives.suggest(past_import.workspace, by=by)
    record("past.done", past_import, by=by, taken=past_import.taken, known=past_import.known)
    switch = open_switch(access)
    if switch is not None and past_import.taken and access.may("post.import"):
        mine = PastImport.objects.filter(
            workspace_id=past_import.workspace_id, state=State.DONE, added_at__gte=switch.begun_at
        )
        taken = sum(mine.values_list("taken", flat=True))
        words = f"{count(taken, 'post', 'posts')} of the past count with their figures."
        switches.settle(switch, by=by, name=SwitchStep.Name.RESULTS, words=words)


def _pillars_of_tags(access: Access, names: Names) -> dict[str, str]:
    """The pillar's key for each tag that stands for one, by what was said on moving and by the pillars' own names."""
    switch = open_switch(access)
    said = {tag.casefold(): key for tag, key in switch.tags.items() if key} if switch else {}
    known = {pillar.key for pillar in names.pillars.values()}
    return {name: pillar.key for name, pillar in names.pillars.items()} | {
        tag: key for tag, key in said.items() if key in known
    }


def _why_not(row: PastRow, past_import: PastImport) -> str:
    assert row.local is not None, "a row without a time has a problem"
    if row.local.date() > past_import.counted_on:
        return "It went out after the day whose figures these are."
    return ""


def _counted_at(past_import: PastImport) -> datetime:
    """The end of the day whose figures these are, or now."""
    end = datetime.combine(past_import.counted_on, time(23, 59))
    return min(clock.to_utc(end, past_import.workspace.timezone), clock.now())


def _named(row: PastRow, at: datetime) -> str:
    """A name for a post of which the network's own is not known: the same row has the same."""
    said = row.link or f"{at.isoformat()} {row.text}"
    return f"told:{hashlib.sha256(said.encode()).hexdigest()[:40]}"


def _note_wrong(past_import: PastImport, line: int, sentence: str) -> None:
    past_import.wrong_count += 1
    if len(past_import.wrong) < WRONG_KEPT:
        past_import.wrong = [*past_import.wrong, [line, sentence[:300]]]


def _own(past_import: PastImport, by: Actor) -> Access:
    """See that `by` may, and keep the import from changing until the transaction ends."""
    access = require(by, "results.edit", past_import.workspace_id)
    past_import.refresh_from_db(
        from_queryset=PastImport.objects.select_for_update(of=("self",)).defer("content")
    )
    return access
