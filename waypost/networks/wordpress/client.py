"""Calls to a WordPress site, and what its answers mean."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

import httpx
import regex
from pydantic import BaseModel, ValidationError

from waypost.networks import calling
from waypost.networks.articles.sites import left_with
from waypost.networks.contract import (
    DUPLICATE,
    Account,
    Disconnected,
    Rejected,
)
from waypost.toolkit import http

_READ_SECONDS = 20.0
# Documented refusals, said in JSON with a code (https://developer.wordpress.org/rest-api/reference, 2026-11). A page of
# HTML with the same status is a firewall or a proxy, of which nobody knows what it let through.
_REFUSALS = frozenset({400, 403, 404, 409, 410, 413, 501})
_GONE = frozenset({"rest_post_invalid_id", "rest_comment_invalid_id", "rest_already_trashed"})
_NOT_ALLOWED = ("rest_forbidden", "rest_cannot")
_COMMENT_TWICE = "comment_duplicate"
_INSIDE = regex.compile(r"/(?:wp-admin|wp-login\.php|wp-json|index\.php|xmlrpc\.php)\b.*", regex.IGNORECASE)

AnswerT = TypeVar("AnswerT")
ResultT = TypeVar("ResultT")
Params = Mapping[str, str | int]


class Text(BaseModel):
    """A text as it was written, where we may see that, and as the site shows it."""

    raw: str | None = None
    rendered: str = ""


class PostAnswer(BaseModel):
    """A post, as much of it as was asked for."""

    id: int
    author: int = 0
    status: str = ""
    slug: str = ""
    link: str = ""
    date_gmt: str = ""
    title: Text = Text()
    content: Text = Text()
    featured_media: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[AnswerT]):
    """Some of a list, and how many there are in all."""

    items: list[AnswerT]
    total: int


class Missing(Rejected):
    """The site has nothing there any more."""


class Exists(Rejected):
    """A category or a tag of this name is there already; `id` is its number."""

    def __init__(self, reason: str, number: int) -> None:
        super().__init__(reason, DUPLICATE)
        self.id = number


def get(account: Account, path: str, shape: type[AnswerT], **params: str | int) -> AnswerT:
    """Ask. Raises the three errors, or HttpError when the answer says nothing certain."""
    return read(_call("GET", account, path, params), shape)


def page(account: Account, path: str, shape: type[AnswerT], **params: str | int) -> Page[AnswerT]:
    """Ask for a part of a list, with the number of all. Raises as `get` does."""
    answer = _call("GET", account, path, params)
    found = read(answer, list[shape])  # type: ignore[valid-type]
    total = answer.headers.get("x-wp-total", "")
    if not total.isdigit():
        raise http.UnreadableAnswer("the site did not say how many there are")
    return Page(found, int(total))


def post(account: Account, path: str, shape: type[AnswerT], json: Any) -> AnswerT:
    """Call what lets nothing appear. Raises as `get` does."""
    return read(_call("POST", account, path, json=json), shape)


def delete(account: Account, path: str, **params: str | int) -> None:
    """Take away. Raises Missing when it is gone, and as `get` does."""
    read(_call("DELETE", account, path, params), dict[str, Any])


def upload(
    account: Account, fields: Mapping[str, str], file: tuple[str, bytes, str], shape: type[AnswerT]
) -> AnswerT:
    """Put a file (name, bytes, type) into the site's library. Raises as `get` does."""
    return read(left_with(address(account.server, "/media"), headers(account), fields, file), shape)


def reading(ask: Callable[[], ResultT]) -> ResultT:
    """Ask what a reader asks again and again. Raises TryLater or Disconnected."""
    return calling.reading(ask, is_shut_out=lambda error: error.code.startswith(_NOT_ALLOWED))


def site_of(server: str) -> str:
    """The address of a site's first page, without a slash at its end, whichever of its pages was given."""
    return str(_INSIDE.sub("", server.strip())).rstrip("/")


def host_of(server: str) -> str:
    """A site as it stands behind a user's number: its host, and its folder where it has one."""
    return site_of(server).partition("://")[2].lower()


def address(server: str, path: str, params: Params | None = None, root: str = "/wp/v2") -> str:
    """Where a call lives: in the form that works with and without readable addresses.

    So WordPress writes it itself where those are off (`get_rest_url`, 6.1); with `index.php`, because some web servers
    turn a POST to a folder into a GET of it.
    """
    asked = f"&{urlencode(params)}" if params else ""
    return f"{site_of(server)}/index.php?rest_route={quote(root + path)}{asked}"


def headers(account: Account) -> dict[str, str]:
    """What says who is calling."""
    said = base64.b64encode(f"{account.handle}:{account.token}".encode()).decode()
    return {"authorization": f"Basic {said}"}


def user_of(account: Account) -> int:
    """The account's number on its site."""
    return int(account.remote_id.partition("@")[0])


def read(answer: httpx.Response, shape: type[AnswerT]) -> AnswerT:
    """Say what an answer means: a value, one of the three errors, or UnreadableAnswer for a doubt."""
    status = answer.status_code
    if answer.is_success:
        try:
            found = calling.reader(shape).validate_json(answer.content)
        except ValidationError as error:
            raise http.UnreadableAnswer(f"the site answered {status} with something else") from error
        return found
    code, said = _error(answer)
    if status == 401:
        # A wrong password is told as “not logged in” (seen on 6.1.9).
        raise Disconnected("The site does not accept this user name with this application password.")
    # A second comment within 15 seconds (`wp_throttle_comment_flood`) is refused with 400 (seen on 6.1.9).
    if status == 429 or code == "comment_flood":
        raise calling.rested(calling.pause(answer), said or "The site asks for a pause.")
    if code == "term_exists":
        raise Exists(said, int(answer.json()["data"]["term_id"]))
    if status in _REFUSALS and code:
        raise (Missing if code in _GONE else Rejected)(said, DUPLICATE if code == _COMMENT_TWICE else code)
    raise http.UnreadableAnswer(f"the site answered {status}")


def _error(answer: httpx.Response) -> tuple[str, str]:
    """The code and the sentence of a refusal; nothing where it is said in no documented way."""
    try:
        found = answer.json()
    except ValueError:
        return "", ""
    if not isinstance(found, dict) or not isinstance(found.get("code"), str):
        return "", ""
    # Sentences hold HTML where they are meant for the site's own pages.
    said = (
        regex.sub(r"<[^>]*>", "", str(found.get("message") or "")).strip()
        or f"The site says {found['code']}."
    )
    return found["code"], said


def _call(
    verb: str, account: Account, path: str, params: Params | None = None, json: Any = None
) -> httpx.Response:
    url = address(account.server, path, params)
    return calling.fetch(verb, url, headers=headers(account), json=json, deadline_seconds=_READ_SECONDS)
