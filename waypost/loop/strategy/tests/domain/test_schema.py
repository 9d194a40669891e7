import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from waypost.loop.strategy.domain.document import Part, Strategy
from waypost.loop.strategy.domain.schema import as_text, published_schema
from waypost.loop.strategy.domain.sections import LISTS, SECTIONS
from waypost.loop.strategy.tests.documents import QUICK, pillar, small, strategies, tern_and_tide

PUBLISHED = Path(__file__).parents[5] / "docs" / "strategy.schema.json"
VALIDATOR = Draft202012Validator(published_schema())


def test_the_published_schema_is_current() -> None:
    assert json.loads(PUBLISHED.read_text()) == json.loads(as_text()), (
        "run: .venv/bin/python -m waypost.loop.strategy.domain.schema > docs/strategy.schema.json"
    )


def test_the_example_and_the_smallest_document_fit_the_schema() -> None:
    Draft202012Validator.check_schema(published_schema())

    VALIDATOR.validate(tern_and_tide().as_record())
    VALIDATOR.validate(small(pillars=[pillar("a", "100%")]))


@QUICK
@given(strategies())
def test_every_strategy_fits_the_schema(strategy: Strategy) -> None:
    VALIDATOR.validate(json.loads(json.dumps(strategy.as_record())))


@pytest.mark.parametrize(
    "document",
    [
        {"brand": "x"},
        small(surprise=1),
        small(pillars=[pillar("A B")]),
        small(pillars=[pillar("a", 2)]),
        small(schema=3),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(document: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(document)


def test_sections_hold_every_field_of_the_document_once() -> None:
    named = [field for section in SECTIONS for field in section.fields]

    assert sorted(named) == sorted(set(Strategy.model_fields) - {"schema_version"})


def test_every_list_of_items_is_known_to_patches() -> None:
    def lists(part: type[Part], path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        found = set()
        for name, field in part.model_fields.items():
            inner = field.annotation
            if isinstance(inner, type) and issubclass(inner, Part):
                found |= lists(inner, (*path, name))
            elif "Item" in str(
                [kind.__mro__ for kind in getattr(inner, "__args__", ()) if isinstance(kind, type)]
            ):
                found.add((*path, name))
        return found

    assert lists(Strategy) == {kind.path for kind in LISTS}
