"""Holds a call against Ghost's schemas and its routes: path, query, body, and the word that says who calls."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx

from waypost.networks.ghost.tests.specification import known

_LISTED = {"filter", "fields", "formats", "include", "limit", "order", "page"}
# The options of the controllers in core/server/api/endpoints (posts, members, newsletters, images; 6.65).
OPERATIONS = {
    "GET /site/": set[str](),
    "GET /posts/": _LISTED,
    "GET /members/": _LISTED,
    "GET /newsletters/": _LISTED,
    "GET /posts/{id}/": {"include", "fields", "formats"},
    "POST /posts/": {"include", "formats", "source"},
    "PUT /posts/{id}/": {"include", "formats", "source", "newsletter", "email_segment"},
    "DELETE /posts/{id}/": set[str](),
    "POST /images/upload/": set[str](),
}
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "null": (type(None),), "boolean": (bool,), "array": (list,),
}  # fmt: skip


class Unspecified(AssertionError):
    """The call is none that Ghost has."""


@dataclass(frozen=True)
class Call:
    """A call: which operation, on what, with what."""

    operation: str
    id: str
    query: dict[str, str]
    said: dict[str, Any]


def checked(request: httpx.Request) -> Call:
    """Read a call. Raises Unspecified."""
    operation, post_id = _operation(request.method, request.url.path)
    query = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
    strange = query.keys() - OPERATIONS[operation]
    if strange:
        raise Unspecified(f"{operation} has no option {strange}")
    if query.get("source", "html") != "html":
        raise Unspecified("the source of a post is html")
    return Call(operation, post_id, query, _body(operation, request))


@cache
def _facts() -> dict[str, Any]:
    return known()


def _operation(verb: str, path: str) -> tuple[str, str]:
    _, found, rest = path.partition("/ghost/api/admin")
    for operation in OPERATIONS if found else ():
        known_verb, _, route = operation.partition(" ")
        match = re.fullmatch(route.replace("{id}", "(?P<id>[0-9a-f]{24})"), rest)
        if verb == known_verb and match:
            return operation, str(match.groupdict().get("id", ""))
    raise Unspecified(f"{verb} {path} is no call")


def _body(operation: str, request: httpx.Request) -> dict[str, Any]:
    content = request.read()
    if operation == "POST /images/upload/":
        return _form(request.headers["content-type"], content)
    if request.method not in ("POST", "PUT"):
        if content:
            raise Unspecified(f"{operation} takes no body")
        return {}
    if request.headers["content-type"] != "application/json":
        raise Unspecified(f"{operation} is not written as JSON")
    body = json.loads(content)
    if body.keys() != {"posts"} or len(body["posts"]) != 1:
        raise Unspecified(f"{operation} takes one post")
    post: dict[str, Any] = body["posts"][0]
    needed = _facts()["required"]["add" if request.method == "POST" else "edit"]
    if not set(needed) <= post.keys():
        raise Unspecified(f"{operation} lacks one of {needed}")
    _hold("post", post)
    return post


def _hold(kind: str, said: dict[str, Any]) -> None:
    for name, value in said.items():
        fact = _facts()[kind].get(name)
        if fact is None:
            raise Unspecified(f"a {kind} has no {name}")
        if not isinstance(value, tuple(one for each in fact["types"] for one in _TYPES[each])):
            raise Unspecified(f"{name} is {value!r}, not {fact['types']}")
        if "enum" in fact and value not in fact["enum"]:
            raise Unspecified(f"{name} is none of {fact['enum']}")
        if isinstance(value, str) and len(value) > fact.get("maxLength", len(value)):
            raise Unspecified(f"{name} is too long")


def _form(content_type: str, content: bytes) -> dict[str, Any]:
    """The fields of a form; the file by its name, type and bytes."""
    found: dict[str, Any] = {}
    head = f"content-type: {content_type}\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + content).iter_parts():
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        if part.get_filename():
            found[name] = (part.get_filename(), part.get_content_type(), payload)
        else:
            found[name] = payload.decode()
    if "file" not in found:
        raise Unspecified("an upload has no file")
    _hold("image", {name: value for name, value in found.items() if name != "file"})
    return found
