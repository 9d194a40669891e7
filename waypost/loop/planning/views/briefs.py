from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateformat import format as date_format
from django.utils.safestring import SafeString

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.planning import queries
from waypost.loop.planning.actions import briefs as actions
from waypost.loop.planning.actions import handovers
from waypost.loop.planning.domain.briefs import MOST_AHEAD
from waypost.loop.planning.forms import HandingForm
from waypost.loop.planning.models import Slot
from waypost.loop.planning.views.brief_lines import Line, draw
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

A_PAGE = timedelta(days=14)


@page(see="plan.see", change="plan.edit")
def briefs(request: WorkspaceRequest) -> HttpResponse:
    """The briefs of a fortnight: written in a line each, and handed over together."""
    first_on = _first_on(request)
    asked = request.access, clock.now(), first_on, first_on + A_PAGE
    form = HandingForm(request.POST or None, access=request.access)
    if request.method == "POST":
        try:
            messages.success(request, _kept(request, queries.to_brief(*asked), form))
            return redirect(request.get_full_path())
        except Refusal as refusal:
            form.add_refusal(refusal)
    found = queries.lines_to_brief(*asked)
    lines = [_line_of(request, line) for line in found[: queries.MOST_LINES]]
    may_plan = request.access.may("plan.edit")
    context = {
        "days": _by_day(lines, request.workspace, may_plan=may_plan),
        "count": len(lines),
        "is_part": len(found) > len(lines),
        "handed": sum(1 for line in lines if line.is_handed),
        "form": form,
        "first_on": first_on,
        "last_on": first_on + A_PAGE - timedelta(days=1),
        "before": first_on - A_PAGE if first_on > request.workspace.today else None,
        "after": first_on + A_PAGE,
        "may_plan": may_plan,
    }
    return render(request, "planning/briefs.html", context)


def _kept(request: WorkspaceRequest, rows: list[Slot], form: HandingForm) -> str:
    """Keep what was written in the lines; hand over what was ticked where that was asked: all of it or nothing."""
    with transaction.atomic():
        changed = [slot for slot in rows if _is_changed(request, slot)]
        for slot in changed:
            title, message = _written(request, slot)
            actions.amend(slot, title=title, message=message, by=request.actor)
        if "hand_over" not in request.POST:
            return f"{count(len(changed), 'brief is', 'briefs are')} saved."
        if not form.is_valid():
            raise Refusal(f"Say how many days before they go out, at most {MOST_AHEAD}.", field="days_before")
        ticked = set(request.POST.getlist("slot"))
        number = handovers.hand_over_many(
            request.workspace,
            slots=[slot for slot in rows if str(slot.pk) in ticked],
            **form.cleaned_data,
            by=request.actor,
        )
    return f"{count(number, 'brief is', 'briefs are')} handed over, each as a task with a date."


def _is_changed(request: WorkspaceRequest, slot: Slot) -> bool:
    """Whether somebody changed this slot's line."""
    if f"title-{slot.pk}" not in request.POST:
        return False
    brief = getattr(slot, "brief", None)
    return _written(request, slot) != ((brief.title, brief.message) if brief else ("", ""))


def _written(request: WorkspaceRequest, slot: Slot) -> tuple[str, str]:
    title, message = (request.POST.get(f"{name}-{slot.pk}", "").strip() for name in ("title", "message"))
    if len(title) > 160 or len(message) > 4000:
        raise Refusal("A working title has at most 160 characters, and what to say at most 4,000.")
    return title, message.replace("\r\n", "\n")


def _line_of(request: WorkspaceRequest, said: queries.LineToBrief) -> Line:
    is_handed = said.handed_at is not None
    return Line(
        said,
        hour=f"{said.local_time:%H:%M}",
        spoken=f"{said.local_on.day} {date_format(said.local_on, 'M')} {said.local_time:%H:%M} on {said.channel}",
        title=request.POST.get(f"title-{said.slot_id}", said.title or ""),
        message=request.POST.get(f"message-{said.slot_id}", said.message or ""),
        owner=said.owner,
        is_ticked=str(said.slot_id) in request.POST.getlist("slot"),
        is_handed=is_handed,
        is_late=is_handed and said.due_on is not None and said.due_on < request.workspace.today,
    )


def _by_day(lines: list[Line], workspace: Workspace, *, may_plan: bool) -> list[tuple[date, SafeString]]:
    """The lines, which come earliest first, drawn by their days."""
    days = groupby(lines, key=lambda line: line.said.local_on)
    return [(day, draw(some, workspace, may_plan=may_plan)) for day, some in days]


def _first_on(request: WorkspaceRequest) -> date:
    """The first day that is asked for; today where that makes no sense or has passed."""
    try:
        asked = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return request.workspace.today
    return max(asked, request.workspace.today) if asked.year < 2200 else request.workspace.today
