"""The list of posts with what became of them."""

from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import dateformat
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics import queries
from waypost.loop.analytics.domain.heaps import SHOWN, columns
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.domain.times import TIMES
from waypost.loop.analytics.figures import in_file, written
from waypost.loop.analytics.forms import NEWEST, PostsForm
from waypost.loop.analytics.models import Measured
from waypost.loop.analytics.queries.overview import channels_read, pillars_ever
from waypost.loop.analytics.queries.posts import (
    Line,
    PostFilters,
    in_order,
    lines_of,
    page_of,
    posts_found,
)
from waypost.loop.analytics.queries.tables import heap_of
from waypost.loop.analytics.views.exports import as_file
from waypost.networks import registry
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.marks import render as network_mark
from waypost.ui.markup import format_html, format_html_join

ON_A_PAGE = 50
FILE_KEYS = (*SHOWN[:2], "likes", "comments", "shares", "saves", "reach", *SHOWN[2:])


@page("results.see")
@require_safe
def posts(request: WorkspaceRequest) -> HttpResponse:
    """Posts of a period, by any metric."""
    form = _form(request)
    found = posts_found(queries.measured(request.access), _filters(form, request))
    heap = heap_of(found, [BY_KEY[key] for key in SHOWN])
    paginator = Paginator(found, ON_A_PAGE)
    paginator.count = heap.posts  # counted already, with everything else
    sheet: Page[Measured] = paginator.get_page(request.GET.get("page"))
    start = (sheet.number - 1) * ON_A_PAGE
    lines = page_of(in_order(found, form.sort_by), start, start + ON_A_PAGE)
    known = columns([heap])
    shown = sorted(known, key=lambda column: column.key != form.sort_by)  # what it is ordered by stands first
    chosen = request.GET.copy()
    chosen.pop("page", None)
    context = {
        "form": form,
        "sheet": sheet,
        "count": heap.posts,
        "natives": heap.natives,
        "values": [(column, written(column, heap.value(column))) for column in known],
        "list": _draw(request, lines, shown, form) if lines else "",
        "chosen": chosen.urlencode(),
        "sort": BY_KEY.get(form.sort_by),
    }
    return render(request, "analytics/posts.html", context)


@page("results.see")
@require_safe
def posts_file(request: WorkspaceRequest) -> HttpResponse:
    """The same list, all of it, as a file."""
    form = _form(request)
    found = posts_found(queries.measured(request.access), _filters(form, request))
    metrics = [BY_KEY[key] for key in FILE_KEYS]
    head = ["Post", "Published", "Channel", "Pillar", "Format", "Made elsewhere"]
    rows = (
        [
            line.words,
            f"{request.workspace.local(line.published_at):%Y-%m-%d %H:%M}",
            line.channel,
            line.pillar or "",
            line.format,
            "yes" if line.is_native else "",
            *(in_file(metric, metric.of(line.counts)) for metric in metrics),
        ]
        for line in lines_of(in_order(found, form.sort_by))
    )
    return as_file(f"{request.workspace.slug}-posts", [*head, *(metric.label for metric in metrics)], rows)


def _form(request: WorkspaceRequest) -> PostsForm:
    mine = [channel for channel in channels_read(request.access) if channel.is_mine]
    return PostsForm(
        request.GET,
        pillars=pillars_ever(request.access),
        channels=[(channel.id, channel.name) for channel in mine],
        formats=sorted({name for channel in mine for name in registry.card(channel.network).formats}),
    )


def _filters(form: PostsForm, request: WorkspaceRequest) -> PostFilters:
    return PostFilters(
        span=form.span(request.workspace.today),
        pillar_id=form.number("pillar"),
        channel_id=form.number("channel"),
        format=form.chosen("format"),
        why=form.chosen("why"),
        goal=form.chosen("goal"),
        stage=form.chosen("stage"),
        said=form.chosen("said"),
        when=TIMES.get(form.chosen("when")),
        zone=request.workspace.timezone,
    )


def _draw(
    request: WorkspaceRequest, lines: Sequence[Line], shown: Sequence[Definition], form: PostsForm
) -> SafeString:
    template = reverse("analytics:measured", kwargs={"workspace": request.workspace.slug, "measured_id": 0})
    before, _zero, after = template.rpartition("0")
    marks = {network: network_mark(network) for network in {line.network for line in lines}}
    days = {line.local_on: dateformat.format(line.local_on, "j M Y") for line in lines}
    rows = format_html_join(
        "",
        '<tr class="{}" style="--hue: {}"><th scope="row"><a class="row-link" href="{}">{}</a>'
        '<span class="post-facts">{} {} · {} · {}{}</span></th>{}</tr>',
        (
            (
                "pillar-edge" if line.hue else "no-edge",
                line.hue or 0,
                f"{before}{line.id}{after}",
                line.words,
                marks[line.network],
                line.channel,
                days[line.local_on],
                _why(line),
                _(" · deleted there") if line.is_gone else "",
                _cells(line, shown),
            )
            for line in lines
        ),
    )
    return format_html(
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Results of posts">'
        '<table class="table results-table posts-table">'
        '<caption class="visually-hidden">Results of posts</caption>'
        "<thead><tr>{}{}</tr></thead><tbody>{}</tbody></table></div>",
        _heading(request, form, NEWEST, _("Post"), numeric=False),
        format_html_join(
            "", "{}", ((_heading(request, form, column.key, column.label, numeric=True),) for column in shown)
        ),
        rows,
    )


def _cells(line: Line, shown: Sequence[Definition]) -> SafeString:
    return format_html_join(
        "", '<td class="numeric">{}</td>', ((written(column, column.of(line.counts)),) for column in shown)
    )


def _heading(
    request: WorkspaceRequest, form: PostsForm, key: str, label: str, *, numeric: bool
) -> SafeString:
    """A heading that orders the list by its column."""
    chosen = request.GET.copy()
    chosen.pop("page", None)
    chosen["sort"] = key
    is_here = form.sort_by == key
    return format_html(
        '<th scope="col"{}{}><a class="sorts" href="?{}"{}>{}{}</a></th>',
        SafeString(' class="numeric"') if numeric else "",
        SafeString(' aria-sort="descending"') if is_here else "",
        chosen.urlencode(),
        SafeString(' aria-current="true"') if is_here else "",
        label,
        SafeString('<span aria-hidden="true"> ↓</span>') if is_here else "",
    )


def _why(line: Line) -> str:
    if line.pillar:
        return line.pillar
    if line.is_native:
        return _("made elsewhere")
    return _("Reactive") if line.reactive else _("no why yet")
