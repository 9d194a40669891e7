"""What people say to us, and what an account said in the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Address(StrEnum):
    """How somebody speaks to us."""

    COMMENT = "comment"
    """Directly under one of our posts."""
    REPLY = "reply"
    """Under something that we or others said further down."""
    MENTION = "mention"
    """Elsewhere, with our name in it."""
    DIRECT = "direct"
    """To us alone, where nobody else reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody on a network, as it shows them."""

    remote_id: str
    handle: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What somebody said to us. `root` is the remote id of the post at the top of the thread, where known.

    `wave` is the key of the wave that it belongs to, where a simulated network says it for a drill.
    """

    remote_id: str
    address: Address
    by: Speaker
    text: str
    at: datetime
    url: str = ""
    in_reply_to: str = ""
    root: str = ""
    wave: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Some of what was said to us, oldest first; `cursor` continues after the last, `more` says that more waits."""

    messages: tuple[Arrival, ...]
    cursor: str
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPost:
    """A post as the account's own history shows it, whoever made it and with whatever app."""

    remote_id: str
    url: str
    text: str
    at: datetime
    format: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPosts:
    """A page of an account's own posts (no answers, no shares), newest first; `cursor` names the next, or nothing."""

    posts: tuple[PastPost, ...]
    cursor: str
