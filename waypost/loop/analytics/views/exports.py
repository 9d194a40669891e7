"""Tables as files."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from waypost.toolkit.sheets import write


def as_file(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file, in UTF-8 with the mark that spreadsheets look for."""
    answer = HttpResponse("\ufeff" + write(head, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
