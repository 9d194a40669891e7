"""Calls to a sandbox server, and what its answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.contract import (
    REST,
    Account,
    Address,
    Allowance,
    Disconnected,
    Metric,
    Rejected,
    TryLater,
    overheard,
)
from waypost.toolkit import clock, http


class ProfileAnswer(BaseModel):
    """Who a token belongs to; `token` only when the account was just made."""

    id: str
    handle: str
    name: str
    token: str = ""


class TokenAnswer(BaseModel):
    """How long a token is good: to a moment, or for ever."""

    ends_at: datetime | None


class GivenAnswer(TokenAnswer):
    """A new token."""

    token: str


class PostAnswer(BaseModel):
    """A post as the server shows it."""

    id: str
    url: str
    text: str
    at: datetime
    format: str = "text"
    in_reply_to: str = ""


class DoneAnswer(BaseModel):
    """It was done."""


class PostsAnswer(BaseModel):
    """A page of an account's posts, newest first; `older` names the next page, or nothing."""

    posts: list[PostAnswer]
    older: str = ""


class MediaAnswer(BaseModel):
    """An upload, good until `expires_at`."""

    handle: str
    expires_at: datetime


class SpeakerAnswer(BaseModel):
    """Somebody on the sandbox: an account, or one of its people."""

    id: str
    handle: str
    name: str


class MessageAnswer(PostAnswer):
    """Something said to the account."""

    address: Address
    by: SpeakerAnswer
    root: str
    wave: str = ""


class ArrivalsAnswer(BaseModel):
    """What was said to the account, oldest first; `cursor` continues after the last."""

    messages: list[MessageAnswer]
    cursor: str
    more: bool


class BegunAnswer(BaseModel):
    """A wave that began: the message with which it does."""

    id: str


class CountsAnswer(BaseModel):
    """Counts by post; what is gone is missing, and so is what is not counted here."""

    counts: dict[str, dict[Metric, int]]


class AccountCountsAnswer(BaseModel):
    """Counts of the account itself."""

    followers: int


AnswerT = TypeVar("AnswerT", bound=BaseModel)


def call(
    account: Account,
    method: str,
    path: str,
    shape: type[AnswerT],
    *,
    params: Mapping[str, str] | None = None,
    json: Any = None,
    content: bytes | None = None,
    content_type: str = "",
) -> AnswerT:
    """Make one ordinary call. Raises the three errors, or HttpError when the answer says nothing certain."""
    answer = calling.fetch(
        method,
        address(account, path),
        headers=headers(account) | ({"content-type": content_type} if content_type else {}),
        params=params,
        json=json,
        content=content,
    )
    return read(answer, shape)


def look(
    account: Account, path: str, shape: type[AnswerT], params: Mapping[str, str] | None = None
) -> AnswerT:
    """Ask for something to read. Looking changes nothing, so whatever goes wrong means: try later, or Disconnected."""
    try:
        return call(account, "GET", path, shape, params=params)
    except (http.HttpError, Rejected) as error:
        raise TryLater(calling.AGAIN_SECONDS, str(error)) from error


def address(account: Account, path: str) -> str:
    """Return where a path is on the account's server."""
    return account.server.rstrip("/") + path


def headers(account: Account) -> dict[str, str]:
    """Return what says who is calling."""
    return {"authorization": f"Bearer {account.token}"} if account.token else {}


def read(answer: httpx.Response, shape: type[AnswerT]) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt."""
    if answer.is_success:
        overheard(allowances(answer))
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError as error:
            raise http.UnreadableAnswer(
                f"the sandbox answered {answer.status_code} with something else"
            ) from error
    if answer.status_code == 401:
        raise Disconnected(_message(answer))
    if answer.status_code == 429:
        wait = _seconds(answer)
        rest = Allowance(limit=REST, left=0, until=clock.now() + timedelta(seconds=wait))
        raise TryLater(wait, _message(answer), allowances(answer) or (rest,))
    if answer.status_code in _REFUSALS:
        raise Rejected(_message(answer), _code(answer))
    raise http.UnreadableAnswer(f"the sandbox answered {answer.status_code}")


# Documented refusals: the server says these only when it has stored nothing.
_REFUSALS = frozenset({400, 403, 404, 409, 413, 422})


def _message(answer: httpx.Response) -> str:
    return _field(answer, "message") or f"the sandbox answered {answer.status_code}"


def _code(answer: httpx.Response) -> str:
    return _field(answer, "error")


def _field(answer: httpx.Response, name: str) -> str:
    try:
        found = answer.json()
    except ValueError:
        return ""
    return str(found.get(name, "")) if isinstance(found, dict) else ""


def allowances(answer: httpx.Response) -> tuple[Allowance, ...]:
    """What the answer says is left of the limit that somebody switched on, if there is one."""
    left, until = (answer.headers.get(f"ratelimit-{name}", "") for name in ("remaining", "reset"))
    if not (left.isdigit() and until.isdigit()):
        return ()
    return (Allowance(limit="posts", left=int(left), until=datetime.fromtimestamp(int(until), UTC)),)


def _seconds(answer: httpx.Response) -> float:
    return calling.pause(answer, calling.AGAIN_SECONDS)
