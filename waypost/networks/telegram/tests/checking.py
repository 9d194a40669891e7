"""Holds a call against the specification: its method, its fields, and what they may be."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from functools import cache
from typing import Any

import httpx

from waypost.networks.telegram.tests.specification import Document, known

_PATH = re.compile(r"/bot(?P<token>[0-9]+:[\w-]+)/(?P<method>\w+)")
_PLAIN: dict[str, type] = {"Integer": int, "String": str, "Boolean": bool, "Float": float}


class Unspecified(AssertionError):
    """The call is not as the specification has it."""


@dataclass(frozen=True)
class Call:
    """A call as it was specified, with the files that came with it: their types and bytes."""

    token: str
    method: str
    fields: dict[str, Any]
    files: dict[str, tuple[str, bytes]]


def checked(request: httpx.Request) -> Call:
    """Read a call. Raises Unspecified."""
    found = _PATH.fullmatch(request.url.path)
    if found is None or found["method"] not in _facts()["methods"] or request.method != "POST":
        raise Unspecified(f"no method {request.method} {request.url.path}")
    described = _facts()["methods"][found["method"]]
    fields, files = _read(request, described)
    if complaint := _object(fields, described, found["method"]):
        raise Unspecified(complaint)
    _files_named(fields, files)
    return Call(found["token"], found["method"], fields, files)


@cache
def _facts() -> Document:
    return known()


def _read(request: httpx.Request, described: Document) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    content, kind = request.read(), request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return dict(json.loads(content)), {}
    if not kind.startswith("multipart/form-data"):
        raise Unspecified(f"no body of {kind or 'no kind'}")
    fields: dict[str, Any] = {}
    files: dict[str, tuple[str, bytes]] = {}
    head = f"content-type: {kind}\r\n\r\n".encode()
    for part in BytesParser(policy=HTTP).parsebytes(head + content).iter_parts():
        name, payload = (
            str(part.get_param("name", header="content-disposition")),
            part.get_payload(decode=True),
        )
        if part.get_filename():
            files[name] = (part.get_content_type(), payload)
        else:
            is_text = bool({"String", "InputFile"} & set(described.get(name, ["String"])))
            is_number = "Integer" in described.get(name, []) and re.fullmatch(rb"-?\d+", payload)
            fields[name] = payload.decode() if is_text and not is_number else json.loads(payload)
    return fields, files


def _files_named(fields: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> None:
    named = set(re.findall(r"attach://(\w+)", json.dumps(fields)))
    if named != set(files):
        raise Unspecified(f"the fields name the files {named}, there are {set(files)}")


def _object(value: Any, described: Document, where: str) -> str:
    if not isinstance(value, dict):
        return f"{where} is no object"
    unknown = value.keys() - described.keys()
    missing = {name for name, types in described.items() if "required" in types} - value.keys()
    if unknown or missing:
        return f"{where} has {unknown}, lacks {missing}"
    return next(filter(None, (_wrong(each, described[name], name) for name, each in value.items())), "")


def _wrong(value: Any, types: list[str], where: str) -> str:
    """What is wrong with a value, or nothing; one of several types is enough."""
    complaints = [_of_type(value, one, where) for one in types if one != "required"]
    return "" if "" in complaints else "; ".join(complaints)


def _of_type(value: Any, kind: str, where: str) -> str:
    if kind in _PLAIN:
        return "" if type(value) is _PLAIN[kind] else f"{where} is no {kind}"
    if kind == "InputFile":
        return "" if isinstance(value, str) and value.startswith("attach://") else f"{where} is no file"
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return f"{where} is no list"
        inner = kind.removeprefix("Array of ")
        return next(filter(None, (_of_type(each, inner, where) for each in value)), "")
    described = _facts()["types"].get(kind)
    if described is None:
        return f"{where} is a {kind}, of which nothing is known here"
    if "one of" in described:
        complaints = [_of_type(value, one, where) for one in described["one of"]]
        return "" if "" in complaints else "; ".join(complaints)
    return _object(value, described, where)
