from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import drafts
from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.document import CrisisPlan
from waypost.loop.strategy.domain.problem import Problem
from waypost.loop.strategy.domain.schema import as_text
from waypost.loop.strategy.domain.yaml import write_yaml
from waypost.loop.strategy.examples import example_for
from waypost.loop.strategy.forms import ImportForm
from waypost.loop.strategy.wishes import preferred
from waypost.toolkit.refusal import Refusal


@dataclass(frozen=True)
class Mistake:
    """A problem of a file, with the line where it stands."""

    problem: Problem
    excerpt: str


@page(see="strategy.see", change="strategy.edit")
def yaml(request: WorkspaceRequest) -> HttpResponse:
    """The strategy as a file: out, and in. A file that is sent is shown first, and taken when that is confirmed."""
    if "example" in request.POST:
        return _example(request, str(request.POST["example"]))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    text = form.yaml
    try:
        if form.cleaned_data["confirmed"]:
            return _taken(request, text, form.cleaned_data["since"])
        return _preview(request, text, drafts.arrival(request.workspace, text=text))
    except drafts.Unreadable as refusal:
        return _page(request, form, _mistakes(refusal, text))


def _example(request: WorkspaceRequest, name: str) -> HttpResponse:
    text = example_for(name, request.workspace.name)
    if text is None:
        raise Refusal("That example is not here. Choose one of those on the page of the strategy.")
    return _preview(request, text, drafts.arrival(request.workspace, text=text))


def _page(request: WorkspaceRequest, form: ImportForm, mistakes: Sequence[Mistake] = ()) -> HttpResponse:
    current = queries.current_version(request.workspace.pk)
    context = {
        "form": form,
        "mistakes": mistakes,
        "current": current,
        "has_crisis_plan": current is not None and current.strategy.crisis_plan != CrisisPlan(),
        "draft": queries.draft_of(request.access),
        "edits": request.access.may("strategy.edit"),
    }
    return render(request, "strategy/yaml.html", context, status=422 if mistakes else 200)


def _taken(request: WorkspaceRequest, text: str | bytes, since: int | None) -> HttpResponse:
    prefer = preferred(request)
    try:
        drafts.import_yaml(request.workspace, text=text, since=since, prefer=prefer, by=request.actor)
    except drafts.Overlapping:
        found = drafts.arrival(request.workspace, text=text, since=since, prefer=prefer)
        return _preview(request, text, found, status=409)
    messages.success(request, "The file is in the draft now. Look at what it changes, then accept it.")
    return redirect("strategy:draft", workspace=request.workspace.slug)


def _preview(
    request: WorkspaceRequest, text: str | bytes, found: drafts.Arrival, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "text": text.decode("utf-8-sig") if isinstance(text, bytes) else text,
        "difference": difference(found.before, found.after),
        "problems": problems(found.after),
        "draft": queries.draft_of(request.access),
        "current": queries.current_version(request.workspace.pk),
    }
    return render(request, "strategy/yaml_preview.html", context, status=status)


def _mistakes(refusal: drafts.Unreadable, text: str | bytes) -> list[Mistake]:
    lines = (text.decode("utf-8", "replace") if isinstance(text, bytes) else text).splitlines()
    return [
        Mistake(problem, lines[problem.line - 1][:120] if problem.line and problem.line <= len(lines) else "")
        for problem in refusal.problems
    ]


@page("strategy.see")
def version_yaml(request: WorkspaceRequest, number: int) -> HttpResponse:
    """One version as a file to keep, edit or hand over."""
    found = get_object_or_404(queries.versions(request.access), number=number)
    answer = HttpResponse(write_yaml(found.strategy), content_type="application/yaml; charset=utf-8")
    name = f"{request.workspace.slug}-strategy-{number}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page("strategy.see")
def schema(request: WorkspaceRequest) -> HttpResponse:
    """The JSON Schema of the file, by which an editor completes it."""
    answer = HttpResponse(as_text(), content_type="application/schema+json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="strategy.schema.json"'
    return answer
