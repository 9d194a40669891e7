from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.workspaces import queries
from waypost.foundation.workspaces.forms import JournalFilter
from waypost.foundation.workspaces.gate import WorkspaceRequest, page

A_PAGE = 50


@page("journal.see")
def journal(request: WorkspaceRequest) -> HttpResponse:
    """What happened here, newest first."""
    form = JournalFilter(request.GET, members=queries.members(request.access))
    entries = list(queries.journal(request.access, **form.chosen)[: A_PAGE + 1])
    older = request.GET.copy()
    if len(entries) > A_PAGE:
        older["before"] = str(entries[A_PAGE - 1].pk)
    context = {
        "form": form,
        "entries": entries[:A_PAGE],
        "older": older.urlencode() if len(entries) > A_PAGE else "",
        "is_filtered": any(form.chosen.values()),
    }
    return render(request, "workspaces/journal.html", context)
