"""Reads plain values (from JSON, YAML or a form) as a strategy, or says everything that is wrong."""

import json
from collections.abc import Iterator
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.problem import DocumentRefused, Path, Problem, where
from waypost.loop.strategy.domain.sentences import sentence, unknown_field
from waypost.loop.strategy.domain.upcast import upcast
from waypost.toolkit.wording import _


def strategy_from(document: object, *, whole: bool = True) -> Strategy:
    """Read a strategy. Raises DocumentRefused with every problem.

    `whole=False` is for drafts: its parts must be well formed, but may not yet fit together (shares, references).
    """
    if not isinstance(document, dict):
        raise DocumentRefused(
            [Problem(_("A strategy is a list of named fields that begins with “schema: 2”."))]
        )
    document = with_hues(upcast(document))
    try:
        strategy = Strategy.model_validate(document)
    except ValidationError as error:
        raise DocumentRefused(list(_in_words(error, document))) from error
    wrong = problems(strategy) if whole else ()
    if wrong:
        raise DocumentRefused(wrong)
    return strategy


@lru_cache(maxsize=64)
def strategy_in(document: str) -> Strategy:
    """A stored document (JSON, perhaps of a draft) as a value.

    Reading takes as long as ten queries; the same words are always the same strategy, and its values are frozen.
    """
    return strategy_from(json.loads(document), whole=False)


def with_hues(document: dict[str, Any]) -> dict[str, Any]:
    """Give each pillar that names no hue the first one that is free."""
    pillars = document.get("pillars")
    if not isinstance(pillars, (list, tuple)):
        return document
    taken = {pillar.get("hue") for pillar in pillars if isinstance(pillar, dict)}
    free = [hue for hue in range(1, 9) if hue not in taken]
    coloured: list[Any] = []
    for index, pillar in enumerate(pillars):
        if isinstance(pillar, dict) and pillar.get("hue") is None:
            hue = free.pop(0) if free else index % 8 + 1
            coloured.append({**pillar, "hue": hue})
        else:
            coloured.append(pillar)
    return {**document, "pillars": coloured}


def _in_words(error: ValidationError, document: dict[str, Any]) -> Iterator[Problem]:
    """Say each error once: a field with several possible types reports one error per type."""
    seen: set[Path] = set()
    for details in error.errors(include_url=False):
        path = _path(details, document)
        if path not in seen:
            seen.add(path)
            yield Problem(_sentence(details, path), path, where(document, path))


def _path(details: ErrorDetails, document: dict[str, Any]) -> Path:
    """Where it is in the document; pydantic also names the branches of a union, which are no place in it."""
    path: list[str | int] = []
    here: Any = document
    for step in details["loc"]:
        known = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int)
        )
        if known and isinstance(here, (dict, list)):
            here = here[step]  # type: ignore[index]
            path.append(step)
        elif details["type"] == "missing":
            path.append(step)
    if details["type"] == "key_taken":
        path += [details["ctx"]["index"], "key"]
    return tuple(path)


def _sentence(details: ErrorDetails, path: Path) -> str:
    if details["type"] == "extra_forbidden":
        return unknown_field(str(path[-1]), _part_at(path[:-1]))
    return sentence(details["type"], details.get("ctx", {}), details["msg"], details["input"])


def _part_at(path: Path) -> type[BaseModel] | None:
    """The kind of part that lies at a path of the document."""
    part: type[BaseModel] = Strategy
    for step in path:
        if isinstance(step, int):
            continue
        field = part.model_fields.get(step)
        inner = _part_in(field.annotation) if field else None
        if inner is None:
            return None
        part = inner
    return part


def _part_in(annotation: Any) -> type[BaseModel] | None:
    """The part inside an annotation such as tuple[Pillar, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((part for part in map(_part_in, get_args(annotation)) if part), None)
    return None
