"""Posts made in the networks' own apps, and a why for many of them at once."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import dateformat
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.analytics.actions import natives as actions
from waypost.loop.analytics.forms import NONE, ReasonsForm
from waypost.loop.analytics.models import NativePost
from waypost.loop.analytics.queries.natives import natives as found
from waypost.loop.analytics.queries.natives import natives_to_explain
from waypost.loop.strategy.queries import pillars
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count
from waypost.ui.components.labels import pillar
from waypost.ui.marks import render as network_mark
from waypost.ui.markup import format_html, format_html_join

ON_A_PAGE = 50


@page("results.see")
@require_safe
def natives(request: WorkspaceRequest) -> HttpResponse:
    """What was made elsewhere and has no why yet."""
    return _show(request, None)


@page(see="results.see", change="results.edit")
@require_POST
def reasons(request: WorkspaceRequest) -> HttpResponse:
    """A why for the posts that were chosen."""
    form = _form(request, request.POST)
    if form.is_valid():
        try:
            said = _explain(request, form)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, said)
            return redirect("analytics:natives", workspace=request.workspace.slug)
    return _show(request, form, status=422)


def _explain(request: WorkspaceRequest, form: ReasonsForm) -> str:
    chosen, wanted = form.posts, form.cleaned_data["pillar"]
    if wanted == ReasonsForm.SUGGESTED:
        done = actions.take_suggestions(request.workspace, chosen=chosen, by=request.actor)
        return f"{count(done, 'post has', 'posts have')} the why that was suggested."
    row = None if wanted == NONE else pillars(request.access).get(pk=wanted)
    done = actions.explain(request.workspace, chosen=chosen, pillar=row, by=request.actor)
    return f"{count(done, 'post has', 'posts have')} {'no why, as you said' if row is None else 'a why now'}."


def _form(request: WorkspaceRequest, *data: object) -> ReasonsForm:
    known = list(pillars(request.access).values_list("pk", "label"))
    return ReasonsForm(found(request.access).filter(explained_at=None), known, *data)


def _show(request: WorkspaceRequest, form: ReasonsForm | None, status: int = 200) -> HttpResponse:
    may = request.access.may("results.edit")
    sheet = Paginator(natives_to_explain(request.access), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(sheet.object_list)
    context = {
        "sheet": sheet,
        "count": sheet.paginator.count,
        "all_words": str(sheet.paginator.count),
        "suggested": sum(row.suggested_id is not None for row in rows),
        "list": _draw(rows, request, may=may),
        "form": (form or _form(request)) if may and rows else None,
        "explained": found(request.access).exclude(explained_at=None).count(),
    }
    return render(request, "analytics/natives.html", context, status=status)


def _draw(rows: Iterable[NativePost], request: WorkspaceRequest, *, may: bool) -> SafeString:
    return format_html_join(
        "",
        '<li class="row native-row">{}<span class="post-words"><span class="native-text">{}</span>'
        '<span class="post-facts">{} {} · {}{}</span></span>{}</li>',
        (
            (
                _box(row) if may else "",
                row.text[:280] or "A post without words",
                network_mark(row.channel.network),
                row.channel.name,
                dateformat.format(request.workspace.local(row.at), "j M Y, H:i"),
                f" · told by {row.told_by}" if row.told_by else "",
                pillar(row.suggested.label, row.suggested.hue)
                if row.suggested
                else SafeString('<span class="soft small">no suggestion</span>'),
            )
            for row in rows
        ),
    )


def _box(row: NativePost) -> SafeString:
    checked = SafeString(" checked") if row.suggested_id is not None else ""
    return format_html(
        '<input type="checkbox" name="chosen" value="{}" form="reasons" aria-label="Choose: {}"{}>',
        row.pk,
        str(row),
        checked,
    )
