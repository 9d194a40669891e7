"""The entries of the timetable, as config's schedule names them."""

from collections.abc import Iterable

from waypost.foundation.processes.domain.entry import Entry

_entries: dict[str, Entry] = {}


def register(entries: Iterable[Entry]) -> None:
    """Take these entries, and only these, as the timetable."""
    taken = list(entries)
    assert len({entry.name for entry in taken}) == len(taken), "each entry of the timetable has its own name"
    _entries.clear()
    _entries.update({entry.name: entry for entry in taken})


def entries() -> list[Entry]:
    """Every entry, in the order of the timetable."""
    return list(_entries.values())


def entry(name: str) -> Entry | None:
    """The entry called `name`, if the timetable still has it."""
    return _entries.get(name)
