"""The gate of every page of a workspace: who is it, what may they, and which workspace."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.permissions import PERMISSIONS, who_may
from waypost.foundation.workspaces.models import Workspace
from waypost.foundation.workspaces.queries import entrance
from waypost.toolkit.refusal import NotAllowed

READING = {"GET", "HEAD", "OPTIONS"}


class WorkspaceRequest(HttpRequest):
    """A request that came through the gate."""

    user: Person
    workspace: Workspace
    access: Access
    actor: Actor


View = Callable[..., HttpResponseBase]


def page(see: str, change: str | None = None) -> Callable[[View], View]:
    """Let members with the permission `see` read the page, and those with `change` (default: `see`) write to it.

    Somebody who is not signed in is asked to; somebody without membership finds nothing there.
    """
    assert {see, change or see} <= PERMISSIONS.keys(), "permissions of the table"

    def gate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, workspace: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            enter(request, workspace)
            needed = see if request.method in READING else change or see
            if not request.access.may(needed):
                raise NotAllowed(
                    f"That takes {who_may(needed)} of {request.workspace.name}. Ask one of them to do it, or to give you the role."
                )
            return view(request, *args, **kwargs)

        guarded.permissions = (see, change or see)  # type: ignore[attr-defined]
        return never_cache(guarded)

    return gate


def enter(request: Any, slug: str) -> None:
    """Put workspace, actor and access on the request; 404 for those who do not belong there."""
    actor = Actor.of_person(request.user)
    found = entrance(actor, slug)
    if found is None:
        raise Http404  # with nothing on the request yet: the page that says so must not know the brand
    request.actor, (request.workspace, request.access) = actor, found
