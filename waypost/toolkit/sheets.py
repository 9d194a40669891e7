"""Tables as CSV: read from whatever a spreadsheet or another tool wrote, written so that nothing in them runs.

Reading finds the encoding and what stands between cells by itself, and says in a sentence, with the line, what it cannot
read. RFC 4180 is what is written; what is read is what people have.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waypost.toolkit.encodings import encoding_of

LARGEST = 20_000_000
"""Bytes of a file."""
MOST_ROWS, MOST_CELLS = 10_001, 400

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 200
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    (
        b"PK\x03\x04",
        "This is a spreadsheet or a zip file. Open it, save the sheet as CSV, and choose that file.",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "This is an old spreadsheet. Open it, save the sheet as CSV, and choose that file.",
    ),
    (b"%PDF", "This is a PDF. A table is needed: export it as CSV and choose that file."),
)


class Unreadable(Exception):
    """What is wrong with the file as a whole, in a sentence that says what to do."""


@dataclass(frozen=True)
class Row:
    """The cells of a row, and the line of the file on which it begins, from 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows that are not empty, and how they were written."""

    rows: tuple[Row, ...]
    encoding: str
    separator: str


def read(content: bytes) -> Table:
    """The table in a file. Raises Unreadable."""
    text, encoding = decoded(content)
    said, text, skipped = _stated_separator(text)
    separator = said or _separator(text)
    rows = tuple(_rows(text, separator, skipped))
    if not rows:
        raise Unreadable("The file is empty. Export it again and choose it again.")
    return Table(rows, encoding, separator)


def decoded(content: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding that it was in. Raises Unreadable."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than 20 MB. Split it, and import one part after the other.")
    for start, sentence in _OTHERS:
        if content.startswith(start):
            raise Unreadable(sentence)
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        raise Unreadable(
            "Some letters of the file cannot be read. Save it as CSV in UTF-8 and choose it again."
        ) from error
    if "\x00" in text:
        raise Unreadable("This is not text. Export the table as CSV and choose that file.")
    return text, encoding


def write(head: Sequence[str], rows: Iterable[Sequence[object]], *, guard: str = "'") -> str:
    """The table as CSV text, without a head if that is empty; cells that look like a formula are made plain by `guard`."""
    written = io.StringIO()
    writer = csv.writer(written)
    if head:
        writer.writerow(head)
    writer.writerows([safe(cell, guard) for cell in row] for row in rows)
    return written.getvalue()


def safe(cell: object, guard: str = "'") -> str:
    """A cell that no spreadsheet runs: `guard` stands before what looks like a formula; numbers stay numbers.

    Before what begins with the guard itself it stands too, so that `bare` finds the cell again.
    """
    text = "" if cell is None else str(cell)
    is_number = not isinstance(cell, str) or text.lstrip("-").replace(".", "", 1).isdigit()
    return f"{guard}{text}" if text.startswith((*_FORMULAS, guard)) and not is_number else text


def bare(cell: str) -> str:
    """What was in a cell before `safe` made it plain."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_FORMULAS, "'")) else cell


def _encoding(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if b"\x00" not in content:
            return "utf-8"
    if content[1:400:2].count(0) > len(content[:400]) // 4:
        return "utf-16-le"
    if content[0:400:2].count(0) > len(content[:400]) // 4:
        return "utf-16-be"
    return encoding_of(content)


def _stated_separator(text: str) -> tuple[str, str, int]:
    """What the first line says about what stands between cells, as spreadsheets write it: `sep=;`."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) == 5:
        return said[4], rest, 1
    elif said == "sep=":
        return "\t", rest, 1
    else:
        return "", text, 0


def _separator(text: str) -> str:
    """The one that cuts most rows into the same number of cells, and into more than one."""

    def merit(separator: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
                if number >= _LOOKED_AT:
                    break
                widths[len(cells)] += 1
        except csv.Error:
            return 0, 0
        width, rows = max(
            widths.items(), key=lambda found: (found[0] > 1, found[1], found[0]), default=(0, 0)
        )
        return (rows, width) if width > 1 else (0, 0)

    return max(_SEPARATORS, key=merit)


def _rows(text: str, separator: str, skipped: int) -> Iterable[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line, count = skipped + 1, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(_what_is_wrong(str(error), line)) from error
        if any(cell.strip() for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise Unreadable(
                    "The file has more than 10,000 rows. Split it, and import one part after the other."
                )
            if len(cells) > MOST_CELLS:
                raise Unreadable(
                    f"Line {line} has more than {MOST_CELLS} cells. Export the table again as CSV."
                )
            yield Row(line, tuple(cells))
        line = skipped + reader.line_num + 1


def _what_is_wrong(error: str, line: int) -> str:
    if "unexpected end" in error:
        return f"A quotation mark opens in the row of line {line} and never closes. Close it, or take it out."
    elif "expected after" in error:
        return (
            f"In the row of line {line}, a quotation mark stands inside a quoted cell. "
            "Write it twice there, or take it out."
        )
    elif "field limit" in error:
        return f"A cell in the row of line {line} is longer than any post. A quotation mark may be missing before it."
    else:
        return f"The row of line {line} cannot be read. Export the table again as CSV."
