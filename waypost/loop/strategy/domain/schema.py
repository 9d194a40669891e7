"""The published JSON Schema of the document. `python -m waypost.loop.strategy.domain.schema` prints it."""

import json
import sys
from typing import Any

from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, Strategy

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def published_schema() -> dict[str, Any]:
    """Give the JSON Schema that docs/strategy.schema.json holds."""
    schema = Strategy.model_json_schema(by_alias=True, mode="validation")
    schema["$defs"]["Pillar"]["required"].remove(
        "hue"
    )  # the reader gives a pillar without a hue the next free one
    return {
        "$schema": DIALECT,
        "$id": f"urn:waypost:strategy:{CURRENT_SCHEMA}",
        **schema,
        "title": "A strategy",
    }


def as_text() -> str:
    """Give the schema as the file holds it."""
    return json.dumps(published_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
