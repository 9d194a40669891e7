from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import rows
from waypost.loop.content.actions import campaigns
from waypost.loop.content.domain.states import State
from waypost.loop.content.forms import ChosenForm, FilterForm
from waypost.loop.content.models import Post
from waypost.loop.content.outcomes import outcomes
from waypost.loop.content.queries import awaiting_review, posts_found
from waypost.loop.content.queries.labels import label_names
from waypost.loop.content.queries.listing import lines_of
from waypost.loop.planning.queries import campaigns_to_choose
from waypost.loop.strategy.queries import pillar_names
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

ON_A_PAGE = 50


@page("post.see")
@require_safe
def post_list(request: WorkspaceRequest) -> HttpResponse:
    """Every post that the reader may see, newest change first."""
    known = [(each.id, each.name) for each in campaigns_to_choose(request.access)]
    form = FilterForm(
        channel_names(request.access),
        pillar_names(request.access),
        known,
        label_names(request.access),
        request.GET or None,
    )
    chooses = bool(known) and request.access.may("post.draft") and not form.filters.archived
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
            "rows": _draw(
                request, found[max(sheet.start_index() - 1, 0) : sheet.end_index()], chooses=chooses
            ),
            "chosen": chosen.urlencode(),
            "campaigns": known if chooses else [],
            "may_import": request.access.may("post.import"),
        },
    )


@page(see="post.see", change="post.draft")
@require_POST
def post_campaigns(request: WorkspaceRequest) -> HttpResponse:
    """Let the chosen posts of the list belong to a campaign, or to none."""
    form = ChosenForm(request.access, request.POST)
    chosen = {int(each) for each in request.POST.getlist("posts") if each.isdecimal() and len(each) < 16}
    if not chosen:
        raise Refusal("Nothing was chosen. Tick the posts first, then choose their campaign.")
    if not form.is_valid():
        raise Refusal("Choose a campaign of this brand that has not ended.")
    campaign = form.cleaned_data["campaign"]
    done = campaigns.choose_all(request.workspace, post_ids=chosen, campaign=campaign, by=request.actor)
    words = count(len(done), "post belongs", "posts belong")
    messages.success(request, f"{words} to {campaign}." if campaign else f"{words} to no campaign.")
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("content:posts", workspace=request.workspace.slug)


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


def _draw(
    request: WorkspaceRequest, found: QuerySet[Post], to: str = "content:post", *, chooses: bool = False
) -> SafeString:
    lines = lines_of(found)
    became = outcomes(request.access, [line.id for line in lines if line.state == State.APPROVED])
    return rows.draw(
        lines,
        workspace=request.workspace.slug,
        today=request.workspace.today,
        to=to,
        became=became,
        chooses=chooses,
    )
