from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.domain.states import State
from waypost.loop.content.forms import FilterForm
from waypost.loop.content.models import Post
from waypost.loop.content.outcomes import outcomes
from waypost.loop.content.queries import awaiting_review, posts_found
from waypost.loop.content.queries.listing import lines_of
from waypost.loop.content.views import rows
from waypost.loop.strategy.queries import pillar_names

ON_A_PAGE = 50


@page("post.see")
@require_safe
def post_list(request: WorkspaceRequest) -> HttpResponse:
    """Every post that the reader may see, newest change first."""
    form = FilterForm(
        channel_names(request.access),
        pillar_names(request.access),
        request.GET or None,
    )
    found = posts_found(request.access, form.filters)
    sheet = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return render(
        request,
        "content/posts.html",
        {
            "form": form,
            "sheet": sheet,
            "count": sheet.paginator.count,
            "rows": _draw(request, found[max(sheet.start_index() - 1, 0) : sheet.end_index()]),
            "chosen": chosen.urlencode(),
        },
    )


@page("post.see")
@require_safe
def review_list(request: WorkspaceRequest) -> HttpResponse:
    """Posts in review, the one that is due first on top."""
    waiting = awaiting_review(request.access)
    return render(
        request,
        "content/reviews.html",
        {"count": waiting.count(), "rows": _draw(request, waiting[:ON_A_PAGE], to="content:approval")},
    )


def _draw(request: WorkspaceRequest, found: QuerySet[Post], to: str = "content:post") -> SafeString:
    lines = lines_of(found)
    became = outcomes(request.access, [line.id for line in lines if line.state == State.APPROVED])
    return rows.draw(
        lines, workspace=request.workspace.slug, today=request.workspace.today, to=to, became=became
    )
