"""Words that are used again and again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.engagement import actions, queries
from waypost.loop.engagement.forms import SavedReplyForm
from waypost.toolkit.refusal import NotAllowed, Refusal


@page(see="conversation.see", change="conversation.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def saved_replies(request: WorkspaceRequest) -> HttpResponse:
    """All of them, and a form for another."""
    form = SavedReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.saved_replies.add(request.workspace, **form.cleaned_data, by=request.actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved. It is offered beside every answer.")
            return _back(request)
    context = {
        "form": form,
        "replies": queries.saved_replies(request.access),
        "may_write": request.access.may("conversation.answer"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "engagement/saved_replies.html", context, status=status)


@page("conversation.answer")
@require_http_methods(["GET", "HEAD", "POST"])
def saved_reply(request: WorkspaceRequest, reply_id: int) -> HttpResponse:
    """Change one."""
    reply = get_object_or_404(queries.saved_replies(request.access), pk=reply_id)
    form = SavedReplyForm(request.POST or None, initial={"label": reply.label, "text": reply.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.saved_replies.change(reply, **form.cleaned_data, by=request.actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _back(request)
    status = 422 if form.is_bound else 200
    return render(request, "engagement/saved_reply.html", {"form": form, "reply": reply}, status=status)


@page("conversation.answer")
@require_POST
def removal(request: WorkspaceRequest, reply_id: int) -> HttpResponse:
    """Throw one away."""
    reply = get_object_or_404(queries.saved_replies(request.access), pk=reply_id)
    actions.saved_replies.remove(reply, by=request.actor)
    messages.success(request, f"“{reply.label}” is gone. Answers that used it stay as they are.")
    return _back(request)


def _back(request: WorkspaceRequest) -> HttpResponse:
    return redirect("engagement:saved_replies", workspace=request.workspace.slug)
