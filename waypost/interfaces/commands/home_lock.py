"""One process tree in one home: the first holds the home's lock, the second says who does."""

import fcntl
import os
from pathlib import Path

from waypost.toolkit.refusal import Refusal


def take(home: Path, *, address: str) -> int:
    """Hold the home's lock and return its handle, which a program started in this one's place inherits."""
    handle = os.open(home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refusal(_who(handle)) from error
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n{address}\n".encode(), 0)
    os.set_inheritable(handle, True)
    return handle


def holder(home: Path) -> str:
    """Who runs in this home, in a sentence; empty when nobody does."""
    try:
        handle = os.open(home / "lock", os.O_RDWR)
    except FileNotFoundError:
        return ""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _who(handle)
    finally:
        os.close(handle)
    return ""


def _who(handle: int) -> str:
    pid, address, *_ = [*os.pread(handle, 400, 0).decode().splitlines(), "?", "?"]
    return f"Waypost runs in this home already: open {address}, or stop it with `kill {pid}`."
