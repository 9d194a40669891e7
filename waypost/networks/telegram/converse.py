"""What people say to us on Telegram: in our group, or in the group in which a channel's posts are discussed.

A bot is told everything once, and what it takes is gone: the cursor says up to where, and with it which message of the
discussion group stands for which post of the channel. So a bot belongs to one channel or group alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import regex
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.contract import Account, Address, Arrival, Arrivals, Speaker
from waypost.networks.telegram import client
from waypost.networks.telegram.client import Chat, Message, Update, User
from waypost.networks.telegram.places import remote_id, url_of

_PAGE = 100
_REMEMBERED = 300


class Copy(BaseModel):
    """A post of the channel as it stands in the discussion group: its number there is the key; `album` joins several."""

    number: int
    album: str = ""


class Cursor(BaseModel):
    """How far we have listened, and which copies we saw, by their numbers in the discussion group."""

    after: int = 0
    copies: dict[int, Copy] = {}

    @classmethod
    def read(cls, written: str) -> Cursor:
        """Read a cursor; one that nobody can read begins anew."""
        try:
            return cls.model_validate_json(written) if written else cls()
        except ValidationError:
            return cls()

    def written(self) -> str:
        """The cursor with the newest copies."""
        newest = dict(sorted(self.copies.items())[-_REMEMBERED:])
        return Cursor(after=self.after, copies=newest).model_dump_json(exclude_defaults=True)


@dataclass(frozen=True, slots=True)
class _Ear:
    """Who listens where: the bot, the account's own chat, and the group that discusses it."""

    account: Account
    bot: User
    chat: Chat
    copies: dict[int, Copy]

    def concerns(self, message: Message) -> bool:
        """Whether it was said where we are, by somebody else."""
        return message.chat.id in (self.chat.id, self.chat.linked_chat_id) and not self.is_ours(message)

    def is_ours(self, message: Message) -> bool:
        """Whether the bot said it, or the channel itself."""
        return (message.sender is not None and message.sender.id == self.bot.id) or (
            message.sender_chat is not None and message.sender_chat.id == self.chat.id
        )

    def discusses(self, message: Message) -> bool:
        """Whether it stands under a post of the channel, however far down."""
        return message.chat.id != self.chat.id and bool(self.root_of(message))

    def is_named(self, message: Message) -> bool:
        """Whether the bot or the chat is mentioned."""
        names = "|".join(name for name in (self.bot.username, self.chat.username) if name)
        words = message.text or message.caption
        return (
            bool(names) and regex.search(rf"(?<!\w)@(?:{names})(?!\w)", words, regex.IGNORECASE) is not None
        )

    def root_of(self, message: Message) -> str:
        """The post at the top of a message's thread; nothing where we do not know it."""
        thread = message.message_thread_id
        if thread is None or message.is_topic_message:
            return ""
        if message.chat.id == self.chat.id:
            return remote_id(self.account, self.chat.id, [thread])
        return self._post_of(thread)

    def place_of(self, chat: Chat, message: Message | None) -> str:
        """The remote id of a message that is answered."""
        if message is None:
            return ""
        post = "" if chat.id == self.chat.id else self._post_of(message.message_id)
        return post or remote_id(self.account, chat.id, [message.message_id])

    def _post_of(self, number: int) -> str:
        """The post of the channel that a message of the discussion group stands for; nothing where none is known."""
        copy = self.copies.get(number)
        if copy is None:
            return ""
        album = [each.number for each in self.copies.values() if copy.album and each.album == copy.album]
        return remote_id(self.account, self.chat.id, album or [copy.number])


def arrivals(account: Account, cursor: str) -> Arrivals:
    """Return what was said since the cursor, oldest first. What it said before is forgotten by Telegram with this call."""
    known = Cursor.read(cursor)
    asked: dict[str, Any] = {"limit": _PAGE, "allowed_updates": ["message"]} | (
        {"offset": known.after + 1} if known.after else {}
    )
    bot = calling.reading(lambda: client.call(account, "getMe", User))
    chat = calling.reading(lambda: client.call(account, "getChat", Chat, {"chat_id": int(account.remote_id)}))
    updates = calling.reading(lambda: client.call(account, "getUpdates", list[Update], asked))
    messages = [update.message for update in updates if update.message is not None]
    ear = _Ear(account, bot, chat, known.copies | _copies(chat, messages))
    found = [_arrival(ear, message) for message in messages if ear.concerns(message)]
    after = max((update.update_id for update in updates), default=known.after)
    return Arrivals(
        messages=tuple(one for one in found if one is not None),
        cursor=Cursor(after=after, copies=ear.copies).written(),
        more=len(updates) == _PAGE,
    )


def _copies(chat: Chat, messages: list[Message]) -> dict[int, Copy]:
    """The posts of the channel that came into the discussion group, or that somebody answered there."""
    seen = [each for one in messages for each in (one, one.reply_to_message) if each is not None]
    return {
        each.message_id: Copy(number=each.forward_origin.message_id, album=each.media_group_id)
        for each in seen
        if each.is_automatic_forward
        and each.forward_origin is not None
        and each.forward_origin.message_id is not None
        and each.sender_chat is not None
        and each.sender_chat.id == chat.id
    }


def _arrival(ear: _Ear, message: Message) -> Arrival | None:
    """What was said to us; None for what people say to each other."""
    above = _answered(message)
    is_under_ours = above is not None and ear.is_ours(above)
    root, parent = ear.root_of(message), ear.place_of(message.chat, above)
    if above is not None and (is_under_ours or ear.discusses(message)):
        is_first = parent == root or (not root and message.chat.id == ear.chat.id)
        address = Address.COMMENT if is_under_ours and is_first else Address.REPLY
    elif ear.is_named(message):
        address = Address.MENTION
    else:
        return None
    return Arrival(
        remote_id=remote_id(ear.account, message.chat.id, [message.message_id]),
        address=address,
        by=_speaker(message),
        text=message.text or message.caption,
        at=datetime.fromtimestamp(message.date, UTC),
        url=url_of(message),
        in_reply_to=parent,
        root=root if parent else "",
    )


def _answered(message: Message) -> Message | None:
    """The message that this answers; what begins a topic of a forum is answered by nobody."""
    above = message.reply_to_message
    is_topic = (
        above is not None and message.is_topic_message and above.message_id == message.message_thread_id
    )
    return None if is_topic else above


def _speaker(message: Message) -> Speaker:
    """Somebody, or the channel or group in whose name they speak."""
    chat, user = message.sender_chat, message.sender
    if chat is not None:
        number, username, name = chat.id, chat.username, chat.title
    elif user is not None:
        number, username, name = user.id, user.username, f"{user.first_name} {user.last_name}".strip()
    else:
        number, username, name = message.chat.id, "", message.chat.title
    return Speaker(
        remote_id=str(number),
        handle=f"@{username}" if username else name or str(number),
        name=name or username,
        url=f"https://t.me/{username}" if username else "",
    )
