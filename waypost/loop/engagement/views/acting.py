"""What can be done with a conversation beside answering it; and looking for new ones at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.channels.queries import channels
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.engagement import queries
from waypost.loop.engagement.actions import arrivals as fetching
from waypost.loop.engagement.actions import conversations
from waypost.loop.engagement.forms import AssignmentForm
from waypost.loop.engagement.views.answering import back
from waypost.loop.engagement.views.inbox import find, query_of
from waypost.toolkit.wording import count

AT_ONCE = 10
"""Channels that one press asks; the others have their turn within two minutes anyhow."""


@page(see="conversation.see", change="conversation.answer")
@require_POST
def arrivals(request: WorkspaceRequest) -> HttpResponse:
    """Ask the networks now."""
    new = sum(fetching.fetch(channel, by=request.actor) for channel in channels(request.access)[:AT_ONCE])
    messages.success(request, f"{count(new, 'new message', 'new messages')}." if new else "Nothing new.")
    return _to_inbox(request)


@page(see="conversation.see", change="conversation.assign")
@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """Say who sees to it; the button "Take it" sends the same form."""
    found = find(request, conversation_id)
    members = queries.who_may_answer(request.access, found.channel)
    form = AssignmentForm(members, request.POST or None, initial={"to": str(found.assigned_to_id or "")})
    if request.method == "POST" and form.is_valid():
        given = conversations.assign(found, to=form.member, by=request.actor)
        whose = f"{given.assigned_to} sees to it now." if given.assigned_to else "Nobody has it now."
        messages.success(request, whose)
        return back(request, found)
    context = {"conversation": found, "form": form, "query": query_of(request)}
    return render(request, "engagement/assignment.html", context, status=422 if form.is_bound else 200)


@page(see="conversation.see", change="conversation.answer")
@require_POST
def closure(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """Nobody has to do anything any more: on to the next."""
    conversations.close(find(request, conversation_id), by=request.actor)
    messages.success(request, "Closed. It opens again when they write again.")
    return _to_inbox(request)


@page(see="conversation.see", change="conversation.answer")
@require_POST
def reopening(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """Take it up again."""
    found = conversations.reopen(find(request, conversation_id), by=request.actor)
    return back(request, found)


def _to_inbox(request: WorkspaceRequest) -> HttpResponse:
    answered = redirect("engagement:inbox", workspace=request.workspace.slug)
    query = query_of(request)
    if query:
        answered["Location"] += f"?{query}"
    return answered
