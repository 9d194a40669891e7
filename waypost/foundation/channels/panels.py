from typing import Any

from django.http import HttpRequest

from waypost.foundation.channels import queries
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Member
from waypost.ui.panels import panel

Answer = tuple[str, dict[str, Any]] | None


@panel("member")
def limits_of_member(request: HttpRequest, member: Member) -> Answer:
    """Which channels a member works on, for those who manage members."""
    access = request.access  # type: ignore[attr-defined]
    channels = list(queries.channels(access))
    if not channels or not access.may("member.manage") or Role.OWNER in member.roles:
        return None
    chosen = [str(channel.pk) for channel in queries.channels_of_member(member)]
    return "channels/limits_panel.html", {"channels": channels, "chosen": chosen, "member": member}


@panel("invitation")
def limits_of_invitation(request: HttpRequest, form: object) -> Answer:
    """Which channels somebody will work on, asked in the form of the invitation."""
    channels = list(queries.channels(request.access))  # type: ignore[attr-defined]
    if not channels:
        return None
    return "channels/invitation_panel.html", {
        "channels": channels,
        "chosen": request.POST.getlist("channels"),
    }
