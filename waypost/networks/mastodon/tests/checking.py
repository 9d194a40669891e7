"""Holds a call against the specification: method, path, parameters, headers, and the shape of the body."""

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

from waypost.networks.mastodon.tests.specification import known

_TEXTS = {
    "boolean": re.compile("true|false"),
    "integer": re.compile(r"\d+"),
    "string": re.compile(".+", re.S),
}
_EVERYWHERE = {
    "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host", "user-agent",
}  # fmt: skip
_BESIDE: dict[str, dict[str, Any]] = {
    # RFC 6749, section 6: of no use on Mastodon itself, whose tokens do not end.
    "POST /oauth/token": {
        "fields": {
            "grant_type": {"enum": ["refresh_token"]},
            "refresh_token": "string",
            "client_id": "string",
            "client_secret": "string",
        },
        "required": ["client_id", "client_secret", "grant_type", "refresh_token"],
    }
}
"""Shapes of bodies that only other servers of this language take, by operation."""
_TYPES: dict[str, type] = {"boolean": bool, "integer": int, "string": str}


class Unspecified(AssertionError):
    """The call is not as the specification has it."""


@dataclass(frozen=True)
class Call:
    """A call as it was specified: which operation, with what."""

    operation: str
    path: dict[str, str]
    query: dict[str, Any]
    body: dict[str, Any]


def checked(request: httpx.Request) -> Call:
    """Read a call. Raises Unspecified."""
    operation, path = _operation(request)
    facts = _facts()[operation]
    strange = set(request.headers) - _EVERYWHERE - {name.lower() for name in facts["header"]}
    if strange:
        raise Unspecified(f"{operation} has no header {strange}")
    if request.headers.get("authorization", "Bearer ").partition(" ")[0] != "Bearer":
        raise Unspecified(f"{operation} is not told who calls by a bearer token")
    return Call(operation, path, _query(operation, facts, request), _body(operation, facts, request))


def scopes_of(operation: str) -> set[str]:
    """The scopes of which a token needs one; none for what everybody may."""
    return set(_facts()[operation]["scopes"])


def statuses_of(operation: str) -> set[int]:
    """The statuses with which the operation may answer."""
    return set(map(int, _facts()[operation]["statuses"]))


@cache
def _facts() -> dict[str, Any]:
    return known()


def _operation(request: httpx.Request) -> tuple[str, dict[str, str]]:
    for operation in sorted(_facts(), key=lambda name: name.count("{")):
        verb, path = operation.split()
        match = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path), request.url.path)
        if verb == request.method and match:
            return operation, match.groupdict()
    raise Unspecified(f"{request.method} {request.url.path} is not specified")


def _query(operation: str, facts: dict[str, Any], request: httpx.Request) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in parse_qsl(request.url.query.decode(), keep_blank_values=True):
        bare = name.removesuffix("[]")
        kind = facts["query"].get(bare)
        if kind is None or isinstance(kind, dict) != name.endswith("[]"):
            raise Unspecified(f"{operation} has no parameter {name}")
        if name.endswith("[]"):
            _text(operation, name, value, kind["array"])
            found.setdefault(bare, []).append(value)
        elif bare in found:
            raise Unspecified(f"{operation} takes {name} once")
        else:
            _text(operation, name, value, kind)
            found[bare] = value
    missing = set(facts["required"]) - found.keys() - facts["path"].keys()
    if missing:
        raise Unspecified(f"{operation} lacks {missing}")
    return found


def _text(operation: str, name: str, value: str, kind: Any) -> None:
    fits = value in kind["enum"] if isinstance(kind, dict) else _TEXTS[kind.split()[0]].fullmatch(value)
    if not fits:
        raise Unspecified(f"{operation}: {name} is {value!r}, not {kind}")


def _body(operation: str, facts: dict[str, Any], request: httpx.Request) -> dict[str, Any]:
    content = request.read()
    kind = request.headers.get("content-type", "").partition(";")[0]
    if not facts["body"]:
        if content:
            raise Unspecified(f"{operation} takes no body")
        return {}
    if kind not in facts["body"]:
        raise Unspecified(f"{operation} does not take {kind}")
    shapes = [*facts["body"][kind], *([_BESIDE[operation]] if operation in _BESIDE else [])]
    body = json.loads(content) if kind == "application/json" else _parts(request, content)
    complaints = [complaint for shape in shapes if (complaint := _wrong(body, shape, "body"))]
    if len(complaints) == len(shapes):
        raise Unspecified(f"{operation}: {complaints}")
    return dict(body)


def _parts(request: httpx.Request, content: bytes) -> dict[str, Any]:
    """The fields of a form; of a file its type and its bytes."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    found: dict[str, Any] = {}
    for part in BytesParser(policy=HTTP).parsebytes(head + content).iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if part.get_filename():
            found[name] = {"content_type": part.get_content_type(), "content": payload}
        else:
            found[name] = payload.decode()
    return found


def _wrong(value: Any, kind: Any, where: str) -> str:
    """What is wrong with a value, or nothing."""
    if isinstance(kind, dict) and "enum" in kind:
        return "" if value in kind["enum"] else f"{where} is none of {kind['enum']}"
    if isinstance(kind, dict) and "array" in kind:
        if not isinstance(value, list):
            return f"{where} is no list"
        return next(filter(None, (_wrong(one, kind["array"], where) for one in value)), "")
    if isinstance(kind, dict):
        if not isinstance(value, dict):
            return f"{where} is no object"
        unknown, missing = value.keys() - kind["fields"].keys(), set(kind["required"]) - value.keys()
        if unknown or missing:
            return f"{where} has {unknown}, lacks {missing}"
        return next(
            filter(None, (_wrong(each, kind["fields"][name], name) for name, each in value.items())), ""
        )
    if kind == "string binary":
        return "" if isinstance(value, dict) and "content" in value else f"{where} is no file"
    return "" if type(value) is _TYPES[kind.split()[0]] else f"{where} is no {kind}"
