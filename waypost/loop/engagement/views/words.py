"""The first words of an incident: the blanks filled in, as a draft post or for answers."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.channels.queries import channel_names, usable_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement.actions import incident_words as actions
from waypost.loop.engagement.domain.filling import filled_in, for_channels
from waypost.loop.engagement.forms import WordsForm
from waypost.loop.engagement.queries.waves import wave_of
from waypost.loop.engagement.views.incident import back, find
from waypost.toolkit.refusal import NotAllowed, Refusal


@page("incident.lead")
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: WorkspaceRequest, incident_id: int, statement: str) -> HttpResponse:
    """Fill in the agreed words, and see how they read before they become a draft."""
    found = find(request, incident_id)
    strategy = strategy_of(request.workspace.pk)
    plan = strategy.crisis_plan if strategy else None
    said = next((one for one in plan.holding_statements if one.key == statement), None) if plan else None
    if said is None:
        raise Http404
    wave = wave_of(found)
    channels = [] if found.is_drill else channel_names(request.access)
    form = WordsForm(said, channels, request.POST or None)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        try:
            chosen = [usable_channel(request.access, pk) for pk in form.channel_ids]
            prepared = actions.prepare(
                found, statement_key=said.key, values=form.values, channels=chosen, by=request.actor
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            if prepared.post_id and chosen:
                messages.success(request, "Drafted. Have it approved, then it goes out like any post.")
                return redirect("content:post", workspace=request.workspace.slug, post_id=prepared.post_id)
            is_said = "On their way to the sandbox. The log says when they are out."
            ready = "Ready. The words are shown beside every answer now."
            messages.success(request, is_said if wave else ready)
            return back(request, found)
    is_read = form.is_bound and form.is_valid()
    values = form.values if is_read else {}
    labels = {role.key: role.label for role in strategy.channel_roles} if strategy else {}
    context = {
        "incident": found,
        "wave": wave,
        "statement": said,
        "form": form,
        "reads": filled_in(said.text, values),
        "variants": [(labels.get(key, key), text) for key, text in for_channels(said, values).items()],
        "is_expired": said.is_expired(request.workspace.today),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "engagement/incident_words.html", context, status=status)


@page(see="incident.see", change="incident.open")
@require_POST
def speech(request: WorkspaceRequest, incident_id: int) -> HttpResponse:
    """The first words are out, in whatever way."""
    found = actions.spoken(find(request, incident_id), by=request.actor)
    return back(request, found)
