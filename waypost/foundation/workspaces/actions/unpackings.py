"""Brands that come as a file: begin to unpack one, go on with it lot by lot, say why it cannot go on."""

from collections.abc import Callable, Mapping
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Unpacking, Workspace
from waypost.foundation.workspaces.queries import require
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

State = Unpacking.State


@transaction.atomic
def begin(workspace: Workspace, *, stored: str, name: str, total: int, by: Actor) -> Unpacking:
    """Let a worker unpack the file that lies in the storage as `stored` into a new brand; then it is deleted."""
    access = require(by, "workspace.edit", workspace.pk)
    if Unpacking.objects.filter(workspace=workspace).exists():
        raise Refusal("A file was unpacked into this brand already. Make another brand for this one.")
    made = Unpacking.objects.create(
        workspace=workspace,
        file=stored,
        name=name[-200:] or "brand.waypost",
        total=total,
        member_id=access.member_id,
        by_label=by.label,
    )
    record("unpacking.begun", made, by=by, things=total)
    return made


@transaction.atomic
def advance(
    unpacking: Unpacking, *, count: int, put: Callable[[], Mapping[str, int]], by: Actor
) -> Unpacking:
    """Put the next `count` things in by `put`, which says what stayed behind; nothing if another worker did that."""
    before = unpacking.done
    require(by, "workspace.edit", unpacking.workspace_id)
    _hold(unpacking)
    if not unpacking.is_running or unpacking.done != before:
        return unpacking
    for sentence, number in put().items():
        unpacking.left[sentence] = unpacking.left.get(sentence, 0) + number
    unpacking.done = min(before + count, unpacking.total)
    unpacking.seen_at = clock.now()
    unpacking.save(update_fields=["done", "left", "seen_at"])
    if unpacking.done >= unpacking.total:
        _end(unpacking, State.DONE)
        record("unpacking.done", unpacking, by=by, things=unpacking.done, left=unpacking.left_count)
    return unpacking


def take_up(unpacking: Unpacking) -> bool:
    """Begin to work on it, or go on; False where another worker did that since it was looked at."""
    mine = Unpacking.objects.filter(pk=unpacking.pk, state=State.RUNNING, seen_at=unpacking.seen_at)
    return bool(mine.update(seen_at=clock.now()))


@transaction.atomic
def rest(unpacking: Unpacking, *, by: Actor) -> Unpacking:
    """Leave it to the next sweep: what comes next is being prepared elsewhere."""
    require(by, "workspace.edit", unpacking.workspace_id)
    _hold(unpacking)
    unpacking.seen_at = None
    unpacking.save(update_fields=["seen_at"])
    record("unpacking.rested", unpacking, by=by, done=unpacking.done)
    return unpacking


@transaction.atomic
def break_off(unpacking: Unpacking, *, why: str, by: Actor) -> Unpacking:
    """Say why it cannot go on; what is unpacked stays."""
    require(by, "workspace.edit", unpacking.workspace_id)
    _hold(unpacking)
    if not unpacking.is_running:
        raise Refusal("It is no longer running. Reload the page.")
    unpacking.trouble = why[:300]
    _end(unpacking, State.BROKEN)
    record("unpacking.broken", unpacking, by=by, why=unpacking.trouble, done=unpacking.done)
    return unpacking


def _hold(unpacking: Unpacking) -> None:
    """Keep it from changing until the transaction ends."""
    unpacking.refresh_from_db(from_queryset=Unpacking.objects.select_for_update(of=("self",)))


def _end(unpacking: Unpacking, state: State) -> None:
    if unpacking.file:
        transaction.on_commit(partial(default_storage.delete, str(unpacking.file.name)))
    unpacking.state, unpacking.file = state, ""
    unpacking.save(update_fields=["state", "file", "trouble"])
