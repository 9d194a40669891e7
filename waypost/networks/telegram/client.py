"""Calls to the Bot API, and what its answers mean. The token stands in the address, so no address is ever told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import httpx
import regex
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from waypost.networks import calling
from waypost.networks.contract import Account, Disconnected, MediaFile, Rejected, TryLater
from waypost.networks.telegram.card import CARD
from waypost.toolkit import http

_TOKEN = regex.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{10,100}")
# What the server says when the bot may not be there (any more); compared in small letters.
_SHUT_OUT = (
    "chat not found",
    "not enough rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_admin_required",
)

AnswerT = TypeVar("AnswerT")
Fields = Mapping[str, Any]


class Answer(BaseModel):
    """Something that the server says."""

    model_config = ConfigDict(populate_by_name=True)


class User(Answer):
    """Somebody, or a bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""


class Chat(Answer):
    """A channel, a group or a talk with one person."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    linked_chat_id: int | None = None


class Origin(Answer):
    """Where a forwarded message comes from."""

    type: str
    chat: Chat | None = None
    message_id: int | None = None


class Message(Answer):
    """A message, as far as Waypost reads it."""

    message_id: int
    date: int
    chat: Chat
    message_thread_id: int | None = None
    sender: User | None = Field(default=None, alias="from")
    sender_chat: Chat | None = None
    forward_origin: Origin | None = None
    is_automatic_forward: bool = False
    is_topic_message: bool = False
    reply_to_message: Message | None = None
    media_group_id: str = ""
    text: str = ""
    caption: str = ""


class Update(Answer):
    """Something that happened where the bot is."""

    update_id: int
    message: Message | None = None


class _Parameters(Answer):
    retry_after: float | None = None
    migrate_to_chat_id: int | None = None


class _Refusal(Answer):
    description: str = ""
    parameters: _Parameters = _Parameters()


class Gone(Rejected):
    """The message is not there (any more)."""


def call(
    account: Account, method: str, shape: type[AnswerT], fields: Fields | None = None, *, is_ours: bool = True
) -> AnswerT:
    """Call what makes nothing appear, or what may be repeated. Raises the three errors, or HttpError for a doubt.

    `is_ours` says that it concerns the account's own channel or group, which is lost where the bot is shut out of it.
    """
    # Always POST: it follows no redirect, whose address could be told to somebody.
    answer = calling.fetch("POST", address(account, method), json=dict(fields or {}))
    return read(answer, shape, is_ours=is_ours)


def upload(account: Account, method: str, shape: type[AnswerT], form: httpx.Request) -> AnswerT:
    """Call what may be repeated and brings files. Raises as `call` does."""
    answer = calling.fetch(
        "POST",
        address(account, method),
        headers={"content-type": form.headers["content-type"]},
        content=form.read(),
        deadline_seconds=CARD.deadline,
    )
    return read(answer, shape)


def form_of(url: str, fields: Fields, files: Sequence[MediaFile]) -> httpx.Request:
    """A call with files, which its fields name by `attached`; what is no text is written as JSON."""
    said = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
    parts = {
        f"file{number}": (
            f"file{number}.{file.content_type.rpartition('/')[2]}",
            file.read(),
            file.content_type,
        )
        for number, file in enumerate(files)
    }
    return httpx.Request("POST", url, data=said, files=parts)


def attached(number: int) -> str:
    """How a field names a file of the same call."""
    return f"attach://file{number}"


def address(account: Account, method: str) -> str:
    """Where a call goes. Raises Disconnected for what cannot be a token: nothing else may stand in an address."""
    if not _TOKEN.fullmatch(account.token):
        raise Disconnected("That is not the token of a Telegram bot. It looks like 123456:ABC-DEF.")
    return f"{(account.server or CARD.home).rstrip('/')}/bot{account.token}/{method}"


def read(answer: httpx.Response, shape: type[AnswerT], *, is_ours: bool = True) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt."""
    status = answer.status_code
    if answer.is_success:
        try:
            body = answer.json()
            if not isinstance(body, dict) or body.get("ok") is not True:
                raise ValueError
            found = calling.reader(shape).validate_python(body.get("result"))
        except (ValueError, ValidationError) as error:
            raise http.UnreadableAnswer(f"Telegram answered {status} with something else") from error
        return found
    said = _refusal(answer)
    words = said.description
    if status == 401 or (status == 404 and words):
        raise Disconnected("Telegram knows no bot with this token.")
    if status == 429:
        wait = said.parameters.retry_after or calling.pause(answer)
        raise calling.rested(wait, "Telegram asks for a pause.")
    if status == 409 and words:
        raise TryLater(calling.BUSY_SECONDS, f"Something else reads what this bot hears: {words}")
    if status in (400, 403, 413) and words:
        raise _refused(status, said, is_ours)
    raise http.UnreadableAnswer(f"Telegram answered {status}")


def _refused(status: int, said: _Refusal, is_ours: bool) -> Rejected | Disconnected:
    words = said.description
    small = words.lower()
    if said.parameters.migrate_to_chat_id is not None:
        number = said.parameters.migrate_to_chat_id
        return Rejected(
            f"This group has become another one, with the number {number}. Connect that one.", "moved"
        )
    if is_ours and (status == 403 or any(sign in small for sign in _SHUT_OUT)):
        return Disconnected(f"The bot may not post there: {words}.")
    if "not found" in small or "message_id_invalid" in small:
        return Gone(words, str(status))
    return Rejected(words, str(status))


def _refusal(answer: httpx.Response) -> _Refusal:
    """What the server says is wrong; nothing where it says it in no documented way."""
    try:
        return _Refusal.model_validate_json(answer.content)
    except ValidationError:
        return _Refusal()
