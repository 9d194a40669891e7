"""Holds a call against the specification: method, verb, arguments and their types, and the shape of a message."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx

from waypost.networks.slack.tests.specification import SCOPES, today

_TEXTS = {
    "boolean": re.compile("true|false"),
    "integer": re.compile(r"\d+"),
    "number": re.compile(r"\d+(?:\.\d+)?"),
    "string": re.compile(".+", re.S),
}
_TYPES: dict[str, type] = {"boolean": bool, "integer": int, "string": str, "array": list, "object": dict}
_LISTS = frozenset({"blocks", "attachments"})
"""In JSON they are lists, though the specification, which knows forms, calls them texts."""
_TS = re.compile(r"\d{10}\.\d{6}")
_EVENT_TYPE = re.compile("[A-Za-z0-9_]+")


class Unspecified(AssertionError):
    """The call is not as the specification has it."""


@dataclass(frozen=True)
class Call:
    """A call as it was specified: which method, with what."""

    method: str
    said: dict[str, Any]


def checked(request: httpx.Request) -> Call:
    """Read a call. Raises Unspecified."""
    method = request.url.path.removeprefix("/api/")
    if request.url.path != f"/api/{method}" or method not in _facts():
        raise Unspecified(f"{request.url.path} is not specified")
    facts = _facts()[method]
    if request.method.lower() != facts["verb"]:
        raise Unspecified(f"{method} is called by {facts['verb']}")
    if not request.headers.get("authorization", "").startswith("Bearer "):
        raise Unspecified(f"{method} is not told who calls by a bearer token")
    said = _asked(method, facts, request) if facts["verb"] == "get" else _body(method, facts, request)
    if missing := set(facts["required"]) - said.keys():
        raise Unspecified(f"{method} lacks {missing}")
    if "ts" in said and not _TS.fullmatch(said["ts"]):
        raise Unspecified(f"{method}: {said['ts']!r} is no message's id")
    _message(said)
    return Call(method, said)


def is_documented(method: str, error: str) -> bool:
    """Whether the method may answer with this error."""
    return error in _facts()[method]["errors"]


def scope_of(method: str) -> str:
    """What a token must be granted for it; nothing for what every token may."""
    return SCOPES.get(method, "")


@cache
def _facts() -> dict[str, Any]:
    return today()


def _asked(method: str, facts: dict[str, Any], request: httpx.Request) -> dict[str, Any]:
    if request.read():
        raise Unspecified(f"{method} takes no body")
    found: dict[str, Any] = {}
    for name, value in parse_qsl(request.url.query.decode(), keep_blank_values=True):
        kind = facts["fields"].get(name)
        if kind is None or name in found:
            raise Unspecified(f"{method} has no {name}, or has it twice")
        if not _TEXTS[kind].fullmatch(value):
            raise Unspecified(f"{method}: {name} is {value!r}, not {kind}")
        found[name] = value
    return found


def _body(method: str, facts: dict[str, Any], request: httpx.Request) -> dict[str, Any]:
    if request.headers.get("content-type") != "application/json":
        raise Unspecified(f"{method} is not told what it gets")
    body: dict[str, Any] = json.loads(request.read())
    for name, value in body.items():
        kind = "array" if name in _LISTS else facts["fields"].get(name)
        # An id of a message is a text everywhere, though one page calls it a number.
        kind = "string" if name == "ts" else kind
        if kind is None or type(value) is not _TYPES[kind]:
            raise Unspecified(f"{method} has no {name}, or as {kind}")
    return body


def _message(said: dict[str, Any]) -> None:
    """The parts of a message (https://docs.slack.dev/reference/block-kit/blocks and /messaging/message-metadata, 2026-11)."""
    for block in said.get("blocks", []):
        match block:
            case {"type": "section", "text": {"type": "mrkdwn", "text": str(text)}} if 0 < len(text) <= 3000:
                pass
            case {"type": "image", "slack_file": {"id": str()}, "alt_text": str(alt)} if 0 < len(alt) <= 2000:
                pass
            case _:
                raise Unspecified(f"no such block: {block}")
    if "metadata" in said:
        metadata = said["metadata"]
        if set(metadata) != {"event_type", "event_payload"} or not _EVENT_TYPE.fullmatch(
            metadata["event_type"]
        ):
            raise Unspecified(f"no such metadata: {metadata}")
    for file in said.get("files", []):
        if set(file) - {"id", "title", "highlight_type"} or "id" not in file:
            raise Unspecified(f"no such file: {file}")
