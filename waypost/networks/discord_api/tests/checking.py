"""Holds a call against the specification: path, query, who calls, and the shape of the body."""

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

from waypost.networks.discord_api.tests.specification import Document, known

_ROOT = "/api/v10"
_FILE = re.compile(r"files\[([0-9])\]")
_AGENT = re.compile(r"DiscordBot \([^,()]+, [^()]+\).*")
_REFUSED_BY_THE_SERVER = frozenset({"content"})
"""What people write may be too long; that is for the server to refuse, as it does for everybody."""
_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class Unspecified(AssertionError):
    """The call is not as the specification has it."""


@dataclass(frozen=True)
class Call:
    """A call as it was specified; `files` are types and bytes by their number."""

    operation: str
    path: dict[str, str]
    query: dict[str, str]
    body: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    token: str


def checked(request: httpx.Request) -> Call:
    """Read a call. Raises Unspecified."""
    operation, path = _operation(request)
    facts = _facts()[operation]
    if not _AGENT.fullmatch(request.headers.get("user-agent", "")):
        raise Unspecified("who calls does not say so as Discord wants it")
    token = _token(request, facts, operation)
    query = _query(request, facts, operation)
    body, files = _body(request, facts, operation)
    return Call(operation, path, query, body, files, token)


@cache
def _facts() -> Document:
    return known()


def _operation(request: httpx.Request) -> tuple[str, dict[str, str]]:
    path = request.url.path
    for operation in _facts():
        verb, template = operation.split()
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)
        found = re.fullmatch(_ROOT + pattern, path)
        if found is not None and verb == request.method:
            if any(name.endswith("_id") and not value.isdigit() for name, value in found.groupdict().items()):
                raise Unspecified(f"{path} names no number")
            return operation, found.groupdict()
    raise Unspecified(f"no operation {request.method} {path}")


def _token(request: httpx.Request, facts: Document, operation: str) -> str:
    said = request.headers.get("authorization", "")
    if "webhook_token" in operation:
        if said:
            raise Unspecified("a webhook is called without a key")
        return ""
    if "BotToken" not in facts["keys"] or not said.startswith("Bot "):
        raise Unspecified(f"{operation} wants a bot's token")
    return said.removeprefix("Bot ")


def _query(request: httpx.Request, facts: Document, operation: str) -> dict[str, str]:
    found = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
    for name, value in found.items():
        shape = facts["query"].get(name)
        if shape is None:
            raise Unspecified(f"{operation} has no {name}")
        kinds: dict[str, Any] = {"integer": int, "boolean": lambda word: {"true": True, "false": False}[word]}
        try:
            read = kinds.get(shape.get("type", "string"), str)(value)
        except (ValueError, KeyError) as error:
            raise Unspecified(f"{operation}: {name} is {value}") from error
        if complaint := _wrong(read, shape, name):
            raise Unspecified(f"{operation}: {complaint}")
    return found


def _body(
    request: httpx.Request, facts: Document, operation: str
) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    content, kind = request.read(), request.headers.get("content-type", "")
    if facts["body"] is None:
        if content:
            raise Unspecified(f"{operation} takes no body")
        return {}, {}
    files: dict[str, tuple[str, bytes]] = {}
    if kind.startswith("multipart/form-data") and facts["files"]:
        body, files = _parts(kind, content)
    elif kind == "application/json":
        body = json.loads(content)
    else:
        raise Unspecified(f"{operation} does not take {kind}")
    if complaint := _wrong(body, facts["body"], "body"):
        raise Unspecified(f"{operation}: {complaint}")
    if {each["id"] for each in body.get("attachments") or []} != set(files):
        raise Unspecified(f"{operation}: attachments and files are not the same")
    return body, files


def _parts(kind: str, content: bytes) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """The body in `payload_json`, and the files (https://discord.com/developers/docs/reference#uploading-files)."""
    body: dict[str, Any] | None = None
    files: dict[str, tuple[str, bytes]] = {}
    head = f"content-type: {kind}\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + content).iter_parts():
        name, payload = (
            str(part.get_param("name", header="content-disposition")),
            part.get_payload(decode=True),
        )
        if name == "payload_json":
            body = json.loads(payload)
        elif found := _FILE.fullmatch(name):
            files[found[1]] = (part.get_content_type(), payload)
        else:
            raise Unspecified(f"no part {name}")
    if body is None or not files:
        raise Unspecified("a form without its body, or without files")
    return body, files


def _wrong(value: Any, shape: Any, where: str) -> str:
    """What is wrong with a value, or nothing."""
    if shape == "unused":
        return f"{where} is not sent by anybody here"
    if "choices" in shape:
        complaints = [_wrong(value, each, where) for each in shape["choices"]]
        return "" if "" in complaints else "; ".join(complaints)
    if "const" in shape:
        return "" if value == shape["const"] else f"{where} is not {shape['const']}"
    wanted = shape.get("type", [])
    kinds = [wanted] if isinstance(wanted, str) else wanted
    if kinds and not any(type(value) in _TYPES[kind] for kind in kinds):
        return f"{where} is no {kinds}"
    return _measured(value, shape, where) or _inside(value, shape, where)


def _measured(value: Any, shape: Document, where: str) -> str:
    if isinstance(value, str | list) and where not in _REFUSED_BY_THE_SERVER:
        kind = "Length" if isinstance(value, str) else "Items"
        if not shape.get(f"min{kind}", 0) <= len(value) <= shape.get(f"max{kind}", len(value)):
            return f"{where} has {len(value)}"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and not shape.get("minimum", value) <= value <= shape.get("maximum", value):
        return f"{where} is {value}"
    if isinstance(value, str) and "pattern" in shape and not re.search(shape["pattern"], value):
        return f"{where} is {value}"
    return ""


def _inside(value: Any, shape: Document, where: str) -> str:
    if isinstance(value, list) and "items" in shape:
        return next(filter(None, (_wrong(each, shape["items"], where) for each in value)), "")
    if isinstance(value, dict) and "properties" in shape:
        unknown, missing = (
            value.keys() - shape["properties"].keys(),
            set(shape.get("required", [])) - value.keys(),
        )
        if unknown or missing:
            return f"{where} has {unknown}, lacks {missing}"
        fields = shape["properties"]
        return next(filter(None, (_wrong(each, fields[name], name) for name, each in value.items())), "")
    return ""
