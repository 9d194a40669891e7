import pytest

from waypost.loop.strategy.domain.document import CURRENT_SCHEMA
from waypost.loop.strategy.domain.problem import DocumentRefused
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.upcast import Document, upcast


def rename_motto(document: Document) -> Document:
    return {
        **{name: value for name, value in document.items() if name != "motto"},
        "purpose": document["motto"],
    }


def add_language(document: Document) -> Document:
    return {**document, "language": "en"}


STEPS = {1: rename_motto, 2: add_language}


def test_an_old_document_is_lifted_step_by_step() -> None:
    lifted = upcast({"schema": 1, "motto": "Print the harbour."}, STEPS, current=3)

    assert lifted == {"schema": 3, "purpose": "Print the harbour.", "language": "en"}


def test_the_stored_document_stays_as_it_is() -> None:
    stored = {"schema": 1, "motto": "Print the harbour."}

    upcast(stored, STEPS, current=3)

    assert stored == {"schema": 1, "motto": "Print the harbour."}


def test_a_current_document_is_left_alone() -> None:
    assert upcast({"schema": 3, "language": "pt"}, STEPS, current=3)["language"] == "pt"


@pytest.mark.parametrize("schema", [4, 0, None, "1", True])
def test_a_document_that_cannot_be_lifted_is_refused(schema: object) -> None:
    with pytest.raises(DocumentRefused):
        upcast({"schema": schema}, STEPS, current=3)


def test_a_strategy_of_the_first_shape_is_read_as_it_was() -> None:
    found = strategy_from(
        {"schema": 1, "brand": "Tern", "voice": {"traits": [{"key": "dry", "label": "Dry"}]}}
    )

    assert found.schema_version == CURRENT_SCHEMA
    assert found.voice.traits[0].examples == ()
