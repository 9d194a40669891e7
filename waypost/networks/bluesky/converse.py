"""What people say to us on Bluesky: answers, mentions and quotes by the account's notifications, and direct messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel, Field

from waypost.networks.bluesky import chat, records, sessions
from waypost.networks.contract import Account, Address, Arrival, Arrivals, Speaker, TryLater

REASONS = ("reply", "mention", "quote")
_PAGES = 10
_OVERLAP = timedelta(minutes=10)
_OURS = "at://{did}/"


class AuthorAnswer(BaseModel):
    """Somebody."""

    did: str
    handle: str
    displayName: str = ""  # noqa: N815 (the lexicon's name)


class NotificationAnswer(BaseModel):
    """Somebody did something that concerns us."""

    uri: str
    author: AuthorAnswer
    reason: str
    record: dict[str, Any]
    indexedAt: datetime  # noqa: N815


class NotificationsAnswer(BaseModel):
    """Some notifications, newest first; `cursor` names the next, or nothing."""

    notifications: list[NotificationAnswer] = Field(...)
    cursor: str = ""


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return what people said since the cursor, in public and to us alone, oldest first.

    A cursor is that of the public side and, after a bar, that of direct messages where they may be read.
    """
    public, _, private = cursor.partition("|")
    said = _in_public(account, public)
    try:
        direct = chat.arrivals(account, private)
    except TryLater:
        # Direct messages wait with their cursor; what was said in public is handed on.
        if not said.messages:
            raise
        direct = None
    if direct is None:
        return replace(said, cursor=f"{said.cursor}|{private}" if private else said.cursor)
    together = sorted([*said.messages, *direct.messages], key=lambda one: (one.at, one.remote_id))
    return Arrivals(
        messages=tuple(together), cursor=f"{said.cursor}|{direct.cursor}", more=said.more or direct.more
    )


def _in_public(account: Account, cursor: str) -> Arrivals:
    """Return what people said since the cursor, oldest first.

    The network shows the newest first, so this goes back to where it was; after ten pages it hands over what it
    has, and goes on from there. A cursor is a moment, or three words: that moment, the newest seen, the next page.
    What reached the network late stands at the time that it bears, so this always looks back a little further.
    """
    mark, _, rest = cursor.partition(" ")
    newest, _, following = rest.partition(" ")
    since = datetime.fromisoformat(mark) - _OVERLAP if mark else None
    found: list[NotificationAnswer] = []
    for _ in range(_PAGES):
        page = _page(account, following)
        newest = newest or (page.notifications[0].indexedAt.isoformat() if page.notifications else mark)
        found += [one for one in page.notifications if since is None or one.indexedAt >= since]
        following = page.cursor
        if not following or _reaches(page.notifications, since):
            return Arrivals(messages=_told(account, found), cursor=newest)
    return Arrivals(messages=_told(account, found), cursor=f"{mark} {newest} {following}", more=True)


def _page(account: Account, following: str) -> NotificationsAnswer:
    asked: dict[str, str | Sequence[str]] = {"reasons": REASONS, "limit": "100"}
    if following:
        asked["cursor"] = following
    return sessions.reading(account, "app.bsky.notification.listNotifications", NotificationsAnswer, asked)


def _reaches(notifications: list[NotificationAnswer], since: datetime | None) -> bool:
    """Whether what comes after these was seen before."""
    return since is not None and bool(notifications) and notifications[-1].indexedAt < since


def _told(account: Account, found: list[NotificationAnswer]) -> tuple[Arrival, ...]:
    others = [one for one in found if one.author.did != account.remote_id and one.reason in REASONS]
    return tuple(_arrival(account, one) for one in sorted(others, key=lambda one: (one.indexedAt, one.uri)))


def _arrival(account: Account, found: NotificationAnswer) -> Arrival:
    reply = found.record.get("reply") or {}
    parent, root = reply.get("parent", {}).get("uri", ""), reply.get("root", {}).get("uri", "")
    return Arrival(
        remote_id=found.uri,
        address=_address(account, found.reason, parent, root),
        by=Speaker(
            remote_id=found.author.did,
            handle=found.author.handle,
            name=found.author.displayName or found.author.handle,
            url=f"https://bsky.app/profile/{found.author.handle}",
        ),
        text=str(found.record.get("text", "")),
        at=found.indexedAt,
        url=records.page(found.author.handle, found.uri),
        in_reply_to=parent,
        root=root,
    )


def _address(account: Account, reason: str, parent: str, root: str) -> Address:
    if reason != "reply":
        return Address.MENTION
    is_ours = parent.startswith(_OURS.format(did=account.remote_id))
    return Address.COMMENT if is_ours and parent == root else Address.REPLY
