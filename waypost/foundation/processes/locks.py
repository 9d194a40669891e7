"""Locked files: the kernel lets go of them when their holder ends, however it ends, and never before."""

import fcntl
import os
from enum import StrEnum
from pathlib import Path
from types import TracebackType


class State(StrEnum):
    """What a lock's file tells about its holder."""

    FREE = "free"
    HELD = "held"
    UNKNOWN = "unknown"


class LockFile:
    """A file that this process holds; it names its own inode, so that a copy of it proves nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def __enter__(self) -> "LockFile":
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(handle)
            raise
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.fstat(handle).st_ino).encode(), 0)
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._handle is not None
        os.close(self._handle)
        self._handle = None


def state_of(path: Path) -> State:
    """Whether somebody holds the lock at `path`; unknown when the file is gone, a copy, or unreadable."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return State.UNKNOWN
    try:
        if os.pread(handle, 40, 0).decode(errors="replace") != str(os.fstat(handle).st_ino):
            return State.UNKNOWN
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return State.FREE
    except BlockingIOError:
        return State.HELD
    except OSError:
        return State.UNKNOWN
    finally:
        os.close(handle)
