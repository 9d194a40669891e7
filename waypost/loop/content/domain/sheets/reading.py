"""Reads posts out of a table: whose it is, what its columns mean, and each row with what is wrong with it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from waypost.loop.content.domain.sheets.dates import NotAMoment, Order, day_of, moment_of, orders, time_of
from waypost.loop.content.domain.sheets.fields import Field
from waypost.loop.content.domain.sheets.formats import (
    FORMATS,
    HOOTSUITE,
    WAYPOST,
    Column,
    Format,
    by_place,
    columns_of,
    format_of,
)
from waypost.loop.content.domain.sheets.options import Chosen, Target
from waypost.loop.content.domain.sheets.post import Own, SheetPost
from waypost.toolkit.sheets import Row, Table, bare

_PREAMBLE = 5
"""So many lines may stand above the names of the columns."""
_ADDRESS = re.compile(r"https?://\S+?(?=[,;|]\s*https?://|[\s,;|]*$|\s)")
_YES = frozenset({"true", "yes", "y", "1", "x", "✓"})
_NOTHING = frozenset({"", "false", "none", "null"})
_LONGEST_TITLE = 160


@dataclass(frozen=True)
class Sheet:
    """A table of posts, understood. `order` is None as long as a person must say how its days are written."""

    format: Format | None
    head: tuple[str, ...]
    columns: tuple[Column, ...]
    posts: tuple[SheetPost, ...]
    order: Order | None
    orders: frozenset[Order]
    example: str = ""
    samples: tuple[str, ...] = ()
    """The first thing that stands in each column."""
    chosen: frozenset[int] = frozenset()
    """The columns of which a person said what they mean."""
    left_out: tuple[str, ...] = ()
    """The names of columns in which something stands that is not taken."""

    @property
    def has_text(self) -> bool:
        """Whether any column says what the posts say."""
        return any(
            column.field in (Field.TEXT, Field.PICTURES, Field.CHANNEL_TEXT) for column in self.columns
        )

    @property
    def names(self) -> list[str]:
        """The channels that the rows name, in order of appearance."""
        return list(dict.fromkeys(name for post in self.posts for name in (*post.channels, *post.networks)))

    @property
    def labels(self) -> list[str]:
        """The labels of all rows, in order of appearance."""
        return list(dict.fromkeys(label for post in self.posts for label in post.labels))


def understand(
    table: Table,
    zone: str,
    *,
    format_key: str = "",
    fields: Mapping[int, Field] | None = None,
    order: Order | None = None,
) -> Sheet:
    """Read the posts of a table; what a person said about format, columns and order of days goes before our guess."""
    chosen, head, rows = _head(table, FORMATS.get(format_key))
    width = max((len(row.cells) for row in rows), default=len(head))
    columns = columns_of(head, chosen) if head else by_place(width, chosen or _of_one_column(width))
    columns += [Column("", Field.UNUSED)] * (width - len(columns))
    for place, field in (fields or {}).items():
        if place < len(columns) and columns[place].field != field:
            columns[place] = replace(columns[place], field=field, guess=False)
    dated = [place for place, column in enumerate(columns) if column.field in (Field.WHEN, Field.DATE)]
    cells = [row.cells[place] for row in rows for place in dated if place < len(row.cells)]
    possible = frozenset(orders(cells))
    agreed = order or (chosen.order if chosen else None) or (min(possible) if len(possible) == 1 else None)
    if agreed is None and (len(possible) == len(Order) or not possible):
        agreed = Order.YEAR_FIRST if possible else Order.DAY_FIRST
    names = tuple(head) + tuple(f"Column {number}" for number in range(len(head) + 1, width + 1))
    posts = tuple(_post(row, columns, agreed or Order.DAY_FIRST, zone, chosen) for row in rows)
    example = next((cell for cell in cells if orders([cell]) == possible), "") if agreed is None else ""
    samples = tuple(
        next((row.cells[place] for row in rows if place < len(row.cells) and row.cells[place].strip()), "")
        for place in range(width)
    )
    left_out = tuple(name for place, name in enumerate(names) if _is_left_out(columns[place], place, rows))
    return Sheet(
        chosen,
        names,
        tuple(columns),
        posts,
        agreed,
        possible,
        example,
        samples,
        frozenset(fields or ()),
        left_out,
    )


def _is_left_out(column: Column, place: int, rows: Sequence[Row]) -> bool:
    """Whether a column says something that nobody takes; “false” and nothing are no loss."""
    if column.field != Field.UNUSED:
        return False
    cells = (row.cells[place].strip().lower() for row in rows if place < len(row.cells))
    return any(cell not in _NOTHING for cell in cells)


def _head(table: Table, said: Format | None) -> tuple[Format | None, tuple[str, ...], Sequence[Row]]:
    """Whose table it is, its row of names if it has one, and the rows under it."""
    for place, row in enumerate(table.rows[:_PREAMBLE]):
        found = format_of(row.cells)
        if found is not None:
            return said or found, row.cells, table.rows[place + 1 :]
    first = table.rows[0].cells
    if _begins_with_a_moment(first):
        return said or (HOOTSUITE if len(first) > 1 else None), (), table.rows
    if _is_head(first):
        return said, first, table.rows[1:]
    return said, (), table.rows


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row names columns: one of its names is known, or all are short and differ."""
    named = [cell.strip() for cell in cells if cell.strip()]
    if any(column.field != Field.UNUSED for column in columns_of(named, None)):
        return True
    is_terse = all(len(name) <= 40 and not name.endswith((".", "!", "?")) for name in named)
    return (
        len(named) > 1 and is_terse and len(set(named)) == len(named) and not any("://" in x for x in named)
    )


def _begins_with_a_moment(cells: Sequence[str]) -> bool:
    try:
        moment_of(cells[0], (orders(cells[:1]) or {Order.DAY_FIRST}).copy().pop(), "UTC")
    except NotAMoment:
        return False
    return True


def _of_one_column(width: int) -> Format:
    """A table that says nothing of itself: its only column is the text, of several nobody knows."""
    text = (Column("", Field.TEXT, guess=True),)
    return Format("", "", text if width == 1 else (), frozenset())


def _post(row: Row, columns: Sequence[Column], order: Order, zone: str, chosen: Format | None) -> SheetPost:
    ours = chosen is WAYPOST
    said: dict[Field, list[str]] = defaultdict(list)
    networks: list[str] = []
    own: dict[str, Own] = {}
    chosen_there: list[Chosen] = []
    notes: list[str] = []
    for column, cell in zip(columns, row.cells, strict=False):
        value = bare(cell).replace("\r\n", "\n") if ours else cell.replace("\r\n", "\n").strip()
        if column.field == Field.ON_NETWORK:
            networks += [column.name] if value.lower() in _YES else []
        elif column.field in (Field.CHANNEL_TEXT, Field.CHANNEL_FORMAT, Field.CHANNEL_OPTIONS):
            name = column.field.removeprefix("channel ")
            own[column.channel] = replace(own.get(column.channel, Own()), **{name: value})
        elif column.target is not None and column.field == Field.OPTION:
            _choose(column.target, value, chosen_there, notes)
        elif column.field in (Field.PICTURES, Field.ALT) or value:
            said[column.field].append(value)
    problems: list[str] = []
    local = _local(said, order, zone, problems)
    post = SheetPost(
        line=row.line,
        id=_first(said, Field.ID),
        title=_first(said, Field.TITLE)[:_LONGEST_TITLE],
        text=_text(said),
        local=local,
        channels=_parts(said, Field.CHANNELS),
        networks=tuple(networks),
        pictures=tuple(_pictures(said[Field.PICTURES], ours=ours)),
        alts=_alts(said[Field.ALT], ours=ours),
        labels=_parts(said, Field.LABELS),
        first_comment=_first(said, Field.FIRST_COMMENT),
        pillar=_first(said, Field.PILLAR),
        persona=_first(said, Field.PERSONA),
        goal=_first(said, Field.GOAL),
        funnel_stage=_first(said, Field.STAGE),
        campaign=_first(said, Field.CAMPAIGN),
        slot=_first(said, Field.SLOT),
        brief=_first(said, Field.BRIEF),
        purpose=_first(said, Field.PURPOSE),
        origin=_first(said, Field.ORIGIN),
        reactive=_first(said, Field.REACTIVE).lower() in _YES,
        own={name: words for name, words in own.items() if words != Own()},
        chosen=tuple(chosen_there),
        notes=tuple(notes),
    )
    if post.is_empty:
        problems.append("There is neither text nor a picture.")
    return replace(post, problems=tuple(problems))


def _choose(target: Target, cell: str, chosen: list[Chosen], notes: list[str]) -> None:
    """Take down what a cell chooses on a network, or that it cannot be chosen here."""
    value = target.value(cell) if cell else ""
    if value is None:
        notes.append(f"“{cell[:60]}” cannot be chosen for “{target.label}”: that is left open.")
    elif value:
        chosen.append(Chosen(target.network, target.option, value))


def _local(said: Mapping[Field, list[str]], order: Order, zone: str, problems: list[str]) -> datetime | None:
    when, day, at = (_first(said, field) for field in (Field.WHEN, Field.DATE, Field.TIME))
    cell = when or day or at
    try:
        if when and at:
            return datetime.combine(day_of(when, order), time_of(at))
        elif when:
            return moment_of(when, order, zone)
        elif day and at:
            cell = day
            on = day_of(day, order)
            cell = at
            return datetime.combine(on, time_of(at))
        elif day:
            return moment_of(day, order, zone)
        elif at:
            raise NotAMoment("has a time but no day")
    except NotAMoment as error:
        problems.append(f"“{cell}” {error}.")
    return None


def _text(said: Mapping[Field, list[str]]) -> str:
    text = "\n\n".join(said.get(Field.TEXT, []))
    links = [link for link in said.get(Field.LINK, []) if link not in text]
    return "\n\n".join(part for part in (text, *links) if part)


def _pictures(cells: Sequence[str], *, ours: bool) -> Iterator[str]:
    for cell in cells:
        if ours:
            yield from (line for line in cell.split("\n") if line)
        else:
            found = _ADDRESS.findall(cell)
            yield from found or ([cell] if cell else [])


def _alts(cells: Sequence[str], *, ours: bool) -> tuple[str, ...]:
    """The alt texts in the order of the pictures, blank where the library's own is to follow."""
    found = [line for cell in cells for line in (cell.split("\n") if ours else [" ".join(cell.split())])]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _parts(said: Mapping[Field, list[str]], field: Field) -> tuple[str, ...]:
    parts = (part.strip() for cell in said.get(field, []) for part in re.split(r"[,;|\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if part))


def _first(said: Mapping[Field, list[str]], field: Field) -> str:
    return next(iter(said.get(field, [])), "")
