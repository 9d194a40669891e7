from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import members_who_may
from waypost.loop.planning import moving, queries
from waypost.loop.planning.actions import briefs, handovers
from waypost.loop.planning.actions import slots as actions
from waypost.loop.planning.actions.checkpoints import milestones_of
from waypost.loop.planning.forms import AIMED, BriefForm, CheckpointForms, MoveForm, SlotForm
from waypost.loop.planning.models import Brief, Slot
from waypost.loop.planning.queries.briefs import with_checkpoints
from waypost.loop.strategy.domain.advice import advice
from waypost.loop.strategy.domain.document import HashtagSet
from waypost.loop.strategy.queries import current_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page(see="plan.see", change="plan.edit")
def slot(request: WorkspaceRequest, slot_id: int) -> HttpResponse:
    """A slot opens as a brief."""
    found = _slot(request, slot_id)
    form = BriefForm(
        request.POST or None,
        initial=_initial(found),
        access=request.access,
        hashtag_sets=_hashtag_sets(request, found),
    )
    lines = _checkpoint_lines(request, found)
    if request.method == "POST" and form.is_valid() & (not lines.is_bound or lines.is_valid()):
        try:
            messages.success(request, _kept(request, found, form, lines))
            return redirect("planning:slot", workspace=request.workspace.slug, slot_id=found.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {
        "slot": found,
        "brief": _brief(found),
        "form": form,
        "lines": lines,
        "has_lines": lines.is_bound or bool(lines.initial),
        "has_more": form.is_bound or bool(_brief(found)),
        "may_hand": found.is_open and not request.workspace.is_solo,
        "is_past": found.at < clock.now(),
        "may_plan": request.access.may("plan.edit"),
        "keep_kind": "plain" if found.is_open else "quiet",
    }
    return render(request, "planning/slot.html", context)


@page(see="plan.edit")
def slot_time(request: WorkspaceRequest, slot_id: int) -> HttpResponse:
    """Move a slot to another time."""
    found = _slot(request, slot_id)
    was = found.local
    initial = {"local_on": was.date(), "local_time": was.time(), "back": request.GET.get("back", "")}
    form = MoveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(found, local=form.local, by=request.actor)
            home = _address(request, found)
            return moving.back(request, move_url=request.path, was=was, what=_words(found), otherwise=home)
        except Refusal as refusal:
            if request.headers.get("HX-Request"):
                raise
            form.add_refusal(refusal)
    return render(request, "planning/slot_time.html", {"slot": found, "form": form})


@page(see="plan.edit")
def new_slot(request: WorkspaceRequest) -> HttpResponse:
    """Add a slot by hand."""
    initial = {"local_on": request.GET.get("on") or request.workspace.today, "local_time": "09:00"}
    form = SlotForm(request.POST or None, initial=initial, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            channel = form.cleaned_data["channel"]
            added = actions.add(
                request.workspace, channel=channel, local=form.local, aim=form.aim, by=request.actor
            )
            return redirect("planning:slot", workspace=request.workspace.slug, slot_id=added.pk)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return render(request, "planning/slot_new.html", {"form": form})


@page(see="plan.edit")
@require_POST
def removal(request: WorkspaceRequest, slot_id: int) -> HttpResponse:
    """Drop a slot."""
    found = actions.drop(_slot(request, slot_id), by=request.actor)
    return redirect(_address(request, found))


@page(see="plan.edit")
@require_POST
def slot_return(request: WorkspaceRequest, slot_id: int) -> HttpResponse:
    """Put a dropped slot back."""
    found = actions.restore(_slot(request, slot_id), by=request.actor)
    return redirect(_address(request, found))


@page(see="plan.edit")
@require_POST
def brief_return(request: WorkspaceRequest, slot_id: int) -> HttpResponse:
    """Take a brief back from those who were asked."""
    found = _slot(request, slot_id)
    handovers.take_back(found, by=request.actor)
    messages.success(request, "Nobody is asked for it any more.")
    return redirect(_address(request, found))


def _kept(request: WorkspaceRequest, slot: Slot, form: BriefForm, lines: Any) -> str:
    """Save the brief, and hand it over where that was asked: both or neither."""
    said, has = form.brief, _brief(slot)
    if lines.is_bound:
        said["checkpoints"] = [each.milestone for each in lines if each.milestone is not None]
    elif has is not None:
        said["checkpoints"] = milestones_of(has)
    with transaction.atomic():
        brief = briefs.write(slot, **said, aim=form.aim, by=request.actor)
        if "hand_over" not in request.POST:
            return "The brief is saved."
        brief = handovers.hand_over(slot, by=request.actor)
        return f"{brief.owner} has it as a task, until {brief.due_on:%-d %B}."


def _slot(request: WorkspaceRequest, slot_id: int) -> Slot:
    related = (
        "channel",
        "pillar",
        "persona",
        "goal",
        "funnel_stage",
        "campaign",
        "brief",
        "brief__owner__person",
        "brief__approver__person",
        "brief__writing",
        "brief__approving",
        "workspace",
    )
    found = queries.slots(request.access).select_related(*related)
    return get_object_or_404(with_checkpoints(found), pk=slot_id)


def _initial(slot: Slot) -> dict[str, Any]:
    aimed = {name: getattr(slot, name) for name in AIMED}
    brief = _brief(slot)
    if brief is None:
        return aimed
    words = {name: getattr(brief, name) for name in (*briefs.LISTED, "owner", "approver", "due_on")}
    return {**aimed, **words, "links": "\n".join(brief.links), "hashtags": brief.hashtags}


def _hashtag_sets(request: WorkspaceRequest, slot: Slot) -> tuple[HashtagSet, ...]:
    """The sets of the strategy for its pillar on its channel."""
    pillar = slot.pillar.key if slot.pillar else None
    strategy = current_strategy(request.workspace.pk)
    return advice(strategy, channel=slot.channel.key, pillar=pillar).hashtag_sets


def _checkpoint_lines(request: WorkspaceRequest, slot: Slot) -> Any:
    """A line for each check-point; alone nobody asks anybody, and a form without them leaves them as they are."""
    brief = _brief(slot)
    known = brief.checkpoints.all() if brief is not None else ()
    people = members_who_may(request.access, "plan.see").prefetch_related(None)
    return CheckpointForms(
        request.POST if "checkpoints-TOTAL_FORMS" in request.POST else None,
        prefix="checkpoints",
        initial=[{"what": each.what, "due_on": each.due_on, "member": each.member_id} for each in known],
        form_kwargs={"people": people, "goes_out_on": slot.local_on},
    )


def _brief(slot: Slot) -> Brief | None:
    return getattr(slot, "brief", None)


def _words(slot: Slot) -> str:
    return slot.pillar.label if slot.pillar else "The open slot"


def _address(request: WorkspaceRequest, slot: Slot) -> str:
    return reverse("planning:slot", kwargs={"workspace": request.workspace.slug, "slot_id": slot.pk})
