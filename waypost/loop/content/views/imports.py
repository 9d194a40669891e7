"""Tables of posts: hand one over, look at what it would become, import it, read what became of it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.actions import imports as actions
from waypost.loop.content.domain.sheets.choices import Choices
from waypost.loop.content.domain.sheets.reading import Sheet
from waypost.loop.content.forms import SheetForm, TableForm
from waypost.loop.content.models import ImportedRow, PostImport
from waypost.loop.content.queries.sheets import (
    Names,
    foresee,
    marked_of,
    names_in,
    post_imports,
    rows_of,
)
from waypost.loop.strategy.queries import pillars
from waypost.toolkit import sheets
from waypost.toolkit.refusal import Refusal

SHOWN, MISTAKES_SHOWN, ON_A_PAGE = 25, 100, 100


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: WorkspaceRequest) -> HttpResponse:
    """Hand a table over, and find the earlier ones."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.hand_over(
                request.workspace,
                by=request.actor,
                name=file.name,
                content=file.read(sheets.LARGEST + 1),
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("content:import", workspace=request.workspace.slug, import_id=made.pk)
    earlier = post_imports(request.access)[:20]
    context = {"form": form, "earlier": earlier}
    return render(request, "content/imports.html", context, status=422 if form.is_bound else 200)


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def post_import(request: WorkspaceRequest, import_id: int) -> HttpResponse:
    """One table: what it would become, how far it is, or what became of it."""
    found = _found(request, import_id)
    if not found.is_open:
        return _report(request, found)
    names, form = _form(request, found)
    if request.method == "POST":
        if not form.is_valid():
            return _look(request, found, form, names, status=422)
        actions.choose(found, by=request.actor, choices=form.choices, still_in=form.cleaned_data["still_in"])
        if "start" in request.POST:
            actions.start(found, by=request.actor)
        return _back(request, found)
    return _look(request, found, form, names)


@page(see="post.import", change="post.import")
@require_POST
def start(request: WorkspaceRequest, import_id: int) -> HttpResponse:
    """Go on after it was stopped."""
    found = _found(request, import_id)
    actions.start(found, by=request.actor)
    return _back(request, found)


@page(see="post.import", change="post.import")
@require_POST
def stopping(request: WorkspaceRequest, import_id: int) -> HttpResponse:
    """Stop it."""
    found = _found(request, import_id)
    actions.stop(found, by=request.actor)
    return _back(request, found)


@page(see="post.import", change="post.import")
@require_POST
def removal(request: WorkspaceRequest, import_id: int) -> HttpResponse:
    """Put a table away that was only looked at."""
    actions.discard(_found(request, import_id), by=request.actor)
    return redirect("content:imports", workspace=request.workspace.slug)


@page(see="post.import", change="post.import")
@require_POST
def moving_over(request: WorkspaceRequest, import_id: int) -> HttpResponse:
    """Say that the old tool sends none of them any more."""
    found = _found(request, import_id)
    actions.move_over(found, by=request.actor)
    return _back(request, found)


@page("post.import")
@require_safe
def progress(request: WorkspaceRequest, import_id: int) -> HttpResponse:
    """How far it is, asked every second by a page that waits."""
    found = _found(request, import_id)
    if not found.is_running:
        return HttpResponseClientRefresh()
    return render(request, "content/parts/import_progress.html", {"import": found})


def _found(request: WorkspaceRequest, import_id: int) -> PostImport:
    found = get_object_or_404(post_imports(request.access), pk=import_id)
    found.workspace = request.workspace
    return found


def _back(request: WorkspaceRequest, found: PostImport) -> HttpResponse:
    return redirect("content:import", workspace=request.workspace.slug, import_id=found.pk)


def _form(request: WorkspaceRequest, found: PostImport) -> tuple[Names, SheetForm]:
    sheet, names = actions.sheet_of(found), names_in(request.access)
    said = Choices.model_validate(found.choices)
    known = {name: channel.pk for name in sheet.names if (channel := names.channels.get(name.casefold()))}
    known |= said.channels
    initial = {
        "format": said.format,
        "order": sheet.order.value if sheet.order else "",
        "to": [str(pk) for pk in said.to],
        "still_in": found.still_in,
        "sends_for_review": said.sends_for_review,
        **{f"label_{place}": said.labels.get(name, "") for place, name in enumerate(sheet.labels)},
    }
    choices = [(pillar.key, pillar.label) for pillar in pillars(request.access)]
    data = request.POST if request.method == "POST" else None
    return names, SheetForm(sheet, channel_names(request.access), known, choices, data, initial=initial)


def _look(
    request: WorkspaceRequest, found: PostImport, form: SheetForm, names: Names, status: int = 200
) -> HttpResponse:
    sheet: Sheet = form.sheet
    preview = foresee(request.access, sheet, names, Choices.model_validate(found.choices))
    context = {
        "import": found,
        "form": form,
        "sheet": sheet,
        "preview": preview,
        "new": preview.counts["new"],
        "updated": preview.counts["updated"],
        "skipped": preview.counts["skipped"],
        "wrong": preview.wrong[:MISTAKES_SHOWN],
        "wrong_count": preview.counts["wrong"],
        "shown": preview.taken[:SHOWN],
        "is_ready": sheet.order is not None and sheet.has_text and bool(preview.taken),
    }
    return render(request, "content/import.html", context, status=status)


def _report(request: WorkspaceRequest, found: PostImport) -> HttpResponse:
    rows = rows_of(found)
    outcome = request.GET.get("outcome", "")
    chosen = rows.filter(outcome=outcome) if outcome in ImportedRow.Outcome.values else rows
    counts = [
        (value, label, rows.filter(outcome=value).count()) for value, label in ImportedRow.Outcome.choices
    ]
    context = {
        "import": found,
        "counts": [each for each in counts if each[2]],
        "outcome": outcome,
        "sheet": Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page")),
        "marked": marked_of(request.access, found),
    }
    return render(request, "content/imported.html", context)
