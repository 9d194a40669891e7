"""What the published lexicons say about the calls that Waypost makes and the records that it writes, in short.

`lexicons.json` beside this file holds these facts; `facts` derives them from the lexicons, which are the protocol's
own (https://github.com/bluesky-social/atproto/tree/main/lexicons, 2026-08).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("lexicons.json")
RECORDS = ("app.bsky.feed.post", "app.bsky.feed.threadgate", "app.bsky.feed.postgate")
METHODS = (
    "com.atproto.server.createSession",
    "com.atproto.server.refreshSession",
    "com.atproto.server.getSession",
    "com.atproto.server.getServiceAuth",
    "com.atproto.identity.resolveHandle",
    "com.atproto.repo.uploadBlob",
    "com.atproto.repo.putRecord",
    "com.atproto.repo.applyWrites",
    "com.atproto.repo.getRecord",
    "app.bsky.actor.getProfile",
    "app.bsky.feed.getPosts",
    "app.bsky.feed.getAuthorFeed",
    "app.bsky.notification.listNotifications",
    "app.bsky.video.getUploadLimits",
    "app.bsky.video.uploadVideo",
    "app.bsky.video.getJobStatus",
    "chat.bsky.convo.listConvos",
    "chat.bsky.convo.getLog",
    "chat.bsky.convo.getMessages",
    "chat.bsky.convo.sendMessage",
)
_LIMITS = ("maxLength", "maxGraphemes", "minLength", "minimum", "maximum", "maxSize", "accept", "enum")
Lexicon = dict[str, Any]


def known() -> Lexicon:
    """The facts that the project keeps."""
    found: Lexicon = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(folder: Path) -> Lexicon:
    """Derive the facts from the lexicons: per method its parameters and its body, per record its fields."""
    return {name: _derived(folder, name) for name in (*METHODS, *RECORDS)}


def written(found: Lexicon) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _derived(folder: Path, name: str) -> Lexicon:
    main = _definition(folder, name, "main")
    if main is None:
        raise LookupError(name)
    if main["type"] == "record":
        return {"record": _kind(folder, name, main["record"])}
    asked = main.get("parameters", {})
    taken = main.get("input", {})
    found: Lexicon = {
        "verb": "GET" if main["type"] == "query" else "POST",
        "parameters": {
            each: _kind(folder, name, schema) for each, schema in asked.get("properties", {}).items()
        },
        "required": sorted(asked.get("required", [])),
        "errors": sorted(error["name"] for error in main.get("errors", [])),
    }
    if taken:
        found["takes"] = taken["encoding"]
    if "schema" in taken:
        found["body"] = _kind(folder, name, taken["schema"])
    return found


def _definition(folder: Path, name: str, part: str) -> Lexicon | None:
    """One definition; None where nobody gave us its lexicon."""
    file = folder.joinpath(*name.split(".")).with_suffix(".json")
    if not file.exists():
        return None
    found: Lexicon = json.loads(file.read_text(encoding="utf-8"))["defs"][part]
    return found


def _kind(folder: Path, name: str, schema: Lexicon) -> Any:
    """A type in short: what it refers to stands in its place."""
    match schema["type"]:
        case "ref":
            return _referred(folder, name, schema["ref"])
        case "union":
            choices = {_whole(name, ref): _referred(folder, name, ref) for ref in schema["refs"]}
            return {"union": choices, "closed": schema.get("closed", False)}
        case "object":
            fields = {each: _kind(folder, name, one) for each, one in schema.get("properties", {}).items()}
            return {"fields": fields, "required": sorted(schema.get("required", []))}
        case "array":
            return {"array": _kind(folder, name, schema["items"]), **_limits(schema)}
        case kind:
            limits = _limits(schema)
            kind = f"{kind} {schema['format']}" if "format" in schema else kind
            return {"type": kind, **limits} if limits else kind


def _limits(schema: Lexicon) -> Lexicon:
    return {name: schema[name] for name in _LIMITS if name in schema}


def _whole(name: str, ref: str) -> str:
    """A reference with the lexicon that it is in; the main definition has no part of its own."""
    return f"{name}{ref}" if ref.startswith("#") else ref.removesuffix("#main")


def _referred(folder: Path, name: str, ref: str) -> Any:
    other, _, part = _whole(name, ref).partition("#")
    found = _definition(folder, other, part or "main")
    return "unknown" if found is None else _kind(folder, other, found)
