"""Holds a call or a record against the lexicons: names, types, lengths, and nothing that nobody defined."""

from __future__ import annotations

import json
from datetime import datetime
from fnmatch import fnmatch
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx
import regex

from waypost.networks.bluesky.tests.lexicons import known

# The video service takes these, and the lexicon says nothing of them (https://docs.bsky.app/docs/tutorials/video,
# 2026-11).
_BESIDE: dict[str, dict[str, str]] = {
    "app.bsky.video.uploadVideo": {"did": "string did", "name": "string"},
}
_FORMATS = {
    "at-uri": regex.compile(r"at://[\w.:%-]+(/[a-zA-Z0-9.-]+(/[\w.~:-]+)?)?"),
    "at-identifier": regex.compile(r"did:[a-z]+:[\w.:%-]+|[\w-]+(\.[\w-]+)+"),
    "cid": regex.compile(r"b[a-z2-7]{20,}"),
    "did": regex.compile(r"did:[a-z]+:[\w.:%-]+"),
    "handle": regex.compile(r"[\w-]+(\.[\w-]+)+"),
    "language": regex.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*"),
    "nsid": regex.compile(r"[a-z][\w-]*(\.[\w-]+)+\.[a-zA-Z]\w*"),
    "record-key": regex.compile(r"[\w.~:-]{1,512}"),
    "tid": regex.compile("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}"),
    "uri": regex.compile(r"[a-z][a-z0-9+.-]*:\S+"),
}
_TYPES: dict[str, type] = {"integer": int, "boolean": bool, "string": str}


class Undefined(AssertionError):
    """The call is not as the lexicon has it."""


def held_call(request: httpx.Request, name: str) -> dict[str, list[str]]:
    """The parameters of a call that is as its lexicon has it, its body too. Raises Undefined."""
    facts = _facts().get(name)
    if facts is None or "verb" not in facts:
        raise Undefined(f"{name} is no method that we said we call")
    if request.method != facts["verb"]:
        raise Undefined(f"{name} is a {facts['verb']}")
    asked = _parameters(request, name, facts)
    content, kind = request.read(), request.headers.get("content-type", "")
    if "takes" not in facts:
        if content:
            raise Undefined(f"{name} takes no body")
    elif not fnmatch(kind.partition(";")[0], facts["takes"]):
        raise Undefined(f"{name} takes {facts['takes']}, not {kind}")
    elif "body" in facts and (complaint := wrong(json.loads(content), facts["body"], name)):
        raise Undefined(complaint)
    return asked


def wrong_record(collection: str, value: Any) -> str:
    """What is wrong with a record of this collection, or nothing."""
    facts = _facts().get(collection)
    if facts is None or "record" not in facts:
        return f"{collection} is no record that we said we write"
    bare = {name: each for name, each in value.items() if name != "$type"}
    if value.get("$type") != collection:
        return f"{collection} is called {value.get('$type')!r}"
    return wrong(bare, facts["record"], collection)


@cache
def _facts() -> dict[str, Any]:
    return known()


def _parameters(request: httpx.Request, name: str, facts: dict[str, Any]) -> dict[str, list[str]]:
    known_here = {**facts["parameters"], **_BESIDE.get(name, {})}
    found: dict[str, list[str]] = {}
    for each, value in parse_qsl(request.url.query.decode(), keep_blank_values=True):
        if each not in known_here:
            raise Undefined(f"{name} has no parameter {each}")
        found.setdefault(each, []).append(value)
    for each, values in found.items():
        kind = known_here[each]
        read: Any = [_read(value, kind["array"]) for value in values] if "array" in kind else None
        if read is None:
            if len(values) > 1:
                raise Undefined(f"{name} takes {each} once")
            read = _read(values[0], kind)
        if complaint := wrong(read, kind, each):
            raise Undefined(f"{name}: {complaint}")
    if missing := set(facts["required"]) - found.keys():
        raise Undefined(f"{name} lacks {missing}")
    return found


def _read(value: str, kind: Any) -> Any:
    """A parameter as what it is meant to be."""
    wanted = kind if isinstance(kind, str) else kind.get("type", "")
    if wanted == "integer" and value.isdigit():
        return int(value)
    return {"true": True, "false": False}.get(value, value) if wanted == "boolean" else value


def wrong(value: Any, kind: Any, where: str) -> str:
    """What is wrong with a value, or nothing."""
    if isinstance(kind, str):
        kind = {"type": kind}
    if "fields" in kind:
        return _wrong_object(value, kind, where)
    if "union" in kind:
        return _wrong_choice(value, kind, where)
    if "array" in kind:
        if not isinstance(value, list) or len(value) > kind.get("maxLength", len(value)):
            return f"{where} is no list of at most {kind.get('maxLength', 'many')}"
        return next(filter(None, (wrong(one, kind["array"], where) for one in value)), "")
    return _wrong_plain(value, kind, where)


def _wrong_object(value: Any, kind: dict[str, Any], where: str) -> str:
    if not isinstance(value, dict):
        return f"{where} is no object"
    named = {name: each for name, each in value.items() if name != "$type"}
    unknown, missing = named.keys() - kind["fields"].keys(), set(kind["required"]) - value.keys()
    if unknown or missing:
        return f"{where} has {unknown}, lacks {missing}"
    return next(
        filter(None, (wrong(each, kind["fields"][name], f"{where}/{name}") for name, each in named.items())),
        "",
    )


def _wrong_choice(value: Any, kind: dict[str, Any], where: str) -> str:
    name = value.get("$type") if isinstance(value, dict) else None
    if name not in kind["union"]:
        return f"{where} is {name!r}, none of {sorted(kind['union'])}"
    return wrong(value, kind["union"][name], f"{where}/{name}")


def _wrong_plain(value: Any, kind: dict[str, Any], where: str) -> str:
    wanted, _, form = kind["type"].partition(" ")
    if wanted == "blob":
        return _wrong_blob(value, kind, where)
    if wanted == "unknown":
        return ""
    if type(value) is not _TYPES[wanted]:
        return f"{where} is no {wanted}"
    if wanted == "integer":
        low, high = kind.get("minimum", value), kind.get("maximum", value)
        return "" if low <= value <= high else f"{where} is not from {low} to {high}"
    if wanted == "boolean":
        return ""
    if len(value.encode()) > kind.get("maxLength", len(value.encode())):
        return f"{where} is longer than {kind['maxLength']} bytes"
    if "maxGraphemes" in kind and len(regex.findall(r"\X", value)) > kind["maxGraphemes"]:
        return f"{where} is longer than {kind['maxGraphemes']} graphemes"
    return "" if not form or _fits(value, form) else f"{where} is no {form}: {value!r}"


def _fits(value: str, form: str) -> bool:
    if form == "datetime":
        try:
            return datetime.fromisoformat(value).tzinfo is not None
        except ValueError:
            return False
    return _FORMATS[form].fullmatch(value) is not None


def _wrong_blob(value: Any, kind: dict[str, Any], where: str) -> str:
    if not isinstance(value, dict) or value.keys() != {"$type", "ref", "size", "mimeType"}:
        return f"{where} is no blob"
    if not any(fnmatch(value["mimeType"], each) for each in kind.get("accept", ["*"])):
        return f"{where} is {value['mimeType']}, not {kind['accept']}"
    most = kind.get("maxSize", value["size"])
    return "" if value["size"] <= most else f"{where} is larger than {most} bytes"
