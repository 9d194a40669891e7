from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.channels.queries import every_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.listening import queries
from waypost.loop.listening.actions import algorithm_notes as actions
from waypost.loop.listening.forms import NoteForm
from waypost.toolkit.refusal import Refusal


@page(see="listening.see", change="listening.note")
def notes(request: WorkspaceRequest) -> HttpResponse:
    """What is known of changes on the networks; by POST another one is noted."""
    channels = every_channel(request.access)
    form = NoteForm(request.POST or None, channels=channels, initial={"on": request.workspace.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note(request.workspace, change=form.change, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Noted. Charts of results are marked from that day on.")
            return _to_all(request)
    context = {
        "notes": list(queries.notes(request.access)[:100]),
        "form": form if request.access.may("listening.note") and channels else None,
        "may_note": request.access.may("listening.note"),
    }
    return render(request, "listening/notes.html", context, status=422 if form.errors else 200)


@page(see="listening.see", change="listening.note")
def note(request: WorkspaceRequest, note_id: int) -> HttpResponse:
    """One note; by POST it is corrected."""
    found = get_object_or_404(queries.notes(request.access), pk=note_id)
    channels = every_channel(request.access)
    form = NoteForm(request.POST or None, channels=channels, initial=NoteForm.said_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct(found, change=form.change, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Corrected.")
            return _to_all(request)
    context = {"note": found, "form": form if request.access.may("listening.note") else None}
    return render(request, "listening/note.html", context, status=422 if form.errors else 200)


@page("listening.note")
@require_POST
def note_removal(request: WorkspaceRequest, note_id: int) -> HttpResponse:
    """A note that is taken away."""
    actions.remove(get_object_or_404(queries.notes(request.access), pk=note_id), by=request.actor)
    messages.success(request, "Removed; its mark is off the charts.")
    return _to_all(request)


def _to_all(request: WorkspaceRequest) -> HttpResponse:
    return redirect("listening:notes", workspace=request.workspace.slug)
