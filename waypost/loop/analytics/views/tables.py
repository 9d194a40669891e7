"""Draws tables of results: every number opens to the posts behind it."""

from collections.abc import Sequence
from html import escape

from django.http import HttpResponse
from django.utils.safestring import SafeString

from waypost.loop.analytics.domain.heaps import Heap
from waypost.loop.analytics.domain.metrics import Definition
from waypost.loop.analytics.domain.tables import Group, Table
from waypost.loop.analytics.figures import in_file, written
from waypost.loop.analytics.views.addresses import Opens
from waypost.loop.analytics.views.exports import as_file
from waypost.toolkit.wording import _
from waypost.ui.components.figures import number
from waypost.ui.components.labels import pillar
from waypost.ui.marks import render as network_mark
from waypost.ui.markup import format_html, format_html_join


def draw(table: Table, opens: Opens, metric_href: str) -> SafeString:
    """The table with a heading for each metric, which leads to its definition under `metric_href`."""
    return format_html(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="{}"><table class="table results-table">'
        '<caption class="visually-hidden">{}</caption><thead><tr><th scope="col">{}</th>'
        '<th scope="col" class="numeric">Posts</th>{}</tr></thead><tbody>{}</tbody>{}</table></div>',
        table.title,
        table.title,
        table.head,
        _headings(table.columns, metric_href),
        format_html_join("", "{}", ((_row(group, heap, table, opens),) for group, heap in table.rows)),
        _foot(table) if len(table.rows) > 1 else "",
    )


def as_csv(table: Table, name: str) -> HttpResponse:
    """The table as a file."""
    head = [table.head, _("Posts"), *(column.label for column in table.columns)]
    rows = (
        [group.name, heap.posts, *(in_file(column, heap.value(column)) for column in table.columns)]
        for group, heap in table.rows
    )
    return as_file(f"{name}-{table.key}", head, rows)


def _headings(columns: Sequence[Definition], metric_href: str) -> SafeString:
    return format_html_join(
        "",
        '<th scope="col" class="numeric"><a class="defines" href="{}">{}</a></th>',
        ((metric_href.replace("KEY", column.key), column.label) for column in columns),
    )


def _row(group: Group, heap: Heap, table: Table, opens: Opens) -> SafeString:
    """One row. Its numbers are written by us and its addresses encoded, so that they need no escaping one by one."""
    href = escape(opens.to(**group.opens))
    cells = "".join(
        f'<td class="numeric"><a class="opens" href="{href}&amp;sort={column.key}">{_value(column, heap)}</a></td>'
        for column in table.columns
    )
    return SafeString(
        f'<tr><th scope="row">{_name(group)}</th>'
        f'<td class="numeric"><a class="opens" href="{href}">{number(heap.posts)}</a></td>{cells}</tr>'
    )


def _value(column: Definition, heap: Heap) -> SafeString:
    return written(column, heap.value(column), heap.margin(column))


def _name(group: Group) -> SafeString:
    if group.hue:
        return pillar(group.name, group.hue)
    if group.network:
        return format_html(
            '<span class="named">{}<span>{}</span></span>', network_mark(group.network), group.name
        )
    return format_html('<span class="named">{}</span>', group.name)


def _foot(table: Table) -> SafeString:
    cells = format_html_join(
        "",
        '<td class="numeric">{}</td>',
        ((_value(column, table.total),) for column in table.columns),
    )
    return format_html(
        '<tfoot><tr><th scope="row">{}</th><td class="numeric">{}</td>{}</tr></tfoot>',
        _("Together"),
        number(table.total.posts),
        cells,
    )
