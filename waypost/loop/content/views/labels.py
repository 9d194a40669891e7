from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import queries
from waypost.loop.content.actions import imports
from waypost.loop.content.actions import labels as actions
from waypost.loop.content.domain.labelling import names_in
from waypost.loop.content.forms import LabelsForm
from waypost.toolkit.refusal import Refusal


@page(see="post.see", change="post.draft")
@require_POST
def labels(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Give a post the labels that somebody wrote."""
    post = get_object_or_404(queries.posts(request.access), pk=post_id)
    form = LabelsForm(request.POST)
    if not form.is_valid():
        raise Refusal("That is longer than any list of labels. Shorten it.")
    actions.put(post, names=names_in(form.cleaned_data["labels"]), by=request.actor)
    return redirect("content:post", workspace=request.workspace.slug, post_id=post.pk)


@page(see="post.see", change="post.import")
@require_POST
def moving_over(request: WorkspaceRequest, post_id: int) -> HttpResponse:
    """Say that the old tool does not send a post any more."""
    post = get_object_or_404(queries.posts(request.access), pk=post_id)
    imports.let_go(post, by=request.actor)
    return redirect("content:post", workspace=request.workspace.slug, post_id=post.pk)
