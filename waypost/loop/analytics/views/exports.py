"""Tables as files."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file, in UTF-8 with the mark that spreadsheets look for."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _safe(cell: object) -> str:
    """Somebody else's words must not become a formula in a spreadsheet; numbers stay numbers."""
    text = "" if cell is None else str(cell)
    is_number = not isinstance(cell, str) or text.lstrip("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(_FORMULAS) and not is_number else text
