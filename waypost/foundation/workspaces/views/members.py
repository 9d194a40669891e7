from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces import queries
from waypost.foundation.workspaces.actions import invitations
from waypost.foundation.workspaces.actions import members as memberships
from waypost.foundation.workspaces.forms import InviteForm, RolesForm
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page(see="member.see", change="member.manage")
def members(request: WorkspaceRequest) -> HttpResponse:
    """Who works here; inviting somebody else."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    link = ""
    if form.is_valid():
        try:
            link = _invite(request, form)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            if not link:
                return redirect("workspaces:members", workspace=request.workspace.slug)
            form = InviteForm()
    context = {
        "members": queries.members(request.access),
        "invitations": queries.invitations(request.access),
        "form": form,
        "link": link,
        "manages": request.access.may("member.manage"),
    }
    return render(request, "workspaces/members.html", context)


@page(see="member.see", change="member.manage")
def member(request: WorkspaceRequest, member_id: int) -> HttpResponse:
    """One member: roles, limits, the end of the membership."""
    found = get_object_or_404(queries.members(request.access), pk=member_id)
    form = RolesForm(request.POST if request.method == "POST" else None, initial={"roles": list(found.roles)})
    if form.is_valid():
        try:
            memberships.change_roles(found, roles=form.cleaned_data["roles"], by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"{found.person.label} has the new roles.")
            return redirect("workspaces:members", workspace=request.workspace.slug)
    context = {"member": found, "form": form, "manages": request.access.may("member.manage")}
    return render(request, "workspaces/member.html", context)


@page("workspace.see")
@require_POST
def departure(request: WorkspaceRequest, member_id: int) -> HttpResponse:
    """The end of a membership, one's own or another's."""
    found = get_object_or_404(queries.members(request.access), pk=member_id)
    is_self = found.person_id == request.user.pk
    memberships.remove(found, by=request.actor)
    messages.success(request, f"{found.person.label} is not a member of {request.workspace.name} any more.")
    if is_self:
        return redirect("home:workspaces")
    else:
        return redirect("workspaces:members", workspace=request.workspace.slug)


def _invite(request: WorkspaceRequest, form: InviteForm) -> str:
    """Invite and mail; the link, when somebody must hand it over by hand."""
    asked = form.cleaned_data
    invitation, secret = invitations.invite(
        request.workspace,
        email=asked["email"],
        roles=asked["roles"],
        channel_ids=asked["channels"],
        by=request.actor,
    )
    path = reverse("invitations:invitation", kwargs={"secret": secret.reveal()})
    link = f"{settings.WAYPOST.address}{path}"
    if invitations.mail(invitation, link=link, by=request.actor):
        messages.success(request, f"The invitation is on its way to {invitation.email}.")
        return ""
    else:
        return link
