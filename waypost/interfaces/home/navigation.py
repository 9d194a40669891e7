"""What the frame of every page shows: the brand, the loop with what waits for this person, the other places."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.prepared import Prepared
from waypost.foundation.workspaces.queries import workspaces_of
from waypost.interfaces.home.facts import Facts, facts_for
from waypost.loop import STAGES
from waypost.ui.addresses import reverse
from waypost.ui.nav import Brand, Navigation, Stop

FRONT = {
    "strategy": "strategy:strategy",
    "planning": "planning:quarters",
    "content": "content:posts",
    "publishing": "publishing:queue",
    "engagement": "engagement:inbox",
    "promotion": "promotion:creators",
    "listening": "listening:listening",
    "analytics": "analytics:results",
    "learning": "learning:insights",
}
SEEN_WITH = {"engagement": "conversation.see", "promotion": "creator.see"}
"""Stages that not everybody in a brand may see, with the permission that it takes."""
ONCE_FILLED = {"promotion", "listening"}
"""Stages that are on the way only once something is in them; before that they are found from the strategy."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates `workspace`, `access` and `navigation`; asked once a page, and only where a page has a frame."""
    workspace: Workspace | None = getattr(request, "workspace", None)
    access: Access | None = getattr(request, "access", None)
    found: dict[str, Any] = {"workspace": workspace, "access": access}
    if workspace is not None and access is not None:
        found["navigation"] = _navigation(request, workspace, access)
    return found


def _navigation(request: HttpRequest, workspace: Workspace, access: Access) -> Navigation:
    cached: Navigation | None = getattr(request, "_navigation", None)
    if cached is None:
        cached = _drawn(request, workspace, access)
        request._navigation = cached  # type: ignore[attr-defined]
    return cached


def _drawn(request: HttpRequest, workspace: Workspace, access: Access) -> Navigation:
    at, facts = {"workspace": workspace.slug}, _facts(request, access)
    here = request.resolver_match.view_name if request.resolver_match else ""
    return Navigation(
        brand=Brand(workspace.name, reverse("home:home", kwargs=at), True),
        brands=_brands(workspace, access),
        pinned=(
            _place("Calendar", "planning:calendar", "calendar", at, here, handy=True),
            _place("Home", "home:home", "loop", at, here, handy=True),
            *(() if workspace.is_solo else (_place("My week", "home:week", "clock", at, here),)),
        ),
        stops=_stops(access, at, here, facts),
        places=_places(workspace, access, at, here, int(facts["unread"])),
        person=access.actor.label,
        person_places=(
            Stop("Your account", reverse("people:account"), "person"),
            Stop("Sign out", reverse("account_logout"), "sign-out"),
        ),
        search_href=reverse("home:search", kwargs=at),
        search_source=reverse("home:search", kwargs=at),
        simulated_href=reverse("demo:demo", kwargs=at) if workspace.is_simulated else "",
    )


def _brands(workspace: Workspace, access: Access) -> tuple[Brand, ...]:
    known = [
        Brand(name, reverse("home:home", kwargs={"workspace": slug}), pk == workspace.pk)
        for name, slug, pk in BRANDS_OF.rows(access)
    ]
    overview = (Brand("All your brands", reverse("home:workspaces")),) if len(known) > 1 else ()
    return (*known, *overview, Brand("Start another brand", reverse("home:begin")))


def _stops(access: Access, at: dict[str, str], here: str, facts: dict[str, Any]) -> tuple[Stop, ...]:
    """The stages; the calendar stands above them, so planning is not lit while it is read."""
    return tuple(
        Stop(
            stage.label,
            reverse(FRONT[stage.name], kwargs=at),
            stage.icon,
            here.startswith(f"{stage.name}:") and here != "planning:calendar",
            filled=bool(facts[f"{stage.name}_filled"]),
            waiting=int(facts[f"{stage.name}_waiting"]),
            handy=stage.name in {"content", "engagement" if access.may("conversation.see") else "publishing"},
        )
        for stage in STAGES
        if stage.name in FRONT  # a stage without a page of its own is not on the way yet
        and (stage.name not in SEEN_WITH or access.may(SEEN_WITH[stage.name]))
        and (stage.name not in ONCE_FILLED or facts[f"{stage.name}_begun"])
    )


def _places(
    workspace: Workspace, access: Access, at: dict[str, str], here: str, unread: int
) -> tuple[Stop, ...]:
    shown = [
        ("Channels", "channels:channels", "channel", True, 0),
        ("People", "workspaces:members", "people", access.may("member.see") and not workspace.is_solo, 0),
        ("Notices", "notices:notices", "bell", True, unread),
        ("Settings", "workspaces:settings", "settings", access.may("workspace.edit"), 0),
    ]
    return tuple(
        _place(label, name, icon, at, here, waiting=waiting)
        for label, name, icon, may, waiting in shown
        if may
    )


def _place(
    label: str, name: str, icon: str, at: dict[str, str], here: str, waiting: int = 0, handy: bool = False
) -> Stop:
    return Stop(label, reverse(name, kwargs=at), icon, here == name, waiting=waiting, handy=handy)


def _facts(request: HttpRequest, access: Access) -> Facts:
    """What the navigation says of every stage."""
    facts = facts_for(request, access)
    return {
        **facts,
        "planning_waiting": 0,
        "analytics_waiting": 0,
        "learning_waiting": 0,
        "content_filled": facts["planning_filled"] and not facts["content_waiting"],
        "publishing_filled": facts["planning_filled"] and not facts["publishing_waiting"],
        "engagement_filled": facts["engagement_filled"] and not facts["engagement_owing"],
        "listening_filled": facts["listening_begun"] and not facts["listening_waiting"],
        "promotion_filled": facts["promotion_begun"] and not facts["promotion_waiting"],
    }


BRANDS_OF = Prepared(lambda access: workspaces_of(access.actor).values_list("name", "slug", "pk"))
