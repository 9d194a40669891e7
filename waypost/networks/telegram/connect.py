"""Connecting a channel or group: whose bot the token is, and whether that bot may post there."""

from __future__ import annotations

import regex

from waypost.networks.contract import (
    UNKNOWN_ACCOUNT,
    Account,
    Disconnected,
    Profile,
    Rejected,
)
from waypost.networks.telegram import client
from waypost.networks.telegram.client import Answer, Chat, User

_NUMBER = regex.compile(r"-?[0-9]{5,20}")
_NAME = regex.compile(r"(?:(?:https?://)?(?:t|telegram)\.me/|@)?([A-Za-z][A-Za-z0-9_]{3,31})/?")
_PRIVATE = regex.compile(r"(?:https?://)?t\.me/c/([0-9]+)(?:/.*)?")


class MemberAnswer(Answer):
    """What somebody may do in a chat."""

    status: str
    can_post_messages: bool | None = None


def verify(account: Account) -> Profile:
    """Ask whose token this is and what the chat is.

    Raises Rejected with UNKNOWN_ACCOUNT where the bot sees no such chat or may not post there.
    """
    bot = client.call(account, "getMe", User)
    chat = _chat(account)
    if chat.type == "group":
        raise _unusable(
            "That is a small group, whose number changes when it grows. Let new members see its history in its"
            " settings, which makes it a large one, and connect it then."
        )
    if chat.type not in ("channel", "supergroup"):
        raise _unusable("That is neither a channel nor a group. Type the public name of one, or its number.")
    _hold_against_rights(account, chat, bot)
    handle = f"@{chat.username}" if chat.username else str(chat.id)
    return Profile(remote_id=str(chat.id), handle=handle, name=chat.title or handle)


def _chat(account: Account) -> Chat:
    """The chat that was typed, or the one that it is."""
    typed = "".join(filter(str.isprintable, account.handle)).strip() or account.remote_id
    try:
        return client.call(account, "getChat", Chat, {"chat_id": chat_id(typed)}, is_ours=False)
    except Rejected as error:
        raise _unusable(
            f"The bot sees no channel or group {typed[:80]}. Check the name, and add the bot there first."
        ) from error


def chat_id(typed: str) -> int | str:
    """A chat as the calls name it: by number or by public name. Raises Rejected with UNKNOWN_ACCOUNT."""
    if private := _PRIVATE.fullmatch(typed):
        return int(f"-100{private[1]}")
    if _NUMBER.fullmatch(typed):
        return int(typed)
    if name := _NAME.fullmatch(typed):
        return f"@{name[1]}"
    raise _unusable(f"“{typed[:80]}” is not the name of a channel or group. It looks like @ternandtide.")


def _hold_against_rights(account: Account, chat: Chat, bot: User) -> None:
    asked = {"chat_id": chat.id, "user_id": bot.id}
    try:
        member = client.call(account, "getChatMember", MemberAnswer, asked)
    except (Rejected, Disconnected) as error:
        raise _unusable(f"The bot @{bot.username} is not in {chat.title}. Add it there first.") from error
    if chat.type == "channel" and not (member.status == "administrator" and member.can_post_messages):
        raise _unusable(
            f"The bot @{bot.username} may not post in {chat.title}. Make it an administrator who may post."
        )
    if member.status in ("left", "kicked"):
        raise _unusable(f"The bot @{bot.username} is not in {chat.title}. Add it there first.")


def _unusable(sentence: str) -> Rejected:
    return Rejected(sentence, UNKNOWN_ACCOUNT)
