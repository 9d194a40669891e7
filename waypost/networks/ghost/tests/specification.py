"""What Ghost's own schemas say about what Waypost writes, in short (`@tryghost/admin-api-schema`, 6.65).

`specified.json` beside this file holds these facts; `facts` derives them from the schemas, and the tests of real servers
hold them against those that a site runs by.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("specified.json")
Document = dict[str, Any]


def known() -> Document:
    """The facts that the project keeps."""
    found: Document = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(schemas: Path) -> Document:
    """Derive the facts from the folder of the schemas: what a post and an upload may have, and what each call needs."""
    post = _read(schemas, "posts")["definitions"]["post"]
    image = _read(schemas, "images")["definitions"]["image"]
    return {
        "post": {name: _type(said) for name, said in post["properties"].items()},
        "image": {name: _type(said) for name, said in image["properties"].items()},
        "required": {verb: _required(_read(schemas, f"posts-{verb}")) for verb in ("add", "edit")},
    }


def written(found: Document) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _read(schemas: Path, name: str) -> Document:
    found: Document = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _required(schema: Document) -> list[str]:
    return sorted(schema["properties"]["posts"]["items"]["required"])


def _type(said: Document) -> Document:
    """A type, the longest it may be, the values it may have; what is described elsewhere is a list."""
    kinds = said.get("type", "array")
    found: Document = {"types": kinds if isinstance(kinds, list) else [kinds]}
    return found | {name: said[name] for name in ("maxLength", "enum") if name in said}
