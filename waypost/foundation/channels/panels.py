from typing import Any

from django.http import HttpRequest

from waypost.foundation.channels import queries
from waypost.foundation.channels.forms import LimitForm
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Member
from waypost.ui.panels import panel

Answer = tuple[str, dict[str, Any]] | None


@panel("member")
def limits_of_member(request: HttpRequest, member: Member) -> Answer:
    """Which channels a member works on, for those who manage members."""
    access = request.access  # type: ignore[attr-defined]
    choices = list(queries.channels(access))
    if not choices or not access.may("member.manage") or Role.OWNER in member.roles:
        return None
    allowed = [str(channel.pk) for channel in queries.channels_of_member(member)]
    form = LimitForm(channels=choices, initial={"channels": allowed})
    return "channels/limits_panel.html", {"form": form, "member": member}


@panel("invitation")
def limits_of_invitation(request: HttpRequest, form: object) -> Answer:
    """Which channels somebody will work on, asked in the form of the invitation."""
    choices = list(queries.channels(request.access))  # type: ignore[attr-defined]
    asked = request.POST.getlist("channels")
    return (
        ("channels/invitation_panel.html", {"form": LimitForm(channels=choices, initial={"channels": asked})})
        if choices
        else None
    )
