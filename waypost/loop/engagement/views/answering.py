"""An answer is written, counted and sent."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement import queries
from waypost.loop.engagement.actions import answers
from waypost.loop.engagement.forms import AnswerForm
from waypost.loop.engagement.models import Conversation
from waypost.loop.engagement.views.inbox import find, query_of, show
from waypost.loop.engagement.views.thread import count_of, guidance_for
from waypost.loop.publishing.domain.states import State as Sending
from waypost.toolkit.refusal import NotAllowed, Refusal


@page(see="conversation.see", change="conversation.answer")
@require_POST
def answer(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """Send an answer to their latest message."""
    found = find(request, conversation_id)
    said = queries.messages_of(found)
    guidance = guidance_for(found, said, strategy_of(found.workspace_id), in_crisis=False)
    form = AnswerForm(guidance.rules if guidance else (), request.POST)
    if form.is_valid():
        given = form.cleaned_data
        rule = guidance.rule(given["stands_on"]) if guidance else None
        try:
            sent = answers.answer(
                found,
                text=given["text"],
                stands_on=rule.name if rule else "",
                seen=given["seen"],
                by=request.actor,
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            assert sent.publication is not None
            sent.publication.refresh_from_db()
            held = sent.publication.state == Sending.HELD
            messages.success(
                request, "Kept. It waits until the hold is lifted." if held else "Your answer is on its way."
            )
            return back(request, found)
    text = request.POST.get("text", "")
    return show(request, found, status=422, answer_form=form, count=count_of(found, text))


@page(see="conversation.see", change="conversation.answer")
@require_POST
def count(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """Count what stands in the form now, as the network counts it."""
    found = find(request, conversation_id)
    context = {"conversation": found, "count": count_of(found, request.POST.get("text", ""))}
    return render(request, "engagement/parts/count.html", context)


def back(request: WorkspaceRequest, found: Conversation) -> HttpResponse:
    """Return to the conversation, with the list as it was chosen."""
    answered = redirect("engagement:conversation", workspace=request.workspace.slug, conversation_id=found.pk)
    query = query_of(request)
    if query:
        answered["Location"] += f"?{query}"
    return answered
