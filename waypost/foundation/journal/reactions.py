"""Who reacts to what. Reactions only hurry things along: a sweep would find the same work, so a crash loses nothing."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from huey.contrib.djhuey import db_task

from waypost.foundation.journal.models import Entry
from waypost.toolkit import clock

log = logging.getLogger(__name__)

Reaction = Callable[[Entry], None]
_reactions: dict[str, list[Reaction]] = defaultdict(list)

inline: ContextVar[bool] = ContextVar("inline", default=False)
"""Whether reactions run at once, after the commit, in this process: in tests and in simulated time."""

left_to_pulls: ContextVar[frozenset[str]] = ContextVar("left_to_pulls", default=frozenset())
"""Verbs that nobody hurries after: in simulated time, where the pull behind each comes round anyway."""


_together: ContextVar[list[int] | None] = ContextVar("together", default=None)
"""The entries of which the worker is told when everything is committed that shares a commit."""


def on(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Let the function run after each commit that records one of `verbs`."""

    def register(reaction: Reaction) -> Reaction:
        for verb in verbs:
            _reactions[verb].append(reaction)
        return reaction

    return register


def has(verb: str) -> bool:
    """Whether anything reacts to `verb`."""
    return verb in _reactions


def is_left(verb: str) -> bool:
    """Whether whatever follows from `verb` is left to the pulls."""
    return verb in left_to_pulls.get()


@contextmanager
def hurried_together() -> Iterator[None]:
    """Tell the worker once of all that is committed in here, and not once for each entry."""
    entry_ids: list[int] = []
    token = _together.set(entry_ids)
    try:
        yield
    finally:
        _together.reset(token)
        if entry_ids:
            _tell_the_worker(entry_ids)


def hurry(entry: Entry) -> None:
    """See to it that `entry` is reacted to: at once where time is simulated, by the worker otherwise."""
    together = _together.get()
    if inline.get():
        react(entry)
    elif together is not None:
        together.append(entry.pk)
    else:
        _tell_the_worker([entry.pk])


def _tell_the_worker(entry_ids: list[int]) -> None:
    try:
        react_later(*entry_ids)
    except Exception:
        # The entries are committed and have no reacted_at: the sweep finds them. What was done stands.
        log.exception("journal.enqueue_failed", extra={"entries": entry_ids})


def react(*entries: Entry) -> None:
    """Run every reaction to each entry; each may run twice, and one that fails leaves the others their turn."""
    failed: list[Exception] = []
    for entry in entries:
        for reaction in _reactions.get(entry.verb, ()):
            try:
                reaction(entry)
            except Exception as error:  # noqa: BLE001 (collected and raised below)
                failed.append(error)
    # In a transaction, because that takes its turn where writers queue; an UPDATE by itself would push in.
    with transaction.atomic():
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(reacted_at=clock.now())
    if failed:
        verbs_of = ", ".join(sorted({entry.verb for entry in entries}))
        raise ExceptionGroup(f"reactions to {verbs_of}", failed)


def verbs() -> frozenset[str]:
    """Every verb that something reacts to."""
    return frozenset(_reactions)


@db_task()  # type: ignore[untyped-decorator]
def react_later(*entry_ids: int) -> None:
    """React in the worker to the entries of these ids."""
    react(*Entry.objects.filter(pk__in=entry_ids).order_by("pk"))
