"""The audience file: what it takes, what it refuses, and its published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from waypost.networks.sandbox.audience.reading import (
    AudienceRefused,
    audience_from,
    read_audience,
    schema_text,
)
from waypost.networks.sandbox.audience.schema import Audience
from waypost.networks.sandbox.audience.tests.harbour import FILE, audience, persona

PUBLISHED = Path(__file__).parents[5] / "docs" / "audience.schema.json"


def test_the_published_schema_is_current() -> None:
    assert PUBLISHED.read_text() == schema_text(), (
        "run: .venv/bin/python -m waypost.networks.sandbox.audience.reading > docs/audience.schema.json"
    )


def test_a_file_fits_its_schema() -> None:
    schema = json.loads(schema_text())
    Draft202012Validator.check_schema(schema)

    Draft202012Validator(schema).validate(FILE)


def test_a_file_survives_being_written_and_read() -> None:
    assert audience_from(audience().model_dump_json(by_alias=True)) == audience()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"zone": "Europe/Atlantis"}, "is not a time zone"),
        ({"worth": {"saves": 1}}, "not saves"),
        ({"worth": {}}, "worth"),
        ({"surprise": 1}, "surprise"),
        (persona(interests={"cars": 1}), "cars"),
        (persona(channels={"quay": 0.5}), "quay"),
        (persona(moods={"thankful": 1}), "moods"),
        ({"changes": [{"on": "2027-05-01", "persona": "nobody"}]}, "nobody"),
        ({"changes": [{"on": "2027-05-01", "persona": "sailor", "interests": {"cars": 1}}]}, "cars"),
        ({"says": {"glad": ["Yes!"]}}, "bored"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_its_place(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(AudienceRefused, match=said):
        audience_from(json.dumps(FILE | changes))


def test_what_is_not_yaml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audience.yaml").write_text("a: [1")

    with pytest.raises(AudienceRefused, match="not YAML"):
        read_audience(tmp_path / "audience.yaml")


def test_every_field_of_the_file_is_in_the_schema() -> None:
    known = set(json.loads(schema_text())["properties"])

    assert {field.alias or name for name, field in Audience.model_fields.items()} == known
