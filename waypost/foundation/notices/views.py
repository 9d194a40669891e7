from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices import actions, queries, turning_off
from waypost.foundation.notices.domain.devices import named
from waypost.foundation.notices.domain.kinds import TURNED_OFF
from waypost.foundation.notices.domain.webpush import public_of
from waypost.foundation.notices.forms import DeviceForm, TaskForm
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import access_of, members
from waypost.toolkit.refusal import Refusal

A_PAGE = 50


@page("workspace.see")
def notices(request: WorkspaceRequest) -> HttpResponse:
    """What this person was told and has to do."""
    told = queries.notices(request.access)
    before = request.GET.get("before", "")
    if before.isdecimal():
        told = told.filter(pk__lt=int(before))
    shown = list(told[: A_PAGE + 1])
    quiet_kinds = queries.muted(request.access)
    may_give = request.access.may("member.see")
    context = {
        "notices": shown[:A_PAGE],
        "older": shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None,
        "unread_count": queries.unread_count(request.access),
        "devices": list(queries.devices(request.user.pk)),
        "push_key": public_of(queries.push_key()),
        "device_form": DeviceForm(),
        "kinds": [(key, kind, key in quiet_kinds) for key, kind in TURNED_OFF.items()],
        "tasks": list(queries.open_tasks(request.access)),
        "today": request.workspace.today,
        "form": TaskForm(members=members(request.access)) if may_give else None,
    }
    return render(request, "notices/notices.html", context)


@page("workspace.see")
@require_POST
def reading(request: WorkspaceRequest, notice_id: int) -> HttpResponse:
    """A notice is read: by going where it points."""
    found = get_object_or_404(queries.notices(request.access), pk=notice_id)
    actions.notices.read(found, by=request.actor)
    if url_has_allowed_host_and_scheme(found.href, None):
        return redirect(found.href)
    else:
        return redirect("notices:notices", workspace=request.workspace.slug)


@page("workspace.see")
@require_POST
def readings(request: WorkspaceRequest) -> HttpResponse:
    """Everything is read."""
    actions.notices.read_all(request.workspace, by=request.actor)
    return redirect("notices:notices", workspace=request.workspace.slug)


@page("workspace.see")
@require_POST
def quiet(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """One kind of notice, turned off or on again by the person who gets it."""
    change = actions.mutes.unmute if request.POST.get("on") == "yes" else actions.mutes.mute
    change(request.workspace, person=request.user, kind=kind, by=request.actor)
    words = "comes again" if request.POST.get("on") == "yes" else "is off"
    messages.success(request, f"{TURNED_OFF[kind].title} {words}.")
    return redirect("notices:notices", workspace=request.workspace.slug)


@csrf_exempt  # a mail program posts here without ever having seen the page; the signed address is the proof
@never_cache
def off(request: HttpRequest, token: str) -> HttpResponse:
    """One kind of notice, turned off from a mail: looking at it changes nothing, sending it does."""
    meant = turning_off.meant_by(token)
    member = queries.member_told(*meant[:2]) if meant is not None else None
    if meant is None or member is None or meant[2] not in TURNED_OFF:
        raise Http404
    if request.method == "POST":
        by = Actor.of_person(member.person)
        actions.mutes.mute(member.workspace, person=member.person, kind=meant[2], by=by)
    theirs = queries.muted(access_of(Actor.of_person(member.person), member.workspace_id))
    context = {
        "kind": TURNED_OFF[meant[2]],
        "is_off": meant[2] in theirs,
        "brand": member.workspace.name,
        "slug": member.workspace.slug,
    }
    return render(request, "notices/off.html", context)


@page("workspace.see")
@require_POST
def devices(request: WorkspaceRequest) -> HttpResponse:
    """The browser that asks is told from now on."""
    form = DeviceForm(request.POST)
    if not form.is_valid():
        raise Refusal("Your browser gave no address for notices. Reload the page and try again.")
    agent = request.headers.get("User-Agent", "")
    actions.devices.add(request.user, name=named(agent), by=request.actor, **form.cleaned_data)
    messages.success(request, "From now on this device shows what is urgent.")
    return redirect("notices:notices", workspace=request.workspace.slug)


@page("workspace.see")
@require_POST
def removal(request: WorkspaceRequest, device_id: int) -> HttpResponse:
    """A device gets no more notices."""
    found = get_object_or_404(queries.devices(request.user.pk), pk=device_id)
    actions.devices.remove(found, by=request.actor)
    messages.success(request, f"{found.name} gets no more notices.")
    return redirect("notices:notices", workspace=request.workspace.slug)


@page("member.see")
@require_POST
def tasks(request: WorkspaceRequest) -> HttpResponse:
    """A task for somebody."""
    everybody = members(request.access)
    form = TaskForm(request.POST, members=everybody)
    if not form.is_valid():
        raise Refusal("Say in a few words what is to be done, and by which member.")
    asked = form.cleaned_data
    found = get_object_or_404(everybody, pk=asked["member"])
    actions.tasks.give(
        request.workspace, person=found.person, what=asked["what"], due_on=asked["due_on"], by=request.actor
    )
    messages.success(request, f"{found.person.label} has the task.")
    return redirect("notices:notices", workspace=request.workspace.slug)


@page("workspace.see")
@require_POST
def completion(request: WorkspaceRequest, task_id: int) -> HttpResponse:
    """A task is done; back to the page where that was said."""
    found = get_object_or_404(queries.tasks(request.access), pk=task_id)
    actions.tasks.finish(found, by=request.actor)
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, None):
        return redirect(back)
    return redirect("notices:notices", workspace=request.workspace.slug)
