"""Ideas by mail: the letters that wait, and the mailbox that they come from."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.listening import queries
from waypost.loop.listening.actions import idea_mail as actions
from waypost.loop.listening.fetching import look_into
from waypost.loop.listening.forms import MailboxForm
from waypost.loop.listening.models import IdeaLetter
from waypost.toolkit.refusal import Refusal

SHOWN = 20


@page("idea.add")
@require_safe
def idea_mail(request: WorkspaceRequest) -> HttpResponse:
    """Letters of people who are no members here, and what came in of late."""
    letters = queries.idea_letters(request.access)
    context = {
        "mailbox": queries.idea_mailbox(request.access),
        "waiting": list(queries.waiting_letters(request.access)),
        "settled": list(letters.exclude(state=IdeaLetter.State.WAITING)[:SHOWN]),
        "may_choose": request.access.may("workspace.edit"),
    }
    return render(request, "listening/idea_mail.html", context)


@page("workspace.edit")
def idea_mailbox(request: WorkspaceRequest) -> HttpResponse:
    """The mailbox itself; by POST it is opened once, and kept."""
    found = queries.idea_mailbox(request.access)
    form = MailboxForm(request.POST or None, mailbox=found)
    if request.method == "POST" and form.is_valid():
        try:
            password, read_from = look_into(form.terms, form.key, found)
            kept = actions.connect(
                request.workspace,
                terms=form.terms,
                password=password,
                read_from=read_from,
                by=request.actor,
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"New e-mails to {kept} come in as ideas from now on.")
            return _back(request)
    context = {"form": form, "mailbox": found}
    return render(request, "listening/idea_mailbox.html", context, status=422 if form.errors else 200)


@page("workspace.edit")
@require_POST
def idea_mailbox_removal(request: WorkspaceRequest) -> HttpResponse:
    """The mailbox is read no more."""
    found = queries.idea_mailbox(request.access)
    if found is not None:
        actions.let_go(found, by=request.actor)
        messages.success(
            request, f"{found} is no longer read, and its password is forgotten. The ideas stay."
        )
    return _back(request)


@page("idea.add")
@require_POST
def idea_letter_idea(request: WorkspaceRequest, letter_id: int) -> HttpResponse:
    """A stranger's letter becomes an idea."""
    letter = get_object_or_404(queries.idea_letters(request.access), pk=letter_id)
    idea = actions.let_in(letter, by=request.actor)
    messages.success(request, f"“{idea}” waits among the ideas.")
    return _back(request)


@page("idea.add")
@require_POST
def idea_letter_removal(request: WorkspaceRequest, letter_id: int) -> HttpResponse:
    """Nothing becomes of a stranger's letter."""
    letter = get_object_or_404(queries.idea_letters(request.access), pk=letter_id)
    actions.leave_out(letter, by=request.actor)
    return _back(request)


def _back(request: WorkspaceRequest) -> HttpResponse:
    return redirect("listening:idea_mail", workspace=request.workspace.slug)
