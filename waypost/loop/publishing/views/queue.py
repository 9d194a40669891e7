from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.channels.queries import channel_names
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.publishing import queries
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.forms import NEEDS_YOU, FilterForm
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import listing, standings
from waypost.loop.publishing.queries.standings import Standing
from waypost.loop.publishing.views import rows
from waypost.loop.publishing.views.alerts import alerts_for
from waypost.loop.publishing.views.holds import hold_form

ON_A_PAGE = 50
FIRST = 20
SENT = 10


@page("publication.see")
@require_safe
def queue(request: WorkspaceRequest) -> HttpResponse:
    """What needs a person, what leaves next, what just left."""
    known = channel_names(request.access)
    form = FilterForm(known, request.GET or None)
    standing = standings.standing(
        request.access,
        today_ends_at=standings.end_of_today(request.workspace),
        channel_id=form.channel_id,
    )
    context = {
        "form": form,
        "standing": standing,
        "alerts": alerts_for(request, late=standing.late),
        "is_filtered": bool(form.chosen_state or form.channel_id),
        "chosen": _without_page(request),
        "hold_form": hold_form(request, auto_id="hold_%s") if request.access.may("hold.put") else None,
        **(_one_list(request, form) if form.chosen_state else _sections(request, form, standing)),
    }
    return render(request, "publishing/queue.html", context)


def _sections(request: WorkspaceRequest, form: FilterForm, standing: Standing) -> dict[str, Any]:
    """The three parts of the queue; those beyond the first page show only what leaves next."""
    sheet = _page(request, _of(listing.next_up(request.access), form), count=standing.moving)
    context: dict[str, Any] = {"sheet": sheet, "days": rows.by_day(_lines(sheet), request.workspace)}
    if sheet.number > 1:
        return context
    needs = _of(queries.needs_a_person(request.access), form)[:FIRST]
    sent = _of(listing.just_sent(request.access), form)[:SENT]
    lines = listing.lines_of(listing.either(needs, sent))
    waiting = [line for line in lines if line.state is not State.PUBLISHED]
    gone = sorted(
        (line for line in lines if line.state is State.PUBLISHED), key=lambda line: line.at, reverse=True
    )
    context["needs"] = rows.draw(waiting, request.workspace, why=True)
    context["has_missed"] = any(line.state is State.MISSED for line in waiting)
    context["needs_more"] = max(0, standing.needs_a_person - FIRST)
    context["sent"] = rows.draw(gone, request.workspace)
    return context


def _one_list(request: WorkspaceRequest, form: FilterForm) -> dict[str, Any]:
    """Everything in one state, on as many pages as it takes."""
    if form.chosen_state == NEEDS_YOU:
        found = queries.needs_a_person(request.access)
    else:
        found = listing.in_state(request.access, form.chosen_state)
    sheet = _page(request, _of(found, form))
    lines = _lines(sheet)
    return {
        "sheet": sheet,
        "list": rows.draw(lines, request.workspace, why=True),
        "is_list": True,
        "has_missed": any(line.state is State.MISSED for line in lines),
    }


def _of(found: QuerySet[Publication], form: FilterForm) -> QuerySet[Publication]:
    return found.filter(channel_id=form.channel_id) if form.channel_id else found


def _page(
    request: WorkspaceRequest, found: QuerySet[Publication], count: int | None = None
) -> Page[Publication]:
    paginator = Paginator(found, ON_A_PAGE)
    if count is not None:
        paginator.count = count  # counted already, with everything else in one query
    return paginator.get_page(request.GET.get("page"))


def _lines(sheet: Page[Publication]) -> list[listing.Line]:
    assert isinstance(sheet.object_list, QuerySet)
    return listing.lines_of(sheet.object_list)


def _without_page(request: WorkspaceRequest) -> str:
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return chosen.urlencode()
