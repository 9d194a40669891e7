"""What the published specification of the client API says about the calls that Waypost makes, in short.

`specified.json` beside this file holds these facts; `facts` derives them from the whole document.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("specified.json")
OPERATIONS = (
    "POST /api/v1/apps",
    "GET /oauth/authorize",
    "POST /oauth/token",
    "GET /api/v1/accounts/verify_credentials",
    "GET /api/v1/accounts/{id}/statuses",
    "GET /api/v1/instance",
    "GET /api/v2/instance",
    "POST /api/v2/media",
    "GET /api/v1/media/{id}",
    "GET /api/v1/notifications",
    "GET /api/v1/streaming/user/notification",
    "GET /api/v1/statuses",
    "POST /api/v1/statuses",
    "GET /api/v1/statuses/{id}",
    "GET /api/v1/statuses/{id}/source",
    "PUT /api/v1/statuses/{id}",
    "DELETE /api/v1/statuses/{id}",
)
Document = dict[str, Any]


def known() -> Document:
    """The facts that the project keeps."""
    found: Document = json.loads(FACTS.read_text(encoding="utf-8"))
    return found


def facts(document: Document) -> Document:
    """Derive the facts from the specification: per operation its parameters, its body's shapes and its scopes."""
    return {operation: _operation(document, operation) for operation in OPERATIONS}


def written(found: Document) -> str:
    """The facts as they are kept."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _operation(document: Document, name: str) -> Document:
    verb, path = name.split()
    operation = document["paths"][path][verb.lower()]
    parameters: dict[str, Document] = {"query": {}, "header": {}, "path": {}}
    for parameter in operation.get("parameters", []):
        parameters[parameter["in"]][parameter["name"]] = _type(document, parameter["schema"])
    required = [one["name"] for one in operation.get("parameters", []) if one.get("required")]
    return {
        **parameters,
        "required": sorted(required),
        "body": {
            kind: _shapes(document, content["schema"])
            for kind, content in operation.get("requestBody", {}).get("content", {}).items()
        },
        "statuses": sorted(operation["responses"]),
        "scopes": sorted(
            scope for way in operation.get("security", []) for scopes in way.values() for scope in scopes
        ),
    }


def _shapes(document: Document, schema: Document) -> list[Document]:
    """The shapes that a body may have: one, or the choices of oneOf."""
    schema = _resolved(document, schema)
    if "oneOf" in schema:
        return [shape for choice in schema["oneOf"] for shape in _shapes(document, choice)]
    return [_object(document, schema)]


def _object(document: Document, schema: Document) -> Document:
    schema = _resolved(document, schema)
    fields: Document = {}
    required: set[str] = set(schema.get("required", []))
    for part in schema.get("allOf", []):
        found = _object(document, part)
        fields |= found["fields"]
        required |= set(found["required"])
    fields |= {name: _type(document, field) for name, field in schema.get("properties", {}).items()}
    return {"fields": fields, "required": sorted(required)}


def _type(document: Document, schema: Document) -> Any:
    """A type in a word or two; an object by its fields, an enumeration by its values."""
    schema = _resolved(document, schema)
    if "enum" in schema:
        return {"enum": sorted(schema["enum"])}
    if schema.get("type") == "array":
        return {"array": _type(document, schema["items"])}
    if "properties" in schema:
        return _object(document, schema)
    return f"{schema['type']} {schema.get('format', '')}".strip()


def _resolved(document: Document, schema: Document) -> Document:
    if "$ref" not in schema:
        return schema
    found = document
    for part in schema["$ref"].removeprefix("#/").split("/"):
        found = found[part]
    return found
