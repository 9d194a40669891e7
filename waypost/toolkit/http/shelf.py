"""Open connections put aside for the next reading call to the same place."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field

import h11

from waypost.toolkit.http.deadline import Deadline
from waypost.toolkit.http.errors import DeadlinePassed
from waypost.toolkit.http.pipe import Pipe

_KEEP_SECONDS = 20.0
_KEEP_EACH = 4


@dataclass
class Line:
    """A pipe and the state of the talk on it."""

    pipe: Pipe
    talk: h11.Connection
    good_until: Deadline = field(default_factory=lambda: Deadline(_KEEP_SECONDS))

    def is_fresh(self) -> bool:
        """Whether another call may be made on it."""
        try:
            self.good_until.left()
        except DeadlinePassed:
            return False
        return self.pipe.is_quiet()


_lines: defaultdict[tuple[str, str, int], list[Line]] = defaultdict(list)
_lock = threading.Lock()


def take(place: tuple[str, str, int]) -> Line | None:
    """Take a connection that is still open and quiet, if there is one; hang up on those that are not."""
    while True:
        with _lock:
            line = _lines[place].pop() if _lines[place] else None
        if line is None or line.is_fresh():
            return line
        line.pipe.close()


def put(place: tuple[str, str, int], line: Line) -> None:
    """Put a connection aside if both sides wish to go on; hang up otherwise."""
    if line.talk.our_state is h11.DONE and line.talk.their_state is h11.DONE:
        line.talk.start_next_cycle()
        with _lock:
            if len(_lines[place]) < _KEEP_EACH:
                _lines[place].append(Line(line.pipe, line.talk))
                return
    line.pipe.close()


def clear() -> None:
    """Hang up on everything that was put aside."""
    with _lock:
        lines = [line for group in _lines.values() for line in group]
        _lines.clear()
    for line in lines:
        line.pipe.close()
