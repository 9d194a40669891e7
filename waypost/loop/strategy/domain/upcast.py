"""Reads documents of earlier shapes: stored text is never rewritten, it is lifted step by step when read."""

from collections.abc import Callable, Mapping
from typing import Any

from waypost.loop.strategy.domain.document import CURRENT_SCHEMA
from waypost.loop.strategy.domain.problem import DocumentRefused, Problem
from waypost.toolkit.wording import _

Document = dict[str, Any]
Upcaster = Callable[[Document], Document]


def _gains_depth(document: Document) -> Document:
    """Schema 2 only adds: examples of the voice, mix rules, hashtag sets, competitors, creators and more of each part."""
    return document


UPCASTERS: dict[int, Upcaster] = {1: _gains_depth}
"""From the schema that a function reads; it gives the same document in the schema after it."""


def upcast(
    document: Document, steps: Mapping[int, Upcaster] = UPCASTERS, current: int = CURRENT_SCHEMA
) -> Document:
    """Lift a document to the `current` schema. Raises DocumentRefused for one from a newer Waypost."""
    schema = document.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool):
        sentence = _("Begin the document with “schema: {current}”.").format(current=current)
        raise DocumentRefused([Problem(sentence, ("schema",), "schema")])
    if schema > current or schema < min([*steps, current]):
        sentence = _(
            "This document has schema {schema}; this Waypost reads up to {current}. Update Waypost first."
        )
        raise DocumentRefused(
            [Problem(sentence.format(schema=schema, current=current), ("schema",), "schema")]
        )
    for number in range(schema, current):
        document = {**steps[number](document), "schema": number + 1}
    return document
