"""What the published description of the Bot API says about the calls that Waypost makes, in short.

`specified.json` beside this file holds these facts; `facts` derives them from the whole document.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("specified.json")
METHODS = (
    "deleteMessage",
    "editMessageMedia",
    "editMessageText",
    "getChat",
    "getChatMember",
    "getChatMemberCount",
    "getMe",
    "getUpdates",
    "sendMediaGroup",
    "sendMessage",
    "sendPhoto",
    "sendPoll",
    "sendVideo",
)
TYPES = (
    "InputMedia",
    "InputMediaPhoto",
    "InputMediaVideo",
    "InputPollOption",
    "LinkPreviewOptions",
    "MessageEntity",
    "ReplyParameters",
)
Document = dict[str, Any]


def known() -> Document:
    """The facts that the project keeps."""
    found: Document = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(document: Document) -> Document:
    """Derive the facts: per method and type its fields, each with its types and whether it must be there."""
    return {
        "methods": {name: _fields(document["methods"][name]) for name in METHODS},
        "types": {
            name: {"one of": sorted(document["types"][name]["subtypes"])}
            if "subtypes" in document["types"][name]
            else _fields(document["types"][name])
            for name in TYPES
        },
    }


def written(found: Document) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _fields(described: Document) -> Document:
    return {
        field["name"]: [*sorted(field["types"]), *(["required"] if field["required"] else [])]
        for field in described.get("fields", [])
    }
