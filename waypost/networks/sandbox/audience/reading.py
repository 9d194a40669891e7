"""Reads an audience file, and says in sentences what is wrong with one.

`python -m waypost.networks.sandbox.audience.reading` prints the JSON Schema.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from waypost.networks.sandbox.audience.schema import Audience, published_schema


class AudienceRefused(ValueError):
    """The file is no audience; the text says why, a line for each mistake."""


def read_audience(path: Path) -> Audience:
    """Read an audience file. Raises AudienceRefused, or OSError when the file cannot be read."""
    return audience_from(path.read_text(encoding="utf-8"))


def audience_from(text: str) -> Audience:
    """Read an audience from YAML. Raises AudienceRefused."""
    try:
        record = YAML(typ="safe").load(text)
    except YAMLError as error:
        raise AudienceRefused(f"This is not YAML: {error}") from error
    try:
        return Audience.model_validate(record)
    except ValidationError as error:
        mistakes = [
            f"{'.'.join(map(str, mistake['loc'])) or 'the file'}: {mistake['msg']}"
            for mistake in error.errors()
        ]
        raise AudienceRefused("\n".join(mistakes)) from error


def schema_text() -> str:
    """The published schema as its file holds it."""
    return json.dumps(published_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
