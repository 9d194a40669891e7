from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import versions as actions
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.views.brief import brief
from waypost.loop.strategy.views.talk import talk_of


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
    context = {
        **brief(request, found, how_it_goes=False),
        "draft": None,
        "may_return": request.access.may("strategy.edit") and not found.is_current,
        "reviews": queries.reviews(request.access).filter(version=found),
        "lines": talk_of(request.access, found, None),
        "consequences": queries.consequences(request.access)
        .filter(version=found)
        .select_related("responsible__person"),
    }
    return render(request, "strategy/version.html", context)


@page("strategy.edit")
@require_POST
def restoration(request: WorkspaceRequest, number: int) -> HttpResponse:
    """An old version that comes back as a new one."""
    found = get_object_or_404(queries.versions(request.access), number=number)
    restored = actions.roll_back(found, by=request.actor)
    if restored.is_current:
        messages.success(
            request, f"The strategy is as in version {number} again. This is version {restored.number}."
        )
        return redirect("strategy:strategy", workspace=request.workspace.slug)
    else:
        messages.success(
            request, f"A draft holds version {number} again. Look at what it changes, then accept it."
        )
        return redirect("strategy:draft", workspace=request.workspace.slug)


@page("strategy.see")
def comparison(request: WorkspaceRequest) -> HttpResponse:
    """What changed between any two versions, or one and the draft; which is asked for in the address."""
    known = list(queries.accepted_versions(request.access))
    if not known:
        return redirect("strategy:versions", workspace=request.workspace.slug)
    draft = queries.draft_of(request.access)
    newer = _chosen(request, "to", known[0].number, draft)
    older = _chosen(request, "from", max((newer.number or (known[0].number or 0) + 1) - 1, 1), draft)
    context = {
        "older": older,
        "newer": newer,
        "draft": draft,
        "versions": known if draft is None else [draft, *known],
        "difference": difference(older.strategy, newer.strategy),
    }
    return render(request, "strategy/comparison.html", context)


def _chosen(
    request: WorkspaceRequest, name: str, otherwise: int | None, draft: StrategyVersion | None
) -> StrategyVersion:
    asked = request.GET.get(name, "")
    if asked == "draft" and draft is not None:
        return draft
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else otherwise
    return get_object_or_404(queries.versions(request.access), number=number)
