"""What a remote id names on Bluesky: a post by the address of its record, or a direct message in its conversation."""

from __future__ import annotations

_DIRECT = "chat://"


def is_direct(remote_id: str) -> bool:
    """Whether it is a direct message, or its conversation."""
    return remote_id.startswith(_DIRECT)


def direct(conversation: str, message: str = "") -> str:
    """The remote id of a direct message; without one, of its conversation."""
    return f"{_DIRECT}{conversation}/{message}" if message else f"{_DIRECT}{conversation}"


def conversation_of(remote_id: str) -> str:
    """In which conversation a direct message stands."""
    return remote_id.removeprefix(_DIRECT).partition("/")[0]
