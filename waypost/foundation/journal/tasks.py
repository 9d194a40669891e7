from datetime import timedelta

from waypost.foundation.journal.queries import without_reaction
from waypost.foundation.journal.reactions import react_later
from waypost.toolkit import clock

LATE = timedelta(minutes=2)
A_ROUND = 500


def react_to_the_forgotten() -> None:
    """Hand entries to the worker whose reaction was lost with a process; reacting twice is harmless."""
    for entry in without_reaction(clock.now() - LATE)[:A_ROUND]:
        react_later(entry.pk)
