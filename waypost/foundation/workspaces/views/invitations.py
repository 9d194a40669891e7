from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.accounts import sign_in
from waypost.foundation.people.models import Person
from waypost.foundation.people.queries import person_with
from waypost.foundation.workspaces import queries
from waypost.foundation.workspaces.actions import invitations
from waypost.foundation.workspaces.forms import JoiningForm
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.models import Invitation
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """An invitation, opened by its link: looking at it changes nothing."""
    found = queries.invitation_of(Secret(secret))
    if isinstance(request.user, Person):
        return _for_somebody_known(request, found, request.user)
    elif person_with(found.email):
        return render(request, "workspaces/invitation_sign_in.html", {"invitation": found})
    else:
        return _for_a_newcomer(request, found)


@page(see="member.see", change="member.manage")
@require_POST
def withdrawal(request: WorkspaceRequest, invitation_id: int) -> HttpResponse:
    """The end of an invitation that nobody has accepted."""
    found = get_object_or_404(queries.invitations(request.access), pk=invitation_id)
    invitations.withdraw(found, by=request.actor)
    messages.success(request, f"The invitation to {found.email} is withdrawn; its link does nothing now.")
    return redirect("workspaces:members", workspace=request.workspace.slug)


def _for_somebody_known(request: HttpRequest, found: Invitation, person: Person) -> HttpResponse:
    if request.method == "POST":
        invitations.accept(found, person=person, by=Actor.of_person(person))
        return redirect(f"/{found.workspace.slug}/")
    is_theirs = person.email.lower() == found.email
    return render(request, "workspaces/invitation.html", {"invitation": found, "is_theirs": is_theirs})


def _for_a_newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = JoiningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            member = invitations.accept_as_newcomer(
                found, **form.cleaned_data, by=Actor.system("the invitation")
            )
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            sign_in(request, member.person)
            return redirect(f"/{found.workspace.slug}/")
    return render(request, "workspaces/invitation_newcomer.html", {"invitation": found, "form": form})
