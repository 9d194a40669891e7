"""Holding what is about a topic: say what that is, see what it would stop, then stop it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waypost.foundation.workspaces.domain.permissions import who_may
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.queries.labels import label_names
from waypost.loop.publishing import queries
from waypost.loop.publishing.actions import holds as actions
from waypost.loop.publishing.domain.states import STOPPABLE
from waypost.loop.publishing.domain.topics import Topic
from waypost.loop.publishing.forms import ReasonForm, TopicForm
from waypost.loop.publishing.queries import listing, topics
from waypost.loop.publishing.views import rows
from waypost.loop.strategy.queries import pillar_names
from waypost.toolkit.refusal import NotAllowed, Refusal

SHOWN = 100


@page(see="publication.see", change="hold.put")
@require_http_methods(["GET", "HEAD", "POST"])
def topic_hold(request: WorkspaceRequest) -> HttpResponse:
    """What the topic in the address would stop; sent, it is stopped."""
    form = TopicForm(pillar_names(request.access), label_names(request.access), request.GET or None)
    topic = _named(form) if "words" in request.GET else None
    is_sent = request.method == "POST" and topic is not None
    hold_form = ReasonForm(
        request.POST if is_sent else None, initial={"reason": request.GET.get("reason", "")[:300]}
    )
    if is_sent and hold_form.is_valid():
        try:
            hold = actions.put(request.workspace, topic=topic, **hold_form.cleaned_data, by=request.actor)
        except NotAllowed:
            raise
        except Refusal as refusal:
            hold_form.add_refusal(refusal)
        else:
            return redirect("publishing:hold", workspace=request.workspace.slug, hold_id=hold.pk)
    context: dict[str, Any] = {
        "form": form if form.is_bound and "words" in request.GET else _empty(request),
        "hold_form": hold_form,
        "reason": request.GET.get("reason", "")[:300],
        "topic": topic,
        "may_put": request.access.may("hold.put"),
        "who_puts": who_may("hold.put"),
        **(_what_it_would_stop(request, topic) if topic else {}),
    }
    is_wrong = (form.errors and "words" in request.GET) or request.method == "POST"
    return render(request, "publishing/topic_hold.html", context, status=422 if is_wrong else 200)


def _empty(request: WorkspaceRequest) -> TopicForm:
    return TopicForm(pillar_names(request.access), label_names(request.access))


def _named(form: TopicForm) -> Topic | None:
    """The topic that was named; None, and the form says why, where it is none."""
    if not form.is_valid():
        return None
    try:
        return form.topic
    except Refusal as refusal:
        form.add_refusal(refusal)
        return None


def _what_it_would_stop(request: WorkspaceRequest, topic: Topic) -> dict[str, Any]:
    found = topics.about(queries.publications(request.access), topic).filter(state__in=STOPPABLE)
    coming = found.filter(head=None).order_by("due_at", "id")
    lines = listing.lines_of(coming[:SHOWN])
    return {"count": coming.count(), "rows": rows.draw(lines, request.workspace), "most": SHOWN}
