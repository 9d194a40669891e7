from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import comments as actions
from waypost.loop.strategy.forms import CommentForm
from waypost.loop.strategy.views.drafts import open_draft
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page("strategy.comment")
@require_POST
def comments(request: WorkspaceRequest) -> HttpResponse:
    """Something that is said about a section of the draft."""
    form = CommentForm(request.POST)
    if not form.is_valid():
        raise Refusal("Write what you want to say, in at most 2000 characters.", field="words")
    said = form.cleaned_data
    thread = None
    if said["thread"]:
        thread = get_object_or_404(queries.comments(request.access), pk=said["thread"])
    comment = actions.say(
        open_draft(request), section=said["section"], words=said["words"], thread=thread, by=request.actor
    )
    return _at(request, comment.thread_id or comment.pk)


@page("strategy.comment")
@require_POST
def settlement(request: WorkspaceRequest, comment_id: int) -> HttpResponse:
    """A thread that is settled, or opened again."""
    thread = get_object_or_404(queries.comments(request.access), pk=comment_id)
    if request.POST.get("open") == "yes":
        actions.open_again(thread, by=request.actor)
        messages.success(request, "Open again.")
    else:
        actions.settle(thread, by=request.actor)
        messages.success(request, "Settled. It stays with the version.")
    return _at(request, thread.pk)


def _at(request: WorkspaceRequest, thread_id: int) -> HttpResponse:
    draft = reverse("strategy:draft", kwargs={"workspace": request.workspace.slug})
    return redirect(f"{draft}#comment-{thread_id}")
