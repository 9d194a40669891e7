"""Calls to a server that speaks XRPC (https://atproto.com/specs/xrpc), and what its answers mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.bluesky import proofs
from waypost.networks.bluesky.allowances import allowances
from waypost.networks.bluesky.grants import Bound
from waypost.networks.contract import Disconnected, Rejected, TryLater, overheard
from waypost.toolkit import clock, http

_SECONDS = 15.0

# Names of errors in the lexicons of com.atproto.server and as the reference server gives them, 2026-11-22.
_SESSION_OVER = frozenset({"ExpiredToken", "InvalidToken"})
_ACCOUNT_OUT = frozenset({"AccountTakedown", "AccountDeactivated", "AccountSuspended", "AccountNotFound"})
# What the reference server says of an app password that was made without direct messages (pipethrough.ts, 2026-11-22).
_NOT_FOR_THIS_PASSWORD = "Bad token method"  # noqa: S105 (what is said, not a secret)
NOT_PERMITTED = "NotPermitted"
_NOTHING: Mapping[str, str] = MappingProxyType({})
# A server says these only when it has stored nothing; without a name of its own it was no server of ours that spoke.
_REFUSALS = frozenset({400, 403, 413})


class SessionOver(TryLater):
    """The session ran out, and nothing was done: a new one will do."""

    def __init__(self) -> None:
        super().__init__(1.0, "The session with Bluesky ran out; Waypost opens a new one.")


class NonceWanted(TryLater):
    """The server wants another word in the proof, and gave it; nothing was done, and the next call will do."""

    def __init__(self) -> None:
        super().__init__(1.0, "Bluesky asked for a fresh proof; Waypost gives it.")


Opens = str | Bound
"""What opens an account: the token of a session, or one that goes with a proof."""

AnswerT = TypeVar("AnswerT", bound=BaseModel)


def get(
    server: str,
    name: str,
    shape: type[AnswerT],
    *,
    token: Opens,
    params: Mapping[str, str | Sequence[str]],
    beside: Mapping[str, str] = _NOTHING,
) -> AnswerT:
    """Ask a query, with other headers beside. Raises the three errors, or HttpError for nothing certain."""
    pairs = httpx.QueryParams(
        {key: value if isinstance(value, str) else list(value) for key, value in params.items()}
    )
    return _call("GET", f"{address(server, name)}?{pairs}", shape, token=token, beside=beside)


def post(
    server: str,
    name: str,
    shape: type[AnswerT],
    *,
    token: Opens,
    json: Any = None,
    content: bytes | http.Body | None = None,
    content_type: str = "",
) -> AnswerT:
    """Call a procedure that makes nothing appear. Raises as `get` does."""
    return _call(
        "POST",
        address(server, name),
        shape,
        token=token,
        json=json,
        content=content,
        content_type=content_type,
    )


def address(server: str, name: str) -> str:
    """Where a method lives on a server."""
    return f"{server.rstrip('/')}/xrpc/{name}"


def headers(token: Opens, verb: str, url: str) -> dict[str, str]:
    """What says who makes this one call."""
    if isinstance(token, Bound):
        return token.headers(verb, url)
    return {"authorization": f"Bearer {token}"} if token else {}


def read(answer: httpx.Response, shape: type[AnswerT]) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt."""
    if proofs.HEADER in answer.headers:
        proofs.remember(answer)
    if answer.is_success:
        overheard(allowances(answer))
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError as error:
            raise http.UnreadableAnswer(
                f"Bluesky answered {answer.status_code} with something else"
            ) from error
    code, message = _field(answer, "error"), _message(answer)
    if proofs.wants_another(answer, code):
        raise NonceWanted
    if message.startswith(_NOT_FOR_THIS_PASSWORD) and answer.status_code in (400, 401):
        raise Rejected(
            "This app password does not let programs read or write direct messages.", NOT_PERMITTED
        )
    if code in _SESSION_OVER and answer.status_code in (400, 401):
        raise SessionOver
    if answer.status_code == 401 or (code in _ACCOUNT_OUT and answer.status_code in _REFUSALS):
        raise Disconnected(f"Bluesky does not let this account in: {message}")
    if answer.status_code == 429:
        wait = _seconds(answer)
        raise TryLater(wait, message, allowances(answer, refused_for=wait))
    if answer.status_code in _REFUSALS and code:
        raise Rejected(message, code)
    raise http.UnreadableAnswer(f"Bluesky answered {answer.status_code}")


def _call(
    verb: str,
    url: str,
    shape: type[AnswerT],
    *,
    token: Opens,
    json: Any = None,
    content: bytes | http.Body | None = None,
    content_type: str = "",
    beside: Mapping[str, str] = _NOTHING,
) -> AnswerT:
    extra = {**beside, "content-type": content_type} if content_type else dict(beside)
    said = headers(token, verb, url) | extra
    seconds = calling.upload_seconds(content) if isinstance(content, http.Body) else _SECONDS
    answer = calling.fetch(verb, url, headers=said, json=json, content=content, deadline_seconds=seconds)
    return read(answer, shape)


def _message(answer: httpx.Response) -> str:
    """What the server says, as a sentence."""
    said = _field(answer, "message") or _field(answer, "error") or f"it answered {answer.status_code}"
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _field(answer: httpx.Response, name: str) -> str:
    try:
        found = answer.json()
    except ValueError:
        return ""
    return str(found.get(name, "")) if isinstance(found, dict) else ""


def _seconds(answer: httpx.Response) -> float:
    """How long to wait: Retry-After in seconds, or RateLimit-Reset as seconds since 1970."""
    reset = answer.headers.get("ratelimit-reset", "")
    usual = max(1.0, float(reset) - clock.now().timestamp()) if reset.isdigit() else calling.BUSY_SECONDS
    return calling.pause(answer, usual)
