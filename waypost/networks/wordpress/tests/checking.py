"""Holds a call against what a site says of itself: route, arguments by name and type, and who calls."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx

from waypost.networks.wordpress.tests.specification import known

# For every call, beside its own (https://developer.wordpress.org/rest-api/using-the-rest-api/global-parameters, 2026-11).
_EVERYWHERE = {"_fields": "string"}
_UPLOAD = "POST /wp/v2/media"
# A text may be written as one string, though it is read as an object.
_TEXTS = {"title", "content", "excerpt", "caption", "description"}
_TYPES: dict[str, type | tuple[type, ...]] = {"boolean": bool, "integer": int, "string": str, "object": dict}
_WORDS = {"boolean": "true|false|1|0", "integer": r"\d+"}


class Unspecified(AssertionError):
    """The call is not as the site describes it."""


@dataclass(frozen=True)
class Call:
    """A call as it was described: which operation, on what, with what, and who calls."""

    operation: str
    id: int
    said: dict[str, Any]
    user: str
    password: str


def checked(request: httpx.Request) -> Call:
    """Read a call. Raises Unspecified."""
    asked = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
    if not request.url.path.endswith("/index.php") or "rest_route" not in asked:
        raise Unspecified(f"{request.url.path} is no call to the interface")
    operation, number = _operation(request.method, asked.pop("rest_route"))
    said = {name: _of_words(operation, name, value) for name, value in asked.items()} | _body(
        operation, request
    )
    facts = _facts()[operation]
    missing = set(facts["required"]) - said.keys()
    if missing:
        raise Unspecified(f"{operation} lacks {missing}")
    user, password = _caller(request)
    return Call(operation, number, said, user, password)


@cache
def _facts() -> dict[str, Any]:
    return known()


def _operation(verb: str, route: str) -> tuple[str, int]:
    for operation in _facts():
        known_verb, _, path = operation.partition(" ")
        match = re.fullmatch(path.replace("{id}", r"(?P<id>\d+)"), route)
        if verb == known_verb and match:
            return operation, int(match.groupdict().get("id", 0))
    raise Unspecified(f"{verb} {route} is not described")


def _kind(operation: str, name: str) -> Any:
    kind = (_facts()[operation]["arguments"] | _EVERYWHERE).get(name)
    if kind is None:
        raise Unspecified(f"{operation} has no argument {name}")
    return kind


def _of_words(operation: str, name: str, value: str) -> Any:
    """An argument in the address: numbers are written out, lists have commas."""
    kind = _kind(operation, name)
    if isinstance(kind, dict) and "array" in kind:
        return [_word(operation, name, one, kind["array"]) for one in value.split(",")]
    return _word(operation, name, value, kind)


def _word(operation: str, name: str, value: str, kind: Any) -> Any:
    fits = (
        value in kind["enum"] if isinstance(kind, dict) else re.fullmatch(_WORDS.get(kind, ".*"), value, re.S)
    )
    if not fits:
        raise Unspecified(f"{operation}: {name} is {value!r}, not {kind}")
    return int(value) if kind == "integer" else value


def _body(operation: str, request: httpx.Request) -> dict[str, Any]:
    content = request.read()
    if not content:
        return {}
    if request.headers["content-type"].startswith("multipart/form-data"):
        return _form(operation, request.headers["content-type"], content)
    if request.headers["content-type"] != "application/json":
        raise Unspecified(f"{operation} is not written as JSON")
    said: dict[str, Any] = json.loads(content)
    for name, value in said.items():
        _hold(operation, name, value, _kind(operation, name))
    return said


def _hold(operation: str, name: str, value: Any, kind: Any) -> None:
    if isinstance(kind, dict) and "array" in kind:
        if not isinstance(value, list):
            raise Unspecified(f"{operation}: {name} is no list")
        for one in value:
            _hold(operation, name, one, kind["array"])
    elif isinstance(kind, dict):
        if value not in kind["enum"]:
            raise Unspecified(f"{operation}: {name} is none of {kind['enum']}")
    elif not (name in _TEXTS and isinstance(value, str)) and type(value) is not _TYPES.get(kind, type(value)):
        raise Unspecified(f"{operation}: {name} is {value!r}, not {kind}")


def _form(operation: str, content_type: str, content: bytes) -> dict[str, Any]:
    """The fields of a form; a file by its name, type and bytes. Only pictures are sent so."""
    if operation != _UPLOAD:
        raise Unspecified(f"{operation} takes no form")
    found: dict[str, Any] = {}
    head = f"content-type: {content_type}\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + content).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        if part.get_filename():
            found[name] = (part.get_filename(), part.get_content_type(), payload)
        else:
            _hold(operation, name, payload.decode(), _kind(operation, name))
            found[name] = payload.decode()
    if "file" not in found:
        raise Unspecified("an upload has no file")
    return found


def _caller(request: httpx.Request) -> tuple[str, str]:
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    if not said:
        return "", ""
    if scheme != "Basic":
        raise Unspecified("a site is told who calls by Basic")
    user, _, password = base64.b64decode(said).decode().partition(":")
    return user, password
