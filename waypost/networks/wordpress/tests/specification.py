"""What a WordPress site says itself about the calls that Waypost makes, in short.

`specified.json` beside this file holds these facts; `facts` derives them from a site's own description of its interface,
and the tests of real servers hold them against one.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("specified.json")
OPERATIONS = {
    "GET /": "/",
    "GET /wp/v2/users/me": "/wp/v2/users/me",
    **{
        f"{verb} /wp/v2/{kind}": f"/wp/v2/{kind}"
        for kind in ("posts", "media", "comments", "categories", "tags")
        for verb in ("GET", "POST")
    },
    "POST /wp/v2/media/{id}": r"/wp/v2/media/(?P<id>[\d]+)",
    **{
        f"{verb} /wp/v2/{kind}/{{id}}": rf"/wp/v2/{kind}/(?P<id>[\d]+)"
        for kind in ("posts", "comments")
        for verb in ("GET", "POST", "DELETE")
    },
}
"""Each call, and the route by which a site describes it."""
Document = dict[str, Any]


def known() -> Document:
    """The facts that the project keeps."""
    found: Document = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(document: Document) -> Document:
    """Derive the facts from a site's description: per operation its arguments by type, and which are required."""
    return {name: _operation(document, name, route) for name, route in OPERATIONS.items()}


def written(found: Document) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _operation(document: Document, name: str, route: str) -> Document:
    verb = name.partition(" ")[0]
    (endpoint,) = [one for one in document["routes"][route]["endpoints"] if verb in one["methods"]]
    arguments = endpoint["args"] or {}
    return {
        "arguments": {argument: _type(said) for argument, said in arguments.items()},
        "required": sorted(argument for argument, said in arguments.items() if said.get("required")),
    }


def _type(said: Document) -> Any:
    """A type in a word; a choice by its values, a list by what it holds."""
    if "enum" in said:
        return {"enum": sorted(said["enum"])}
    if said.get("type") == "array" or "array" in (said.get("type") or ()):
        return {"array": _type(said.get("items", {}))}
    kind = said.get("type", "any")
    return "any" if isinstance(kind, list) else kind
