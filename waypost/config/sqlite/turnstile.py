"""A queue for those who write to one SQLite file, across threads and processes.

SQLite lets one write at a time and lets the others sleep, longer and longer, and look again: whoever writes again at
once wins nearly every draw, and a person who saves while the publisher drains its queue waited more than a second
(docs/decisions/0013). Here, whoever waits holds the
door (`next`) until it is its turn (`turn`), so nobody passes twice while somebody waits.

Only politeness: the locks protect nothing, SQLite does. Whoever finds them taken for too long goes on without them.
"""

import fcntl
import os
import time
from pathlib import Path

PATIENCE = 2.0
LOOK_EVERY = 0.0005


class Turnstile:
    """One connection's place in the queue of a database file. Used by one thread at a time."""

    def __init__(self, database: Path) -> None:
        self._door = self._open(database, "next")
        self._turn = self._open(database, "turn")
        self.is_waiting = False
        self.is_inside = False

    def enter(self) -> None:
        """Wait for one's turn to write."""
        if not self.is_inside:
            deadline = time.monotonic() + PATIENCE
            self.is_waiting = _take(self._door, deadline)
            self.is_inside = _take(self._turn, deadline)
            if self.is_waiting:
                fcntl.flock(self._door, fcntl.LOCK_UN)
                self.is_waiting = False

    def is_awaited(self) -> bool:
        """Whether somebody waits at the door for the one inside; a look costs microseconds."""
        try:
            fcntl.flock(self._door, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self._door, fcntl.LOCK_UN)
        return False

    def leave(self) -> None:
        """Let the next one write; harmless when it is not one's turn."""
        if self.is_inside:
            fcntl.flock(self._turn, fcntl.LOCK_UN)
            self.is_inside = False

    def close(self) -> None:
        """Leave for good."""
        os.close(self._door)
        os.close(self._turn)

    @staticmethod
    def _open(database: Path, name: str) -> int:
        return os.open(f"{database}-{name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _take(handle: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(LOOK_EVERY)
        else:
            return True
