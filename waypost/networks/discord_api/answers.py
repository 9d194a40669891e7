"""Calls to Discord, and what its answers mean (https://discord.com/developers/docs/topics/opcodes-and-status-codes, 2026-08)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.contract import REST, Allowance, Disconnected, Rejected, overheard
from waypost.networks.discord_api.carrying import HOME
from waypost.toolkit import clock, http

UPLOAD_SECONDS = 60.0
_USER_AGENT = "DiscordBot (self-hosted, 0.1) Waypost"
UNKNOWN_MESSAGE = 10_008
# Unknown channel, server, webhook; no access, no permission; a token that is none (any more), a bot's or a webhook's.
_SHUT_OUT = frozenset({10_003, 10_004, 10_015, 50_001, 50_013, 50_014, 50_027})

AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Door:
    """Where messages are written, read and changed, and as whom. It may be a secret itself, so nothing quotes it."""

    address: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


class User(BaseModel):
    """Somebody, or a bot."""

    id: str
    username: str = ""
    global_name: str | None = None

    @property
    def name(self) -> str:
        """What they are called."""
        return self.global_name or self.username


class Reference(BaseModel):
    """The message that another one answers."""

    message_id: str | None = None


class Reaction(BaseModel):
    """How often a message got one sign."""

    count: int


class Message(BaseModel):
    """A message, as far as Waypost reads it."""

    id: str
    channel_id: str
    author: User
    content: str
    timestamp: datetime
    type: int = 0
    attachments: list[dict[str, Any]] = []
    mentions: list[User] = []
    message_reference: Reference | None = None
    referenced_message: Message | None = None
    reactions: list[Reaction] = []
    poll: dict[str, Any] | None = None

    @property
    def above(self) -> str:
        """The message that it answers, or nothing."""
        return (self.message_reference.message_id or "") if self.message_reference else ""

    @property
    def likes(self) -> int:
        """How many signs people gave it."""
        return sum(reaction.count for reaction in self.reactions)


class _Refusal(BaseModel):
    code: int = 0
    message: str = ""
    errors: dict[str, Any] = {}
    retry_after: float | None = None


class Gone(Rejected):
    """The message is not there (any more)."""


def base(server: str) -> str:
    """Where all calls begin."""
    return f"{(server or HOME).rstrip('/')}/api/v10"


def call(
    door: Door,
    verb: str,
    path: str,
    shape: type[AnswerT],
    *,
    json: Any = None,
    form: httpx.Request | None = None,
) -> AnswerT:
    """Ask, or do what may be repeated. Raises the three errors, or HttpError for a doubt."""
    said = headers_of(door, form)
    content = form.read() if form is not None else None
    seconds = UPLOAD_SECONDS if form is not None else 15.0
    try:
        answer = calling.fetch(
            verb,
            f"{door.address}{path}",
            deadline_seconds=seconds,
            headers=said,
            json=json,
            content=content,
        )
    except http.UnreadableAnswer:
        # Without the cause: of a redirect it quotes the address, and that may be a secret.
        raise http.UnreadableAnswer("Discord did not answer as expected") from None
    found = read(answer, shape)
    overheard(allowances(answer, REST))
    return found


def headers_of(door: Door, form: httpx.Request | None = None) -> dict[str, str]:
    """What says who is calling, and how the body is written."""
    said = {"user-agent": _USER_AGENT, **door.headers}
    return said | ({"content-type": form.headers["content-type"]} if form is not None else {})


def read(answer: httpx.Response, shape: type[AnswerT], *, limit: str = REST) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt.

    `limit` is the one of which a refusal for too many calls speaks; without it all calls rest.
    """
    status = answer.status_code
    if answer.is_success:
        try:
            found = calling.reader(shape).validate_json(answer.content or b"null")
        except ValidationError as error:
            raise http.UnreadableAnswer(f"Discord answered {status} with something else") from error
        return found
    said = _refusal(answer)
    if status == 401 or (said.code in _SHUT_OUT and 400 <= status < 500):
        raise Disconnected(said.message or "Discord no longer accepts this key.")
    if status == 429:
        wait = _seconds(answer, said)
        raise calling.rested(wait, said.message or "Discord asks for a pause.", limit=limit)
    if said.code == UNKNOWN_MESSAGE and status == 404:
        raise Gone(said.message, str(said.code))
    if status in (400, 403, 404, 413) and said.message:
        raise Rejected(_in_words(said), str(said.code))
    raise http.UnreadableAnswer(f"Discord answered {status}")


def allowances(answer: httpx.Response, limit: str) -> tuple[Allowance, ...]:
    """What the answer says is left; of other calls than new messages only that nothing is."""
    left, seconds = (
        answer.headers.get("x-ratelimit-remaining", ""),
        _number(answer, "x-ratelimit-reset-after"),
    )
    if not left.isdigit() or seconds is None or (limit == REST and int(left)):
        return ()
    return (Allowance(limit=limit, left=int(left), until=clock.now() + timedelta(seconds=seconds)),)


def _refusal(answer: httpx.Response) -> _Refusal:
    """What Discord says is wrong; nothing where somebody else answered."""
    try:
        return _Refusal.model_validate_json(answer.content)
    except ValidationError:
        return _Refusal()


def _in_words(said: _Refusal) -> str:
    """The refusal, and the first reason that it gives for a field."""
    first = next(_reasons(said.errors), "")
    return f"{said.message}: {first}" if first else said.message


def _reasons(errors: Any) -> Any:
    for name, value in errors.items() if isinstance(errors, dict) else ():
        if name == "_errors" and isinstance(value, list):
            yield from (str(each.get("message", "")) for each in value if isinstance(each, dict))
        else:
            yield from _reasons(value)


def _seconds(answer: httpx.Response, said: _Refusal) -> float:
    wait = said.retry_after if said.retry_after is not None else _number(answer, "retry-after")
    return max(0.1, wait) if wait is not None else calling.BUSY_SECONDS


def _number(answer: httpx.Response, header: str) -> float | None:
    try:
        return float(answer.headers[header])
    except (KeyError, ValueError):
        return None
