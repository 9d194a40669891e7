"""A strategy as a YAML file: in with the line of every problem, out without loss.

Only plain YAML is read: mappings, lists and scalars. Anchors, aliases and tags are refused, so that a small file
cannot grow into a large document; size and depth are limited. YAML 1.2: “no” and “09:30” are words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.document.part import KEY_PATTERN
from waypost.loop.strategy.domain.problem import DocumentRefused, Path, Problem
from waypost.loop.strategy.domain.read import strategy_from
from waypost.loop.strategy.domain.scalars import plain_value, reads_as_words
from waypost.toolkit.wording import _

LARGEST = 256 * 1024
"""In bytes; a long strategy has about thirty thousand."""
DEEPEST = 10
FIRST_LINE = "# yaml-language-server: $schema=strategy.schema.json\n"
"""Tells an editor where the schema lies that completes the file: beside it."""
_KEY = re.compile(KEY_PATTERN)

Position = tuple[int, int]
Places = dict[Path, Position]


def read_yaml(text: str | bytes) -> Strategy:
    """Read a strategy from YAML. Raises DocumentRefused with the line and column of every problem."""
    values, places = _Reader(_decoded(text)).read()
    try:
        return strategy_from(values)
    except DocumentRefused as refused:
        raise DocumentRefused([_placed(problem, places) for problem in refused.problems]) from refused


def write_yaml(strategy: Strategy) -> str:
    """Write a strategy as YAML that reads well, is completed by editors, and gives the same strategy when read again."""
    yaml = YAML()
    yaml.width = 4096  # a text stays on its line; editors wrap
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    out.write(FIRST_LINE)
    yaml.dump(_written(strategy.model_dump(exclude_defaults=True)), out)
    return out.getvalue()


def _decoded(text: str | bytes) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        sentence = _(
            "This file is larger than {size} kB. A strategy is a few pages of text; check that it is the right file."
        )
        raise DocumentRefused([Problem(sentence.format(size=LARGEST // 1024))])
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1
        sentence = _("This is not text in UTF-8. Save the file as UTF-8 and try again.")
        raise DocumentRefused([Problem(sentence, line=line, column=1)]) from error


def _placed(problem: Problem, places: Places) -> Problem:
    """Give a problem the line of what it is about, or of the nearest thing around it that is in the file."""
    path = problem.path
    while path not in places and path:
        path = path[:-1]
    line, column = places.get(path, (1, 1))
    return replace(problem, line=line, column=column)


class _Reader:
    """Builds plain values from YAML's events, remembering where each began."""

    def __init__(self, text: str) -> None:
        self._events = iter(self._parsed(text))
        self._places: Places = {}

    def read(self) -> tuple[Any, Places]:
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                value = self._value(next(self._events), ())
                self._refuse_more()
                return value, self._places
        raise DocumentRefused(
            [Problem(_("This file is empty. Begin it with “schema: 2”."), line=1, column=1)]
        )

    def _parsed(self, text: str) -> Iterator[Event]:
        try:
            yield from YAML(typ="safe", pure=True).parse(StringIO(text))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._refused(_what_is_wrong(error), mark) from error
        except YAMLError as error:
            raise self._refused(
                _("This cannot be read as YAML. Check for characters that are not text."), None
            ) from error

    def _value(self, event: Event, path: Path) -> Any:
        self._places.setdefault(path, _place(event.start_mark))
        self._refuse_tricks(event, path)
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        elif isinstance(event, SequenceStartEvent):
            return self._sequence(path)
        else:
            assert isinstance(event, ScalarEvent)
            return plain_value(event.value, is_plain=event.implicit[0])

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                raise self._refused(
                    _("A field's name is a plain word followed by a colon."), event.start_mark
                )
            self._refuse_tricks(event, path)
            name = event.value
            if name in values:
                sentence = _("“{name}” is written twice here. Keep one of them.").format(name=name)
                raise self._refused(sentence, event.start_mark)
            self._places[(*path, name)] = _place(event.start_mark)
            values[name] = self._value(next(self._events), (*path, name))
        return values

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self._value(event, (*path, len(values))))
        return values

    def _refuse_tricks(self, event: Event, path: Path) -> None:
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            sentence = _(
                "Anchors (&) and aliases (*) are not read here. Write the text out where it belongs."
            )
            raise self._refused(sentence, event.start_mark)
        if getattr(event, "tag", None):
            raise self._refused(_("Tags (!) are not read here. Leave this one out."), event.start_mark)
        if len(path) > DEEPEST:
            raise self._refused(
                _("This is nested deeper than a strategy ever is. Check the indentation."), event.start_mark
            )

    def _refuse_more(self) -> None:
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                sentence = _("A second document begins here. Keep one strategy in a file.")
                raise self._refused(sentence, event.start_mark)

    def _refused(self, sentence: str, mark: StreamMark | None) -> DocumentRefused:
        line, column = _place(mark) if mark else (None, None)
        return DocumentRefused([Problem(sentence, line=line, column=column)])


def _place(mark: StreamMark) -> Position:
    return mark.line + 1, mark.column + 1


def _what_is_wrong(error: MarkedYAMLError) -> str:
    found = error.problem or error.context or ""
    if "\\t" in found or "tab" in found:
        return _("A tab stands where YAML wants blanks. Indent with blanks only.")
    if "mapping values are not allowed" in found:
        return _("A colon stands where none may be. Put the text in quotes, or check the indentation.")
    if "expected <block end>" in found or "could not find expected ':'" in found:
        return _(
            "The indentation does not fit here. Line this up with the fields around it, and put a colon after a name."
        )
    return _(
        "YAML cannot be read here ({found}). Check quotes, colons and indentation near this place."
    ).format(found=found)


def _written(value: Any) -> Any:
    """Choose how each value is written: long texts as blocks, words that look like something else in quotes."""
    if isinstance(value, dict):
        return {name: _written(inner) for name, inner in value.items()}
    elif isinstance(value, tuple):
        return _in_a_row([_written(inner) for inner in value])
    elif isinstance(value, StrEnum):
        return value.value
    elif isinstance(value, str) and "\n" in value:
        return LiteralScalarString(value + "\n") if _fits_a_block(value) else DoubleQuotedScalarString(value)
    elif isinstance(value, str) and not reads_as_words(value):
        return DoubleQuotedScalarString(value)
    else:
        return value


def _in_a_row(values: list[Any]) -> CommentedSeq:
    """Write a list of keys or days in one line, any other with a line for each entry."""
    row = CommentedSeq(values)
    if all(isinstance(value, str) and _KEY.match(value) for value in values):
        row.fa.set_flow_style()
    return row


def _fits_a_block(text: str) -> bool:
    return all(line.isprintable() or not line for line in text.split("\n")) and not text.startswith(
        (" ", "\t")
    )
