"""Calls to a server that speaks Mastodon's client API, and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from waypost.networks import calling
from waypost.networks.contract import (
    REST,
    Account,
    Allowance,
    Disconnected,
    MediaFile,
    Rejected,
    overheard,
)
from waypost.toolkit import clock, http

REQUESTS = "requests"
_MIDDLE = (500, 500)

# Documented refusals, of this network and of servers that speak its language (GoToSocial and Pleroma document 400
# where Mastodon says 422). Without a word of JSON it was no server of ours that spoke, and nothing is certain.
_REFUSALS = frozenset({400, 403, 404, 410, 422})
# What servers say that do not know a call at all: with a page of their own, or in JSON.
UNKNOWN_CALL = frozenset({404, 405, 501})

Params = Mapping[str, str | Sequence[str]]
AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")


class Answer(BaseModel):
    """What servers say: some write their ids as numbers, and leave empty what Mastodon fills."""

    model_config = ConfigDict(coerce_numbers_to_str=True)


class AccountAnswer(Answer):
    """Somebody."""

    id: str
    username: str
    acct: str
    display_name: str | None = None
    url: str | None = None
    followers_count: int | None = None

    @property
    def name(self) -> str:
        """What they are called."""
        return (self.display_name or "").strip() or self.username


class MediaAnswer(Answer):
    """An upload; without an address it is still being processed."""

    id: str
    url: str | None = None


class PollAnswer(Answer):
    """A poll, as a server shows it; without an end it is open for ever."""

    options: list[dict[str, Any]]
    multiple: bool | None = None
    expires_at: datetime | None = None
    expired: bool | None = None


class MentionAnswer(Answer):
    """Somebody who is named in a post."""

    id: str


class StatusAnswer(Answer):
    """A post, as a server shows it."""

    id: str
    created_at: datetime
    account: AccountAnswer
    content: str | None = None
    uri: str | None = None
    url: str | None = None
    visibility: str | None = None
    sensitive: bool | None = None
    spoiler_text: str | None = None
    poll: PollAnswer | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    reblog: dict[str, Any] | None = None
    media_attachments: list[dict[str, Any]] | None = None
    mentions: list[MentionAnswer] | None = None
    favourites_count: int | None = None
    replies_count: int | None = None
    reblogs_count: int | None = None
    quotes_count: int | None = None

    @property
    def address(self) -> str:
        """Where people read it."""
        return self.url or self.uri or ""

    @property
    def html(self) -> str:
        """Its text, as it is shown."""
        return self.content or ""

    @property
    def is_direct(self) -> bool:
        """Whether only those read it who are named in it."""
        return self.visibility == "direct"

    def is_between(self, *ids: str) -> bool:
        """Whether nobody but these is named in it, or wrote it."""
        return {self.account.id, *(one.id for one in self.mentions or ())} <= set(ids)

    @property
    def media(self) -> list[dict[str, Any]]:
        """What hangs on it."""
        return self.media_attachments or []


class Missing(Rejected):
    """The server has nothing there, or does not know the call."""


def get(server: str, path: str, shape: type[AnswerT], *, token: str, params: Params | None = None) -> AnswerT:
    """Ask. Raises the three errors, or HttpError when the answer says nothing certain."""
    pairs = httpx.QueryParams(
        {key: value if isinstance(value, str) else list(value) for key, value in (params or {}).items()}
    )
    url = address(server, path)
    answer = calling.fetch("GET", f"{url}?{pairs}" if pairs else url, headers=headers(token))
    return read(answer, shape, asked=True)


def post(server: str, path: str, shape: type[AnswerT], *, json: Any, token: str = "") -> AnswerT:
    """Call what makes nothing appear. Raises as `get` does."""
    return read(calling.fetch("POST", address(server, path), headers=headers(token), json=json), shape)


def change(verb: str, account: Account, path: str, *, json: Any = None) -> None:
    """Do something that may be repeated to what is there. Raises Missing when it is gone, and as `get` does."""
    url, said = address(account.server, path), headers(account.token)
    limit = "deletions" if verb == "DELETE" else REST
    read(calling.fetch(verb, url, headers=said, json=json), dict[str, Any], limit=limit)


def upload(account: Account, media: MediaFile) -> MediaAnswer:
    """Leave a file at the account's server; it goes away by itself unless a post names it within a day."""
    url, kind = address(account.server, "/api/v2/media"), media.content_type
    content = http.Body(media.weight, media.pieces)
    form_type, form = http.form(_about(media), "file", kind.replace("/", "."), content, kind)
    said = headers(account.token) | {"content-type": form_type}
    answer = calling.fetch(
        "POST", url, headers=said, content=form, deadline_seconds=calling.upload_seconds(form)
    )
    if answer.status_code == 413:
        raise Rejected("The server does not take a file of this size. Make it smaller.", "413")
    return read(answer, MediaAnswer, limit="uploads")


def _about(media: MediaFile) -> dict[str, str]:
    """Words for who cannot see it, and what must stay in view: from -1 to 1, rightwards and upwards."""
    across, down = media.focus
    found = {"description": media.alt} if media.alt else {}
    if media.focus != _MIDDLE:
        found["focus"] = f"{across / 500 - 1:.2f},{1 - down / 500:.2f}"
    return found


def reading(ask: Callable[[], ResultT]) -> ResultT:
    """Ask what a reader asks again and again. Raises TryLater or Disconnected."""
    return calling.reading(ask, is_shut_out=lambda error: error.code == "403")


def statuses(account: Account, ids: Sequence[str]) -> dict[str, StatusAnswer]:
    """Read posts by their ids, at most 20; one that is gone is absent. Raises as `get` does."""
    if not ids:
        return {}
    try:
        found = get(
            account.server, "/api/v1/statuses", list[StatusAnswer], token=account.token, params={"id[]": ids}
        )
    except Missing:
        # Known since 4.3; older servers and most others are asked one by one.
        return _one_by_one(account, ids)
    return {status.id: status for status in found}


def _one_by_one(account: Account, ids: Sequence[str]) -> dict[str, StatusAnswer]:
    found: dict[str, StatusAnswer] = {}
    for remote_id in ids:
        with suppress(Missing):
            found[remote_id] = status(account, remote_id)
    return found


def status(account: Account, remote_id: str) -> StatusAnswer:
    """Read one post. Raises Missing when it is gone, and as `get` does."""
    return get(account.server, f"/api/v1/statuses/{remote_id}", StatusAnswer, token=account.token)


def id_of(account: Account) -> str:
    """The account's id on its server; other servers have the same ids, so Waypost knows it with the server."""
    return account.remote_id.partition("@")[0]


def host_of(server: str) -> str:
    """The server as it stands behind people's names."""
    return httpx.URL(server).netloc.decode()


def address(server: str, path: str) -> str:
    """Where a call lives on a server."""
    return f"{server.rstrip('/')}{path}"


def headers(token: str) -> dict[str, str]:
    """What says who is calling."""
    return {"authorization": f"Bearer {token}"} if token else {}


def read(answer: httpx.Response, shape: type[AnswerT], *, asked: bool = False, limit: str = REST) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt.

    `asked` says that nothing was to be done, so that a page instead of JSON may mean that nobody knows the call.
    `limit` is the one that a refusal for too many calls speaks of, and the headers of an answer; without it, all
    calls rest, and the headers speak of requests.
    """
    status = answer.status_code
    if answer.is_success:
        overheard(allowance(answer, REQUESTS if limit == REST else limit))
        try:
            found = calling.reader(shape).validate_json(answer.content)
        except ValidationError as error:
            raise http.UnreadableAnswer(f"the server answered {status} with something else") from error
        return found
    said = error_of(answer)
    if status == 401:
        raise Disconnected(said or "The server no longer accepts this sign-in.")
    if status == 429:
        raise calling.rested(_seconds(answer), said or "The server asks for a pause.", limit=limit)
    if (status in UNKNOWN_CALL and asked) or (status == 404 and said):
        raise Missing(said or f"The server answered {status}.", str(status))
    if status in _REFUSALS and said:
        raise Rejected(said, str(status))
    raise http.UnreadableAnswer(f"the server answered {status}")


def error_of(answer: httpx.Response, name: str = "error") -> str:
    """What a server says is wrong, in its own language; nothing when it says it in no documented way."""
    try:
        found = answer.json()
    except ValueError:
        return ""
    return str(found.get(name) or "") if isinstance(found, dict) else ""


def _seconds(answer: httpx.Response) -> float:
    """How long to wait: Retry-After in seconds, or X-RateLimit-Reset, which is a moment written out."""
    at = _moment(_reset(answer))
    usual = calling.BUSY_SECONDS if at is None else max(1.0, (at - clock.now()).total_seconds())
    return calling.pause(answer, usual)


def allowance(answer: httpx.Response, limit: str) -> tuple[Allowance, ...]:
    """What the answer says is left of `limit`; nothing where a server does not say it."""
    left, until = answer.headers.get("x-ratelimit-remaining", ""), _moment(_reset(answer))
    return (Allowance(limit=limit, left=int(left), until=until),) if left.isdigit() and until else ()


def _reset(answer: httpx.Response) -> str:
    return str(answer.headers.get("x-ratelimit-reset", ""))


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
