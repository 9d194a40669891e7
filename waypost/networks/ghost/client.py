"""Calls to a Ghost site's Admin API, and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx
import regex
from pydantic import BaseModel, Field, ValidationError

from waypost.networks import calling
from waypost.networks.articles.sites import left_with
from waypost.networks.contract import (
    Account,
    Disconnected,
    Rejected,
    TryLater,
)
from waypost.networks.ghost.keys import Key
from waypost.toolkit import http

_READ_SECONDS = 20.0
# Understood by 5 and by 6 (https://docs.ghost.org/faq/api-versioning, 2026-11).
_VERSION = "v5.0"
# Documented refusals, said in JSON by their type. A page of HTML with the same status is a proxy's.
_REFUSALS = frozenset({400, 402, 403, 404, 413, 415, 422})
_INSIDE = regex.compile(r"/ghost(?:/.*)?$", regex.IGNORECASE)

AnswerT = TypeVar("AnswerT", bound=BaseModel)
ResultT = TypeVar("ResultT")
Params = Mapping[str, str | int]


class Counted(BaseModel):
    """What is counted of a post: clicks in its mail, and votes for more like it."""

    clicks: int | None = None
    positive_feedback: int | None = None


class Post(BaseModel):
    """A post, as much of it as was asked for."""

    id: str
    status: str = ""
    slug: str = ""
    url: str = ""
    title: str = ""
    html: str | None = None
    feature_image: str | None = None
    updated_at: str = ""
    published_at: datetime | None = None
    count: Counted = Counted()


class Pages(BaseModel):
    """Where a page of a list stands."""

    total: int
    next: int | None = None


class Meta(BaseModel):
    """What is said beside a list."""

    pagination: Pages


class PostAnswer(BaseModel):
    """A post that was read or written."""

    posts: list[Post] = Field(min_length=1, max_length=1)

    @property
    def post(self) -> Post:
        """The one."""
        return self.posts[0]


class PostsAnswer(BaseModel):
    """Some of a site's posts."""

    posts: list[Post]
    meta: Meta


class Missing(Rejected):
    """The site has nothing there any more."""


class Moved(TryLater):
    """The post was changed by somebody since we read it; certainly nothing of ours was stored."""


def get(account: Account, path: str, shape: type[AnswerT], **params: str | int) -> AnswerT:
    """Ask. Raises the three errors, or HttpError when the answer says nothing certain."""
    return read(_call("GET", account, path, params), shape)


def write(
    verb: str, account: Account, path: str, shape: type[AnswerT], json: Any, **params: str | int
) -> AnswerT:
    """Call what lets nothing appear, or what may be repeated. Raises as `get` does, and Moved."""
    return read(_call(verb, account, path, params, json), shape)


def delete(account: Account, path: str) -> None:
    """Take away. Raises Missing when it is gone, and as `get` does."""
    answer = _call("DELETE", account, path)
    if answer.status_code != 204:
        read(answer, PostAnswer)


def upload(account: Account, name: str, content: bytes, content_type: str, shape: type[AnswerT]) -> AnswerT:
    """Leave a picture on the site. Raises as `get` does."""
    url, fields = address(account.server, "/images/upload/"), {"purpose": "image", "ref": name}
    return read(left_with(url, headers(account), fields, (name, content, content_type)), shape)


def reading(ask: Callable[[], ResultT]) -> ResultT:
    """Ask what a reader asks again and again. Raises TryLater or Disconnected."""
    return calling.reading(ask, is_shut_out=lambda error: error.code == "NoPermissionError")


def site_of(server: str) -> str:
    """The address of a site's first page, without a slash at its end, whichever of its pages was given."""
    return str(_INSIDE.sub("", server.strip().rstrip("/"))).rstrip("/")


def host_of(server: str) -> str:
    """The site's name: its host, and its folder where it has one."""
    return site_of(server).partition("://")[2].lower()


def address(server: str, path: str, params: Params | None = None) -> str:
    """Where a call lives."""
    asked = f"?{urlencode(params)}" if params else ""
    return f"{site_of(server)}/ghost/api/admin{path}{asked}"


def headers(account: Account) -> dict[str, str]:
    """What says who is calling. Raises Disconnected where the key is none."""
    return {"authorization": f"Ghost {Key.of(account.token).word()}", "accept-version": _VERSION}


def read(answer: httpx.Response, shape: type[AnswerT]) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt."""
    status = answer.status_code
    if answer.is_success:
        try:
            return shape.model_validate_json(answer.content)
        except ValidationError as error:
            raise http.UnreadableAnswer(f"the site answered {status} with something else") from error
    kind, said = _error(answer)
    if status == 401:
        raise Disconnected("The site no longer accepts this Admin API key.")
    if status == 429:
        raise calling.rested(calling.pause(answer), said or "The site asks for a pause.")
    if status == 409 and kind == "UpdateCollisionError":
        raise Moved(1.0, "Somebody has changed this post on the site at the same moment.")
    if status in _REFUSALS and kind:
        raise (Missing if kind == "NotFoundError" else Rejected)(said, kind)
    raise http.UnreadableAnswer(f"the site answered {status}")


def _error(answer: httpx.Response) -> tuple[str, str]:
    """The type and the sentences of a refusal; nothing where it is said in no documented way."""
    try:
        found = answer.json()["errors"][0]
        kind, message, context = found["type"], found.get("message"), found.get("context")
    except (ValueError, KeyError, IndexError, TypeError):
        return "", ""
    said = " ".join(part.strip() for part in (message, context) if isinstance(part, str) and part.strip())
    return str(kind), said or f"The site says {kind}."


def _call(
    verb: str, account: Account, path: str, params: Params | None = None, json: Any = None
) -> httpx.Response:
    url = address(account.server, path, params)
    return calling.fetch(verb, url, headers=headers(account), json=json, deadline_seconds=_READ_SECONDS)
