"""A strategy as a sheet to be read on paper or in a file: every field that is filled, by section, in words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from waypost.loop.strategy.domain.difference import in_words
from waypost.loop.strategy.domain.document import HoldingStatement, Item, Part, Pillar, Queue, Strategy
from waypost.loop.strategy.domain.sections import (
    LISTS,
    REFERENCES,
    SECTIONS,
    ItemList,
    Section,
    list_called,
    section_of,
)
from waypost.toolkit.wording import _
from waypost.ui.paper.sheet import (
    Band,
    Block,
    Chapter,
    Entry,
    Facts,
    Grid,
    Points,
    Share,
    Sheet,
    Statement,
    Words,
)

QUEUES: dict[str, str] = {
    Queue.NORMAL: _("They go out."),
    Queue.REVIEW: _("Each is looked at again before it goes out."),
    Queue.PAUSE_TOPIC: _("Those on the topic wait."),
    Queue.PAUSE_ALL: _("All of them wait."),
}
"""What becomes of scheduled posts, in a sentence."""

_TITLES = {
    "dont": _("Don’t"),
    "but_not": _("But not"),
    "engage_when": _("We answer when"),
    "stop_when": _("We stop when"),
    "go_from": _("We say yes from"),
    "red_flags": _("What ends it at once"),
    "most_paid": _("What we pay at most"),
    "first_word_minutes": _("First word within (minutes)"),
    "queue": _("Scheduled posts"),
    "triggers": _("It begins when"),
    "measured": _("Or when Waypost counts"),
    "role": _("Told in Waypost"),
    "answer_minutes": _("Answers within (minutes)"),
    "bypass": _("If neither answers"),
    "most_public_replies": _("Answers in public to one person, at most"),
    "variants": _("On single channels"),
    "yes_next": _("Yes: go to"),
    "when_yes": _("Yes"),
    "yes_do": _("If yes"),
    "no_next": _("No: go to"),
    "when_no": _("No"),
    "no_do": _("If no"),
    "expires_on": _("To be read again by"),
    "kpi": _("KPI"),
    "banned_words": _("Words that we do not use"),
    "preferred_words": _("Words that we like"),
    "never": _("Never posted here"),
    "times": _("Posting times"),
    "active_hours": _("When they are around"),
    "attention": _("Where they spend their time"),
    "examples": _("Before and after"),
    "parts": _("Shares"),
}
_TABLES = {
    "voice.tones",
    "visual_identity.colours",
    "visual_identity.fonts",
    "creator_criteria.criteria",
    "crisis_plan.contacts",
    "crisis_plan.escalation",
}
"""Lists that read better as a table: short items with the same few fields."""
_LEADING = ("summary", "purpose", "outcome", "meaning")
"""Fields that say what a thing is, and need no name above them."""
_SHORT = 70
"""In characters: what fits on a line beside its name."""
_KEYS_OF = {(reference.at, reference.field): reference.to for reference in REFERENCES}


def strategy_sheet(strategy: Strategy, note: str, mark: str = "") -> Sheet:
    """The whole strategy; `note` says which version it is, as of when; `mark` stands behind every page."""
    writer = Writer(strategy)
    chapters = tuple(
        Chapter(section.title, blocks, note=section.question)
        for section in SECTIONS
        if (blocks := writer.section(section))
    )
    return Sheet(strategy.brand, _("Strategy"), note, chapters, mark)


class Writer:
    """Knows the strategy, so that it can say labels instead of keys."""

    def __init__(self, strategy: Strategy) -> None:
        self._strategy = strategy
        self._labels = {kind.name: {item.key: item.label for item in kind.items(strategy)} for kind in LISTS}

    def section(self, section: Section) -> tuple[Block | Entry, ...]:
        """All that is filled in of a section."""
        return tuple(chain.from_iterable(map(self._field, section.fields)))

    def _field(self, field: str) -> Iterator[Block | Entry]:
        value = getattr(self._strategy, field)
        kind = list_called(field)
        if field in ("brand", "schema_version"):
            return
        elif kind is not None:
            yield from self._list(kind)
        elif isinstance(value, Part):
            yield from self._part(field, value)
        else:
            yield from self.blocks("", [(field, value)])

    def _part(self, at: str, part: Part) -> Iterator[Block | Entry]:
        yield from self.blocks(at, [(name, value) for name, value in part if not list_called(f"{at}.{name}")])
        for name, _value in part:
            kind = list_called(f"{at}.{name}")
            if kind is not None:
                yield from self._list(kind)

    def _list(self, kind: ItemList) -> Iterator[Block | Entry]:
        items = kind.items(self._strategy)
        if kind.model is Pillar and items:
            yield Band(tuple(Share(it.label, it.hue, it.share) for it in items if isinstance(it, Pillar)))
        if kind.name in _TABLES and items:
            yield self.table(kind, items)
        elif kind.model is HoldingStatement:
            for item in items:
                assert isinstance(item, HoldingStatement)
                yield self.statement(item)
        else:
            for item in items:
                hue = item.hue if isinstance(item, Pillar) else 0
                blocks = tuple(self.blocks(kind.name, said(item)))
                yield Entry(item.label, blocks, hue, capitalised(kind.one) if _has_company(kind) else "")

    def table(self, kind: ItemList, items: Sequence[Item]) -> Grid:
        """Items in rows, with a column for each field that any of them fills."""
        rows = [{name: self.words(kind.name, name, value) for name, value in said(item)} for item in items]
        names = [name for name in rows[0] if any(row[name] for row in rows)]
        head = (capitalised(kind.one), *map(title_of, names))
        cells = ((item.label, *(row[name] for name in names)) for item, row in zip(items, rows, strict=True))
        return Grid(head, tuple(cells))

    def blocks(self, at: str, fields: list[tuple[str, Any]]) -> Iterator[Block]:
        """What is filled in: what it is first, then the short facts, then the lists and longer words."""
        facts: list[tuple[str, str]] = []
        longer: list[Block] = []
        for name, value in _flat(fields):
            words = self.words(at, name, value)
            if not words:
                continue
            elif name in _LEADING:
                yield Words(words)
            elif (lines := self._lines(at, name, value)) and not _fits_a_line(lines):
                longer.append(Points(lines, title_of(name)))
            elif len(words) > _SHORT or "\n" in words:
                longer.append(Words(words, title_of(name)))
            else:
                facts.append((title_of(name), ", ".join(lines) or words))
        if facts:
            yield Facts(tuple(facts))
        yield from longer

    def words(self, at: str, name: str, value: Any) -> str:
        """The value of a field in words, with labels for keys."""
        if isinstance(value, Queue):
            return QUEUES[value]
        elif isinstance(value, dict):
            return "; ".join(self._by_name(at, name, value))
        elif (at, name) in _KEYS_OF and isinstance(value, str | tuple):
            labels = self._labels[_KEYS_OF[(at, name)]]
            return ", ".join(labels.get(key, key) for key in ([value] if isinstance(value, str) else value))
        return in_words(name, value)

    def _lines(self, at: str, name: str, value: Any) -> tuple[str, ...]:
        """The lines of what is a list, or said by channel, pillar, format …; none for anything else."""
        if isinstance(value, dict):
            return tuple(self._by_name(at, name, value))
        elif isinstance(value, tuple) and (at, name) not in _KEYS_OF:
            return tuple(in_words("", line) for line in value)
        return ()

    def _by_name(self, at: str, name: str, value: dict[str, Any]) -> Iterator[str]:
        """Lines of what is said of each channel, pillar, format …"""
        labels = self._labels.get(_KEYS_OF.get((at, name), ""), {})
        for key, inner in value.items():
            words = in_words("share", inner) if isinstance(inner, float) else in_words("", inner)
            yield f"{labels.get(key, key)}: {words}"

    def statement(self, item: HoldingStatement) -> Statement:
        """A holding statement with what it is for, whose it is, and until when."""
        fields = [
            (name, self.words(_STATEMENTS, name, value)) for name, value in said(item) if name != "text"
        ]
        notes = [f"{title_of(name)}: {words}" for name, words in fields if words]
        return Statement(item.label, item.text, ". ".join(notes))


_STATEMENTS = "crisis_plan.holding_statements"


def title_of(name: str) -> str:
    """What a field is called where it stands for itself."""
    return _TITLES.get(name, capitalised(name.replace("_", " ")))


def capitalised(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


def _has_company(kind: ItemList) -> bool:
    """Whether its section holds another list of the document itself, so that an item must say what it is."""
    section = section_of(kind.path[0])
    return len([field for field in section.fields if list_called(field)]) > 1


def _fits_a_line(lines: tuple[str, ...]) -> bool:
    return sum(map(len, lines)) <= _SHORT and not any("," in line for line in lines)


def _flat(fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Fields, with those of a part in its place."""
    for name, value in fields:
        yield from value if isinstance(value, Part) else [(name, value)]


def said(item: Item) -> list[tuple[str, Any]]:
    """The fields of an item that people read, with their values."""
    return [(name, value) for name, value in item if name not in ("key", "was", "label", "hue")]
