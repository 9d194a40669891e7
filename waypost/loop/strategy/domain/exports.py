"""Reads what a network or tool exports of an account's posts (CSV), as far as an audit needs it.

Columns are found by their names, dates by what fits the whole column. What was guessed is handed back to be shown.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from waypost.loop.strategy.domain.audit import DAYS, Activity
from waypost.toolkit import sheets
from waypost.toolkit.wording import _

ROWS = 20_000
MOST_ABOVE = 10
"""Lines in which the names of the columns are looked for: some tools write a title and a span of days above them."""
_DATES = (
    "date", "published", "published at", "publish time", "publish date", "post date", "posted", "posted at",
    "created", "created at", "created time", "created date", "time", "timestamp", "day", "sent at",
)  # fmt: skip
_WORDS = ("text", "caption", "message", "post", "content", "description", "title", "post text", "tweet text")
_TOTALS = ("engagements", "interactions", "total engagements", "engagement")
_PARTS = (
    "likes", "reactions", "comments", "replies", "shares", "reposts", "retweets", "saves", "favorites", "favourites",
)  # fmt: skip
_FORMS = {
    _("year, month, day"): ("%Y-%m-%d", "%Y/%m/%d"),
    _("day, month, year"): ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y"),
    _("month, day, year"): ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y"),
}
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and XLS begin, which several networks hand out."""
_DELIMITERS = ",;\t|"
_COUNT = re.compile(r"(\d{1,3}(?:[., \u00a0]\d{3})+|\d+)(?:[.,]\d{1,2})?")
_APART = re.compile(r"\D")
_WORDED = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y")


class Unreadable(Exception):
    """The file cannot be read; its words say what to do."""


@dataclass(frozen=True)
class Export:
    """What a file says, and how it was read. `skipped` rows have no date that could be read."""

    activity: Activity
    dates: str
    rows: int
    skipped: int


def read_export(content: bytes, today: date) -> Export:
    """Read an export of posts; raises Unreadable. Only the days that an audit looks at are counted."""
    names, rows = _table(content)
    when = _first(names, _DATES)
    assert when is not None, "the names of the columns were found by it"
    cells = [_cell(row, when) for row in rows]
    form, days = _read_days(cells, today)
    dated = [(on, row) for on, row in zip(days, rows, strict=True) if on is not None]
    if not dated:
        raise Unreadable(_("No date of this file could be read. Write them as 2026-11-22, and try again."))
    since = today - timedelta(days=DAYS)
    recent = [(_interactions(names, row), row) for on, row in dated if since < on <= today]
    known = [(number, row) for number, row in recent if number is not None]
    best = max(known, key=lambda found: found[0], default=None)
    words = _first(names, _WORDS)
    activity = Activity(
        last_post_on=max((on for on, _row in dated if on <= today), default=None),
        posts=len(recent),
        interactions=sum(number for number, _row in known) if known else None,
        best=" ".join(_cell(best[1], words).split())[:140] if best and words is not None else "",
        best_interactions=best[0] if best else None,
    )
    return Export(activity, form, len(rows), len(rows) - len(dated))


def _table(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the rows beneath them that are not empty; what stands above is passed over."""
    lines = _lines(content)
    heads = [[_name(cell) for cell in line] for line in lines[:MOST_ABOVE]]
    place = next((place for place, names in enumerate(heads) if _first(names, _DATES) is not None), None)
    if place is None:
        raise Unreadable(
            _("No column is called “Date” or “Published at”. Name the one with the days so, and try again.")
        )
    return heads[place], [line for line in lines[place + 1 :] if any(cell.strip() for cell in line)]


def _name(cell: str) -> str:
    return " ".join(cell.replace("_", " ").replace("-", " ").split()).casefold()


def _lines(content: bytes) -> list[list[str]]:
    if content.startswith(_SPREADSHEETS):
        raise Unreadable(
            _("This is a spreadsheet. Open it, save the sheet of posts as CSV, and choose that file.")
        )
    text = _decoded(content).lstrip("\ufeff")
    first = text.split("\n", MOST_ABOVE)[:MOST_ABOVE]
    head = next((line for line in first if _is_head(line)), first[0])
    delimiter = max(_DELIMITERS, key=head.count)
    if not head.count(delimiter) and not _is_head(head):
        raise Unreadable(_("This is not a table. Export the posts as CSV, and try again."))
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise Unreadable(
            _("This file breaks off in the middle of a cell. Export it again as CSV.")
        ) from error
    if len(lines) < 2:
        raise Unreadable(_("This file has no rows. Export the posts of the last six months, and try again."))
    if len(lines) > ROWS:
        raise Unreadable(_("This file has more than 20,000 rows. Export the last six months only."))
    return lines


def _is_head(line: str) -> bool:
    """Whether a line names a column of days, whatever stands between its cells."""
    cut = (line.replace('"', "").split(delimiter) for delimiter in _DELIMITERS)
    return any(_first([_name(cell) for cell in cells], _DATES) is not None for cells in cut)


def _decoded(content: bytes) -> str:
    try:
        return sheets.decoded(content)[0]
    except sheets.Unreadable as error:
        raise Unreadable(str(error)) from error


def _first(names: Sequence[str], wanted: Sequence[str]) -> int | None:
    """The column that is called by the most telling of some names."""
    return next((names.index(name) for name in wanted if name in names), None)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _read_days(cells: Sequence[str], today: date) -> tuple[str, list[date | None]]:
    """Every cell as a day, in the one order of day, month and year that reads most of them as days gone by."""
    read = {name: [_day(cell, forms) for cell in cells] for name, forms in _FORMS.items()}

    def past(days: Sequence[date | None]) -> int:
        return sum(1 for on in days if on is not None and on <= today)

    form = max(read, key=lambda name: past(read[name]))
    return form, read[form]


def _day(cell: str, forms: Sequence[str]) -> date | None:
    stamp = cell.replace("T", " ") if cell[:4].isdecimal() else cell
    token = stamp.split(" ", 1)[0].rstrip(",")
    for form in forms:
        found = _parsed(token, form)
        if found:
            return found
    words = " ".join(cell.split()[:3])
    return next((found for form in _WORDED if (found := _parsed(words, form))), None)


def _parsed(words: str, form: str) -> date | None:
    try:
        return datetime.strptime(words, form).date()  # noqa: DTZ007 (a day on the wall, without a zone)
    except ValueError:
        return None


def _interactions(names: Sequence[str], row: Sequence[str]) -> int | None:
    """The total that the file gives, or the sum of its parts."""
    total = _first(names, _TOTALS)
    columns = [total] if total is not None else [at for at, name in enumerate(names) if name in _PARTS]
    known = [number for at in columns if (number := _number(_cell(row, at))) is not None]
    return sum(known) if known else None


def _number(cell: str) -> int | None:
    """A count as people write it: 1204, 1,204, 1.204 or 1204.0."""
    found = _COUNT.fullmatch(cell)
    return int(_APART.sub("", found[1])) if found else None
