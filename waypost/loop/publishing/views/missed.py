"""What missed its time: look at new times for all of it, then give them in one go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning.domain.wall import clock_note
from waypost.loop.publishing.actions import rescheduling
from waypost.loop.publishing.domain import spreading
from waypost.loop.publishing.domain.spreading import Manner
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.forms import MissedForm
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import missed as queries
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import count

ON_A_PAGE = 100


@dataclass(frozen=True)
class Row:
    """Something missed, with the new time that was looked at."""

    publication: Publication
    chosen: bool
    local: datetime | None = None
    note: str = ""


@page(see="publication.see", change="post.schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def missed(request: WorkspaceRequest) -> HttpResponse:
    """Everything that missed its time; give the chosen of it new ones."""
    sheet: Page[Publication] = Paginator(queries.missed(request.access), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    found = list(sheet.object_list)
    form = MissedForm(request.POST or None, initial={"start": _soon(request)})
    chosen = _chosen(request, found)
    times: dict[int, datetime] = {}
    if request.method == "POST" and form.is_valid():
        try:
            times = _times(request, chosen, form)
            if "preview" not in request.POST:
                return _give(request, chosen, times)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "sheet": sheet,
        "count": sheet.paginator.count,
        "rows": _rows(request, found, chosen, times),
        "form": form,
        "looked_at": bool(times) and not form.errors,
        "may_move": request.access.may("post.schedule"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "publishing/missed.html", context, status=status)


def _give(request: WorkspaceRequest, chosen: list[Publication], times: dict[int, datetime]) -> HttpResponse:
    moved = rescheduling.give_times(
        request.workspace, publication_ids=[each.pk for each in chosen], times=times, by=request.actor
    )
    held = sum(each.state == State.HELD for each in moved)
    more = f" {held} of it stays held: a hold is on." if held else ""
    messages.success(request, f"{count(len(moved), 'post has', 'posts have')} a new time.{more}")
    return redirect("publishing:missed", workspace=request.workspace.slug)


def _chosen(request: WorkspaceRequest, found: list[Publication]) -> list[Publication]:
    """Everything at first; of what was sent, what is ticked."""
    if request.method != "POST":
        return found
    said = set(request.POST.getlist("chosen"))
    return [each for each in found if str(each.pk) in said]


def _times(request: WorkspaceRequest, chosen: list[Publication], form: MissedForm) -> dict[int, datetime]:
    said = form.cleaned_data
    if not chosen:
        raise Refusal("Nothing is ticked. Tick what should go out after all.")
    if clock.to_utc(said["start"], request.workspace.timezone) <= clock.now():
        raise Refusal("That time has passed. Choose one that is still to come.", field="start")
    return spreading.spread(
        [spreading.Missed(each.pk, each.channel_id, each.local_time) for each in chosen],
        manner=Manner(said["manner"]),
        start=said["start"],
        every=timedelta(minutes=int(said["every"])),
    )


def _rows(
    request: WorkspaceRequest, found: list[Publication], chosen: list[Publication], times: dict[int, datetime]
) -> list[Row]:
    zone, ids = request.workspace.timezone, {each.pk for each in chosen}
    wanted = [
        (each.pk, each.channel_id, clock.to_utc(times[each.pk], zone)) for each in found if each.pk in times
    ]
    near = queries.crowded(request.access, wanted)
    return [
        Row(each, each.pk in ids, local := times.get(each.pk), _note(local, zone, is_near=each.pk in near))
        for each in found
    ]


def _note(local: datetime | None, zone: str, *, is_near: bool) -> str:
    if local is None:
        return ""
    near = "Something else goes out there within the hour." if is_near else ""
    return " ".join(filter(None, [clock_note(local, zone), near]))


def _soon(request: WorkspaceRequest) -> datetime:
    """The next full hour that is at least a quarter of an hour away."""
    local = request.workspace.local(clock.now()) + timedelta(minutes=75)
    return local.replace(minute=0, second=0, microsecond=0)
