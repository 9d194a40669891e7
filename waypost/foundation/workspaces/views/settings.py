from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.workspaces import queries
from waypost.foundation.workspaces.actions import workspaces
from waypost.foundation.workspaces.forms import SettingsForm
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal


@page("workspace.edit")
def settings(request: WorkspaceRequest) -> HttpResponse:
    """What the brand's space is set to."""
    workspace = request.workspace
    known = {name: getattr(workspace, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            workspaces.edit(workspace, by=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Saved.")
            return redirect("workspaces:settings", workspace=workspace.slug)
    context = {
        "form": form,
        "runs": queries.runs(request.actor, workspace.organisation),
        "now": clock.now(),
    }
    return render(request, "workspaces/settings.html", context)
