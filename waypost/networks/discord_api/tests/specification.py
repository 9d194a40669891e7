"""What the published specification of Discord's API says about the calls that Waypost makes, in short.

`specified.json` beside this file holds these facts; `facts` derives them from the whole document.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("specified.json")
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
OPERATIONS = (
    "GET /channels/{channel_id}",
    "GET /channels/{channel_id}/messages",
    "POST /channels/{channel_id}/messages",
    "GET /channels/{channel_id}/messages/{message_id}",
    "PATCH /channels/{channel_id}/messages/{message_id}",
    "DELETE /channels/{channel_id}/messages/{message_id}",
    "GET /guilds/{guild_id}",
    "GET /users/@me",
    f"GET {_WEBHOOK}",
    f"POST {_WEBHOOK}",
    f"GET {_WEBHOOK}/messages/{{message_id}}",
    f"PATCH {_WEBHOOK}/messages/{{message_id}}",
    f"DELETE {_WEBHOOK}/messages/{{message_id}}",
)
_UNUSED = frozenset({"components", "embeds", "shared_client_theme", "sticker_ids", "tts"})
_KEPT = (
    "const", "items", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minimum", "pattern", "required",
    "type", "uniqueItems",
)  # fmt: skip
Document = dict[str, Any]


def known() -> Document:
    """The facts that the project keeps."""
    found: Document = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(document: Document) -> Document:
    """Derive the facts: per operation its query, the shape of its body, whether files may come, and who may call."""
    return {operation: _operation(document, operation) for operation in OPERATIONS}


def written(found: Document) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _operation(document: Document, name: str) -> Document:
    verb, path = name.split()
    operation = document["paths"][path][verb.lower()]
    content = operation.get("requestBody", {}).get("content", {})
    return {
        "query": {
            one["name"]: _shape(document, one["schema"])
            for one in operation.get("parameters", [])
            if one["in"] == "query"
        },
        "body": _shape(document, content["application/json"]["schema"]) if content else None,
        "files": "multipart/form-data" in content,
        "keys": sorted({key for way in operation.get("security", []) for key in way}),
        "statuses": sorted(operation["responses"]),
    }


def _shape(document: Document, schema: Document) -> Document:
    """A schema without words: references followed, choices as a list, what nobody here sends as it is named alone."""
    while "$ref" in schema:
        found: Any = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    kept: Document = {
        name: _shape(document, schema[name]) if name == "items" else schema[name]
        for name in _KEPT
        if name in schema
    }
    if "properties" in schema:
        kept["properties"] = {
            name: "unused" if name in _UNUSED else _shape(document, each)
            for name, each in schema["properties"].items()
        }
    choices = schema.get("oneOf") or schema.get("anyOf")
    if choices:
        kept["choices"] = [_shape(document, each) for each in choices]
    return kept
