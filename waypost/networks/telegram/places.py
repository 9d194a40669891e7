"""How Waypost names messages on Telegram: by number in the account's own chat, with the chat's number elsewhere.

An album is several messages there; its name is the numbers of all of them. No two chats share numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waypost.networks.contract import Account, Rejected
from waypost.networks.telegram.client import Chat, Message

_LARGE = "-100"


@dataclass(frozen=True, slots=True)
class Place:
    """Messages in a chat that make up one post."""

    chat: int
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, account: Account, remote_id: str) -> Place:
        """Read a remote id. Raises Rejected for what is none."""
        chat, _, numbers = remote_id.rpartition(":")
        try:
            return cls(int(chat or account.remote_id), tuple(int(each) for each in numbers.split(",")))
        except ValueError as error:
            raise Rejected("That is not a message on Telegram.", "400") from error

    def is_ours(self, account: Account) -> bool:
        """Whether it stands in the account's own chat."""
        return str(self.chat) == account.remote_id


def remote_id(account: Account, chat: int, numbers: Iterable[int]) -> str:
    """The remote id of messages in a chat."""
    written = ",".join(map(str, sorted(numbers)))
    return written if str(chat) == account.remote_id else f"{chat}:{written}"


def url_of(message: Message) -> str:
    """Where people read a message."""
    return f"{_folder(message.chat)}/{message.message_id}"


def _folder(chat: Chat) -> str:
    """The public name, or the way in for members: the number without what marks large chats."""
    return f"https://t.me/{chat.username or 'c/' + str(chat.id).removeprefix(_LARGE)}"
