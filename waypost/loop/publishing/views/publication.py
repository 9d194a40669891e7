from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.permissions import who_may
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning.domain.wall import clock_note
from waypost.loop.publishing import queries
from waypost.loop.publishing.domain.states import QUEUED, STOPPABLE, State
from waypost.loop.publishing.forms import PresenceForm, ReasonForm, TimeForm
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import kits
from waypost.loop.publishing.queries.links import links_of
from waypost.loop.publishing.queries.parts import place_of
from waypost.loop.publishing.views.evidence import evidence_of
from waypost.loop.publishing.views.history import events_of
from waypost.loop.publishing.views.offers import offer_of
from waypost.loop.publishing.views.whole import steps_shown, whole_shown
from waypost.toolkit import clock

MOVABLE = {*QUEUED, State.HANDED, State.HELD, State.MISSED, State.REJECTED, State.CANCELLED}
CANCELLABLE = {State.FOLLOWS, *QUEUED, State.HANDED, State.HELD, State.MISSED, State.REJECTED}


@page("publication.see")
@require_safe
def publication(request: WorkspaceRequest, publication_id: int) -> HttpResponse:
    """One scheduled or sent post: how it stands, why, and what can be done about it."""
    return show(request, find(request, publication_id))


def find(request: WorkspaceRequest, publication_id: int) -> Publication:
    """The publication that the address names, with what its page shows; 404 when the reader may not see it."""
    related = ("workspace", "channel", "post", "hold", "variant")
    return get_object_or_404(queries.publications(request.access).select_related(*related), pk=publication_id)


def back(request: WorkspaceRequest, publication: Publication) -> HttpResponse:
    """Return to the page of the publication."""
    return redirect("publishing:publication", workspace=request.workspace.slug, publication_id=publication.pk)


def show(
    request: WorkspaceRequest, publication: Publication, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Draw the page of a publication; `forms` replace those that were sent and refused."""
    access, state = request.access, State(publication.state)
    late = clock.now() > publication.due_at + publication.workspace.grace
    hold = queries.hold_over(publication.workspace_id, publication.channel_id, publication.post_id)
    kit = kits.kit_of(publication) if state is State.HANDED else None
    person_id = access.actor.person_id if access.may("publication.post") else None
    context = {
        "publication": publication,
        "kit": kit,
        "kit_href": kit.link_for(person_id) if kit and person_id else "",
        "state": state.value,
        "looks": publication.looks_like,
        "is_late": late,
        "is_queued": state in QUEUED,
        "is_overdue": state in QUEUED and publication.due_at < clock.now(),
        "is_approved": publication.post.is_approved,
        "hold_on": hold,
        "clock_note": clock_note(publication.local, publication.zone) if state in QUEUED else "",
        **_wait(publication),
        "evidence": evidence_of(publication),
        "links": links_of(publication),
        "whole": whole_shown(publication),
        "steps": steps_shown(publication),
        "offer": offer_of(publication, access),
        "events": events_of(publication) if access.may("journal.see") else [],
        "may_decide": access.may("publication.decide") and state is State.UNKNOWN,
        "may_move": access.may("post.schedule") and state in MOVABLE and _may_come_back(publication),
        "may_cancel": access.may("post.schedule") and state in CANCELLABLE,
        "may_hold_back": access.may("hold.put") and state in STOPPABLE,
        "may_release": _may_release(publication, access) and hold is None and not late,
        "who_decides": who_may("publication.decide"),
        "time_form": TimeForm(publication.workspace.timezone, initial={"local": _suggested(publication)}),
        "presence_form": PresenceForm(),
        "reason_form": ReasonForm(auto_id="back_%s"),
        **forms,
    }
    return render(request, "publishing/publication.html", context, status=status)


def _may_release(publication: Publication, access: Access) -> bool:
    needed = publication.hold.takes_to_lift if publication.hold else "hold.lift"
    return publication.state == State.HELD and access.may(needed)


def _wait(publication: Publication) -> dict[str, Any]:
    """Until when it waits for the network, and whether that is too late for it."""
    until = publication.act_at if publication.state == State.WAITING else None
    too_long = until is not None and until > publication.due_at + publication.workspace.grace
    return {"waits_until": until, "waits_too_long": too_long}


def _suggested(publication: Publication) -> datetime:
    """Its own time while that is to come, else the same time of day as soon as it comes again."""
    now = publication.workspace.local(clock.now())
    if publication.local > now:
        return publication.local
    today = datetime.combine(now.date(), publication.local_time)
    return today if today > now else today + timedelta(days=1)


def _may_come_back(publication: Publication) -> bool:
    """What was withdrawn because its post changed does not come back by itself, nor a part without its place."""
    if publication.head_id and not place_of(publication):
        return False
    return publication.state != State.CANCELLED or (
        publication.variant_id is not None and publication.given_up
    )
