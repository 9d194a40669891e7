"""A sheet: what stands on paper, before anybody decided how it is written or set. All words are plain text."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True)
class Words:
    """A text of one or more paragraphs (parted by a new line), perhaps under a small heading."""

    text: str
    title: str = ""


@dataclass(frozen=True)
class Points:
    """A list, perhaps under a small heading."""

    lines: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class Facts:
    """Names with what they are: “Deadline”, “2027-06-30”."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Share:
    """A part of a band: its name, its hue (1–8) and its share of the whole (0–1)."""

    label: str
    hue: int
    share: float


@dataclass(frozen=True)
class Band:
    """Shares as one coloured band."""

    parts: tuple[Share, ...]


@dataclass(frozen=True)
class Statement:
    """Words to be said as they stand; {blanks} are to be filled in by hand. `note` says what they are for."""

    title: str
    text: str
    note: str = ""


Block = Words | Points | Facts | Grid | Band | Statement


@dataclass(frozen=True)
class Entry:
    """One thing with a name of its own; `what` says what kind of thing, `hue` (1–8) is a pillar's colour."""

    title: str
    blocks: tuple[Block, ...] = ()
    hue: int = 0
    what: str = ""


@dataclass(frozen=True)
class Chapter:
    """A part of the sheet; `own_page` begins a page, for what is pinned to a wall by itself."""

    title: str
    blocks: tuple["Block | Entry", ...]
    note: str = ""
    own_page: bool = False


@dataclass(frozen=True)
class Sheet:
    """The whole: whose it is, what it is, as of when (a line), and its chapters.

    `mark` stands large and pale behind every page, for what must not be taken for the thing itself: “Draft”.
    """

    brand: str
    title: str
    note: str
    chapters: tuple[Chapter, ...]
    mark: str = ""


def as_record(part: Any) -> Any:
    """Give a sheet or a part of one as plain JSON values; each part says its `kind`."""
    if is_dataclass(part):
        values = {field.name: as_record(getattr(part, field.name)) for field in fields(part)}
        return {"kind": type(part).__name__.lower(), **values}
    elif isinstance(part, tuple):
        return [as_record(inner) for inner in part]
    else:
        return part
