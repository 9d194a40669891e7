from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import queries
from waypost.loop.planning.actions import briefs as actions
from waypost.loop.planning.actions import handovers
from waypost.loop.planning.domain.briefs import MOST_AHEAD
from waypost.loop.planning.forms import HandingForm
from waypost.loop.planning.models import Brief, Slot
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

A_PAGE = timedelta(days=14)
MOST = 60
"""Of a fortnight: who has more slots than that writes their briefs a channel at a time."""


@page(see="plan.see", change="plan.edit")
def briefs(request: WorkspaceRequest) -> HttpResponse:
    """The briefs of a fortnight: written in a line each, and handed over together."""
    first_on = _first_on(request)
    rows = queries.to_brief(request.access, clock.now(), first_on, first_on + A_PAGE)
    form = HandingForm(request.POST or None, access=request.access)
    if request.method == "POST":
        try:
            messages.success(request, _kept(request, rows, form))
            return redirect(request.get_full_path())
        except Refusal as refusal:
            form.add_refusal(refusal)
    shown = rows[:MOST]
    context = {
        "days": _by_day([_line_of(request, slot) for slot in shown]),
        "count": len(shown),
        "is_part": len(rows) > MOST,
        "handed": sum(1 for slot in shown if _handed(slot)),
        "form": form,
        "first_on": first_on,
        "last_on": first_on + A_PAGE - timedelta(days=1),
        "before": first_on - A_PAGE if first_on > request.workspace.today else None,
        "after": first_on + A_PAGE,
        "may_plan": request.access.may("plan.edit"),
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


@dataclass(frozen=True)
class Line:
    """A slot with what stands in its line: what was just written where it could not be kept."""

    slot: Slot
    brief: Brief | None
    title: str
    message: str
    is_ticked: bool


def _line_of(request: WorkspaceRequest, slot: Slot) -> Line:
    brief: Brief | None = getattr(slot, "brief", None)
    title, message = (brief.title, brief.message) if brief else ("", "")
    return Line(
        slot,
        brief,
        request.POST.get(f"title-{slot.pk}", title),
        request.POST.get(f"message-{slot.pk}", message),
        str(slot.pk) in request.POST.getlist("slot"),
    )


def _by_day(lines: list[Line]) -> list[tuple[date, list[Line]]]:
    days: dict[date, list[Line]] = {}
    for line in lines:
        days.setdefault(line.slot.local_on, []).append(line)
    return list(days.items())


def _handed(slot: Slot) -> bool:
    brief = getattr(slot, "brief", None)
    return brief is not None and brief.handed_at is not None


def _first_on(request: WorkspaceRequest) -> date:
    """The first day that is asked for; today where that makes no sense or has passed."""
    try:
        asked = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return request.workspace.today
    return max(asked, request.workspace.today) if asked.year < 2200 else request.workspace.today
