"""Reads posts with their figures out of a table: what the columns mean, and each row with what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from waypost.loop.analytics.domain.pasts.choices import PastChoices
from waypost.loop.analytics.domain.pasts.fields import KNOWN, METRICS, PastField, meanings, plain
from waypost.loop.content.domain.sheets.dates import NotAMoment, Order, day_of, moment_of, orders, time_of
from waypost.networks.contract import Metric
from waypost.toolkit.sheets import Row, Table

NOON = time(12)
"""Stands for the time of a row that says only its day."""
_PREAMBLE = 8
_EMPTY = frozenset({"", "-", "--", "—", "–", "n/a", "na", "null", "none"})
_GROUPED = re.compile(r"^\d{1,3}(?:[.,’' \u00a0\u202f]\d{3})+$")
_SHORT = re.compile(r"^(\d+(?:[.,]\d+)?)\s*([km])$", re.IGNORECASE)
_KINDS = {
    "reel": "reel",
    "carousel": "carousel",
    "story": "story",
    "video": "video",
    "short": "video",
    "link": "link",
}
_PICTURES = ("image", "photo", "picture")


@dataclass(frozen=True)
class PastRow:
    """A row, understood: `local` is what the brand's wall showed. `problems` keep it out."""

    line: int
    text: str = ""
    local: datetime | None = None
    is_timed: bool = True
    link: str = ""
    id: str = ""
    channel: str = ""
    tags: tuple[str, ...] = ()
    format: str = "text"
    counts: dict[Metric, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class PastSheet:
    """An export, understood. `order` is None as long as a person must say how its days are written."""

    head: tuple[str, ...]
    columns: tuple[tuple[PastField, bool], ...]
    rows: tuple[PastRow, ...]
    order: Order | None
    orders: frozenset[Order]
    example: str = ""
    samples: tuple[str, ...] = ()

    @property
    def fields(self) -> set[PastField]:
        """What its columns mean."""
        return {found for found, _guess in self.columns}

    @property
    def says_when(self) -> bool:
        return bool({PastField.WHEN, PastField.DATE} & self.fields)

    @property
    def says_figures(self) -> bool:
        return bool(set(METRICS) & self.fields)

    @property
    def names(self) -> list[str]:
        """The channels that the rows name, in order of appearance."""
        return list(dict.fromkeys(row.channel for row in self.rows if row.channel))

    @property
    def untimed(self) -> int:
        """How many rows say only their day."""
        return sum(1 for row in self.rows if row.local is not None and not row.is_timed)


def understand(table: Table, zone: str, choices: PastChoices) -> PastSheet:
    """Read the posts of a table; what a person said goes before our guess."""
    head, rows = _head(table)
    width = max((len(row.cells) for row in rows), default=len(head))
    names = head + tuple(f"Column {number}" for number in range(len(head) + 1, width + 1))
    columns = meanings(names)
    for place, said in choices.fields.items():
        if place < len(columns) and columns[place][0] != said:
            columns[place] = (said, False)
    dated = [place for place, (found, _) in enumerate(columns) if found in (PastField.WHEN, PastField.DATE)]
    cells = [row.cells[place] for row in rows for place in dated if place < len(row.cells)]
    possible = frozenset(orders(cells)) & (frozenset(Order) if cells else frozenset())
    agreed = choices.order or _agreed(possible)
    example = next((cell for cell in cells if orders([cell]) == possible), "") if agreed is None else ""
    fields = [found for found, _guess in columns]
    read = tuple(_row(row, fields, agreed or Order.DAY_FIRST, zone) for row in rows)
    samples = tuple(
        next((row.cells[place] for row in rows if place < len(row.cells) and row.cells[place].strip()), "")
        for place in range(len(names))
    )
    return PastSheet(
        names,
        tuple(columns),
        tuple(row for row in read if row is not None),
        agreed,
        possible,
        example,
        samples,
    )


def number_of(cell: str) -> int | None:
    """The count that a cell says; None where it says none: “1,204”, “1.2K”, “--”. Raises ValueError."""
    plain_cell = cell.strip().strip("'")
    if plain_cell.casefold() in _EMPTY:
        return None
    if _GROUPED.match(plain_cell):
        return int(re.sub(r"\D", "", plain_cell))
    short = _SHORT.match(plain_cell)
    if short:
        thousands = 1_000 if short[2].lower() == "k" else 1_000_000
        return round(float(short[1].replace(",", ".")) * thousands)
    found = float(plain_cell.replace(",", "."))
    if not 0 <= found < 10**15:
        raise ValueError(cell)
    return round(found)


def _head(table: Table) -> tuple[tuple[str, ...], Sequence[Row]]:
    """The row of names, which knows most names of the first rows, and the rows under it."""
    known = [sum(plain(cell) in KNOWN for cell in row.cells) for row in table.rows[:_PREAMBLE]]
    best = max(range(len(known)), key=lambda place: (known[place], -place))
    return table.rows[best].cells, table.rows[best + 1 :]


def _agreed(possible: frozenset[Order]) -> Order | None:
    if len(possible) == 1:
        return min(possible)
    elif possible == frozenset(Order):
        return Order.YEAR_FIRST
    else:
        return None if possible else Order.DAY_FIRST


def _row(row: Row, fields: Sequence[PastField], order: Order, zone: str) -> PastRow | None:
    said: dict[PastField, str] = {}
    counts: dict[Metric, int] = {}
    problems: list[str] = []
    for meaning, cell in zip(fields, row.cells, strict=False):
        if meaning in METRICS:
            _count(meaning, cell, counts, problems)
        elif meaning != PastField.UNUSED and cell.strip():
            said.setdefault(meaning, cell.strip())
    is_blank = not said and not counts and any(meaning != PastField.UNUSED for meaning in fields)
    is_sum = set(said) == {PastField.TEXT} and said[PastField.TEXT].casefold() == "total"
    if is_blank or is_sum:
        return None
    local, is_timed = _moment(said, order, zone, problems)
    return PastRow(
        line=row.line,
        text=said.get(PastField.TEXT, ""),
        local=local,
        is_timed=is_timed,
        link=said.get(PastField.LINK, ""),
        id=said.get(PastField.ID, ""),
        channel=said.get(PastField.CHANNEL, ""),
        tags=tuple(part.strip() for part in re.split(r"[,;|]", said.get(PastField.TAGS, "")) if part.strip()),
        format=_kind(said.get(PastField.FORMAT, "")),
        counts=counts,
        problems=tuple(problems) if counts or problems else ("It says no figure.",),
    )


def _count(meaning: PastField, cell: str, counts: dict[Metric, int], problems: list[str]) -> None:
    try:
        value = number_of(cell)
    except ValueError:
        problems.append(f"“{cell.strip()[:40]}” is not a number.")
        return
    if value is not None:
        counts[METRICS[meaning]] = counts.get(METRICS[meaning], 0) + value


def _moment(
    said: dict[PastField, str], order: Order, zone: str, problems: list[str]
) -> tuple[datetime | None, bool]:
    cell = said.get(PastField.WHEN) or said.get(PastField.DATE, "")
    if not cell:
        problems.append("It does not say when it went out.")
        return None, True
    try:
        if PastField.TIME in said:
            on = day_of(cell, order)
            cell = said[PastField.TIME]
            return datetime.combine(on, time_of(cell)), True
        try:
            return moment_of(cell, order, zone), True
        except NotAMoment:
            return datetime.combine(day_of(cell, order), NOON), False
    except NotAMoment as error:
        problems.append(f"“{cell}” {error}.")
        return None, True


def _kind(said: str) -> str:
    words = said.casefold()
    if any(word in words for word in _PICTURES):
        return "image"
    return next((kind for word, kind in _KINDS.items() if word in words), "text")
