"""What the published specification of the Web API says about the methods that Waypost calls, in short.

`specified.json` beside this file holds these facts; `facts` derives them from the whole document, which is of 2021.
`SINCE` is what the methods' own pages say that came later.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("specified.json")
METHODS = (
    "auth.test",
    "chat.delete",
    "chat.postMessage",
    "chat.update",
    "conversations.history",
    "conversations.info",
    "conversations.replies",
    "files.info",
    "users.conversations",
    "users.info",
)
Document = dict[str, Any]

# https://docs.slack.dev/reference/methods/<name>, 2026-11.
_TEXT_ERRORS = [
    "invalid_blocks",
    "metadata_too_large",
    "missing_scope",
    "ratelimited",
    "invalid_metadata_format",
]
SINCE: dict[str, Document] = {
    "chat.postMessage": {"fields": {"metadata": "object"}, "errors": _TEXT_ERRORS},
    "chat.update": {"fields": {"metadata": "object"}, "errors": _TEXT_ERRORS},
    "chat.delete": {"fields": {}, "errors": ["missing_scope"]},
    "conversations.history": {
        "fields": {"include_all_metadata": "boolean"},
        "errors": ["not_in_channel", "invalid_cursor", "token_revoked"],
    },
    "conversations.replies": {
        "fields": {"include_all_metadata": "boolean"},
        "errors": ["not_in_channel", "invalid_cursor", "token_revoked"],
    },
    "files.info": {"fields": {}, "errors": ["missing_scope"]},
    "users.info": {"fields": {}, "errors": ["missing_scope"]},
    "files.getUploadURLExternal": {
        "verb": "get",
        "fields": {"filename": "string", "length": "integer", "alt_txt": "string", "snippet_type": "string"},
        "required": ["filename", "length"],
        "errors": ["alt_txt_too_large", "missing_argument", "missing_scope", "invalid_auth", "not_authed"],
    },
    "files.completeUploadExternal": {
        "verb": "post",
        "fields": {
            "files": "array",
            "channel_id": "string",
            "initial_comment": "string",
            "thread_ts": "string",
            "blocks": "array",
        },
        "required": ["files"],
        "errors": ["file_not_found", "missing_scope", "invalid_auth", "not_authed"],
    },
}
SCOPES = {
    "chat.delete": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "channels:history",
    "conversations.info": "channels:read",
    "conversations.replies": "channels:history",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
    "users.conversations": "channels:read",
    "users.info": "users:read",
}
"""What a bot's token must have been granted; the specification names scopes that apps of then had."""


def known() -> Document:
    """The facts that the project keeps."""
    found: Document = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(document: Document) -> Document:
    """Derive the facts from the specification: per method its verb, its arguments and its errors."""
    return {method: _method(document, method) for method in METHODS}


def written(found: Document) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def today() -> dict[str, Document]:
    """The facts with what came later."""
    found = known()
    for method, since in SINCE.items():
        before = found.get(method, {"verb": since.get("verb"), "fields": {}, "required": [], "errors": []})
        found[method] = {
            "verb": before["verb"],
            "fields": before["fields"] | since["fields"],
            "required": [*before["required"], *since.get("required", [])],
            "errors": [*before["errors"], *since["errors"]],
        }
    return found


def _method(document: Document, name: str) -> Document:
    ((verb, operation),) = document["paths"][f"/{name}"].items()
    # The token may stand in the header of every method (https://docs.slack.dev/authentication, 2026-11).
    arguments = [one for one in operation["parameters"] if one["name"] != "token"]
    answer = operation["responses"]["default"]["schema"]
    return {
        "verb": verb,
        "fields": {one["name"]: one["type"] for one in arguments},
        "required": sorted(one["name"] for one in arguments if one.get("required")),
        "errors": sorted(answer["properties"]["error"].get("enum", [])),
    }
