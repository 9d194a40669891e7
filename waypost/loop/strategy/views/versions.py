from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.views.brief import brief


@page("strategy.see")
def versions(request: WorkspaceRequest) -> HttpResponse:
    """Every version there was, newest first."""
    found = list(queries.accepted_versions(request.access))
    context = {"versions": found, "draft": queries.draft_of(request.access), "comparable": len(found) > 1}
    return render(request, "strategy/versions.html", context)


@page("strategy.see")
def version(request: WorkspaceRequest, number: int) -> HttpResponse:
    """One version, as the strategy was then."""
    found = get_object_or_404(queries.versions(request.access), number=number)
    return render(request, "strategy/strategy.html", {**brief(request, found), "edits": False, "draft": None})


@page("strategy.see")
def comparison(request: WorkspaceRequest) -> HttpResponse:
    """What changed between any two versions; the numbers are asked for in the address."""
    known = list(queries.accepted_versions(request.access))
    if not known:
        return redirect("strategy:versions", workspace=request.workspace.slug)
    newer = _chosen(request, "to", known[0].number)
    older = _chosen(request, "from", max((newer.number or 1) - 1, 1))
    context = {
        "older": older,
        "newer": newer,
        "versions": known,
        "difference": difference(older.strategy, newer.strategy),
    }
    return render(request, "strategy/comparison.html", context)


def _chosen(request: WorkspaceRequest, name: str, otherwise: int | None) -> StrategyVersion:
    asked = request.GET.get(name, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else otherwise
    return get_object_or_404(queries.versions(request.access), number=number)
