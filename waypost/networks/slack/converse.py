"""What people say to us on Slack: in the threads under our messages, and with the app's name elsewhere in the channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial

from pydantic import BaseModel

from waypost.networks import calling
from waypost.networks.contract import Account, Address, Arrival, Arrivals, Rejected, Speaker
from waypost.networks.slack import client
from waypost.networks.slack.client import Message, MessagesAnswer
from waypost.networks.slack.words import plain
from waypost.toolkit import clock

_WINDOW = timedelta(days=30)
"""How old a message may be under which answers are still looked for."""
_PAGE, _PAGES = "100", 20
_SAID = frozenset({"", "bot_message", "file_share", "me_message", "thread_broadcast"})
"""The kinds of message in which somebody says something; all others tell what happened."""


class UserProfile(BaseModel):
    """How somebody wants to be called."""

    real_name: str = ""
    display_name: str = ""


class User(BaseModel):
    """Somebody in the workspace."""

    id: str
    name: str
    profile: UserProfile = UserProfile()

    @property
    def called(self) -> str:
        """What they are called."""
        return self.profile.display_name.strip() or self.profile.real_name.strip() or self.name


class UserAnswer(BaseModel):
    """One person."""

    user: User


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return what was said to us after the cursor, the moment of a message; without one as far as a month back.

    A thread does not say under which of its messages an answer stands: what follows an answer of ours is taken as
    said to that one, all else as said to the message at the top.
    """
    us = calling.reading(lambda: client.who(account))
    begin = datetime.fromtimestamp(float(cursor), UTC) if cursor else clock.now()
    top = _all(account, "conversations.history", oldest=f"{(begin - _WINDOW).timestamp():.6f}")
    room = _Room(account, us, _people(account))
    found: list[Arrival] = []
    for message in top:
        if message.root == message.ts and _is_said(message, us, cursor) and _names(message, us):
            found.append(_arrival(room, message, address=Address.MENTION))
        concerns_us = message.user == us.user_id or _names(message, us)
        # All threads in which something is new are looked through for our name; the first time only our own.
        if message.root == message.ts and message.latest_reply > cursor and (cursor or concerns_us):
            found += _in_thread(room, message, cursor)
    newest = max([cursor, *(max(one.ts, one.latest_reply) for one in top)])
    return Arrivals(messages=tuple(sorted(found, key=lambda one: one.remote_id)), cursor=newest)


@dataclass(frozen=True, slots=True)
class _Room:
    """The channel, who we are there, and who the others are."""

    account: Account
    us: client.WhoAnswer
    people: Callable[[str], User]


def _in_thread(room: _Room, top: Message, cursor: str) -> list[Arrival]:
    """What is new in a thread: all of it under a message of ours, with our name or under our answer elsewhere."""
    us, found = room.us, list[Arrival]()
    is_ours, above, others_spoke = top.user == us.user_id, top.ts, False
    for message in _all(room.account, "conversations.replies", ts=top.ts):
        if message.ts == top.ts:
            continue
        if message.user == us.user_id:
            # What we add under our own message ourselves is part of it until somebody speaks.
            above = message.ts if others_spoke else above
            continue
        others_spoke = others_spoke or message.subtype in _SAID
        answers_us = is_ours or above != top.ts
        if _is_said(message, us, cursor) and (answers_us or _names(message, us)):
            address = Address.COMMENT if is_ours and above == top.ts else Address.REPLY
            address = address if answers_us else Address.MENTION
            found.append(_arrival(room, message, address=address, above=above, root=top.ts))
    return found


def _is_said(message: Message, us: client.WhoAnswer, cursor: str) -> bool:
    return message.ts > cursor and message.user != us.user_id and message.subtype in _SAID


def _names(message: Message, us: client.WhoAnswer) -> bool:
    return f"<@{us.user_id}" in message.text


def _arrival(room: _Room, message: Message, *, address: Address, above: str = "", root: str = "") -> Arrival:
    return Arrival(
        remote_id=message.ts,
        address=address,
        by=_speaker(message, room.people),
        text=plain(message.text, lambda user_id: room.people(user_id).called),
        at=message.at,
        url=client.link(room.us, room.account, message.ts, root),
        in_reply_to=above,
        root=root,
    )


def _speaker(message: Message, people: Callable[[str], User]) -> Speaker:
    """Who said it; another app has no account of a person."""
    if not message.user:
        called = message.username or "An app"
        return Speaker(remote_id=message.bot_id or called, handle=called, name=called)
    user = people(message.user)
    return Speaker(remote_id=user.id, handle=f"@{user.name}", name=user.called)


def _people(account: Account) -> Callable[[str], User]:
    """Who somebody is, each asked for once; those whom the app may not see are called by their id."""

    @cache
    def find(user_id: str) -> User:
        try:
            return client.get(account, "users.info", UserAnswer, user=user_id).user
        except Rejected:
            return User(id=user_id, name=user_id)

    return lambda user_id: calling.reading(partial(find, user_id))


def _all(account: Account, method: str, **asked: str) -> list[Message]:
    """All pages, as far as there are few enough, in the order of time."""
    asked |= {"channel": client.channel_of(account), "limit": _PAGE}
    found: list[Message] = []
    for _ in range(_PAGES):
        page = calling.reading(lambda: client.get(account, method, MessagesAnswer, **asked))
        found += page.messages
        if not page.following:
            break
        asked["cursor"] = page.following
    return sorted(found, key=lambda message: message.ts)
