"""Who reacts to what. Reactions only hurry things along: a sweep would find the same work, so a crash loses nothing."""

import logging
from collections import defaultdict
from collections.abc import Callable
from contextvars import ContextVar

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


def hurry(entry: Entry) -> None:
    """See to it that `entry` is reacted to: at once where time is simulated, by the worker otherwise."""
    if inline.get():
        react(entry)
    else:
        try:
            react_later(entry.pk)
        except Exception:
            # The entry is committed and has no reacted_at: the sweep finds it. The person's request stands.
            log.exception("journal.enqueue_failed", extra={"entry": entry.pk})


def react(entry: Entry) -> None:
    """Run every reaction to `entry`; each may run twice, and one that fails leaves the others their turn."""
    failed: list[Exception] = []
    for reaction in _reactions.get(entry.verb, ()):
        try:
            reaction(entry)
        except Exception as error:  # noqa: BLE001 (collected and raised below)
            failed.append(error)
    Entry.objects.filter(pk=entry.pk).update(reacted_at=clock.now())
    if failed:
        raise ExceptionGroup(f"reactions to {entry.verb}", failed)


def verbs() -> frozenset[str]:
    """Every verb that something reacts to."""
    return frozenset(_reactions)


@db_task()  # type: ignore[untyped-decorator]
def react_later(entry_id: int) -> None:
    """React in the worker to the entry of this id."""
    react(Entry.objects.get(pk=entry_id))
