from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.channels.queries import channel_names, usable_channel
from waypost.foundation.workspaces.domain.permissions import who_may
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning.queries import campaigns, campaigns_to_choose
from waypost.loop.publishing.actions import holds as actions
from waypost.loop.publishing.forms import CAMPAIGN, EVERYTHING, EndForm, HoldForm, LookForm
from waypost.loop.publishing.models import Hold
from waypost.loop.publishing.queries import holding, listing, standings
from waypost.loop.publishing.views import rows
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

ON_A_PAGE = 25
STOPPED_ON_A_PAGE = 100


@page(see="publication.see", change="campaign.hold")
@require_http_methods(["GET", "HEAD", "POST"])
def holds(request: WorkspaceRequest) -> HttpResponse:
    """Put a hold on everything or on one channel; every hold there was."""
    chosen = request.GET.get("what") or EVERYTHING
    form = hold_form(request, request.POST or None, initial={"what": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            channel = usable_channel(request.access, form.channel_id) if form.channel_id else None
            known = campaigns(request.access)
            campaign = get_object_or_404(known, pk=form.campaign_id) if form.campaign_id else None
            reason = form.cleaned_data["reason"]
            until = form.cleaned_data["until"]
            hold = actions.put(
                request.workspace,
                reason=reason,
                channel=channel,
                campaign=campaign,
                until=until,
                by=request.actor,
            )
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return redirect("publishing:hold", workspace=request.workspace.slug, hold_id=hold.pk)
    sheet = Paginator(holding.holds_with_count(request.access), ON_A_PAGE).get_page(request.GET.get("page"))
    standing = standings.standing(request.access, today_ends_at=standings.end_of_today(request.workspace))
    context = {
        "form": form,
        "may_put": request.access.may("hold.put"),
        "may_hold_campaigns": form.stops_something and request.access.may("campaign.hold"),
        "who_puts": who_may("hold.put"),
        "sheet": sheet,
        "on": [hold for hold in sheet if hold.is_on],
        "standing": standing,
    }
    return render(request, "publishing/holds.html", context, status=422 if form.is_bound else 200)


def hold_form(request: WorkspaceRequest, data: QueryDict | None = None, **details: Any) -> HoldForm:
    """What this person may stop: everything, a channel that they work on, a campaign; or campaigns alone.

    Campaigns that have ended are no choice but for the one that was come from: something of it may still go out.
    """
    asked = (data or request.GET).get("what", "").removeprefix(CAMPAIGN)
    chosen = int(asked) if asked.isdecimal() and len(asked) < 16 else None
    known = [(each.id, each.name) for each in campaigns_to_choose(request.access, chosen)]
    if not request.access.may("hold.put"):
        return HoldForm([], known, data, has_everything=False, **details)
    return HoldForm(channel_names(request.access), known, data, **details)


@page("publication.see")
@require_safe
def hold(request: WorkspaceRequest, hold_id: int) -> HttpResponse:
    """One hold: what it stopped, what was just leaving, and the second look after it was lifted."""
    return show(request, find(request, hold_id))


@page(see="publication.see", change="campaign.lift")
@require_POST
def lifting(request: WorkspaceRequest, hold_id: int) -> HttpResponse:
    """Lift it; what was held waits for a look."""
    lifted = actions.lift(find(request, hold_id), by=request.actor)
    waiting = holding.held_by(lifted, request.access).count()
    if waiting:
        messages.success(request, "Lifted. Nothing goes out yet: look at what was held, then release it.")
    else:
        messages.success(request, "Lifted. Nothing was held back by it.")
    return redirect("publishing:hold", workspace=request.workspace.slug, hold_id=lifted.pk)


@page(see="publication.see", change="campaign.lift")
@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: WorkspaceRequest, hold_id: int) -> HttpResponse:
    """Say when it ends by itself; reading happens on the page of the hold."""
    found = find(request, hold_id)
    if request.method != "POST":
        return redirect("publishing:hold", workspace=request.workspace.slug, hold_id=found.pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            until = form.cleaned_data["until"]
            actions.end_at(found, until=until, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            said = "It ends by itself then." if until else "It stays until somebody lifts it."
            messages.success(request, said)
            return redirect("publishing:hold", workspace=request.workspace.slug, hold_id=found.pk)
    return show(request, found, status=422, end_form=form)


def find(request: WorkspaceRequest, hold_id: int) -> Hold:
    """The hold that the address names; 404 when the reader may not see it."""
    return get_object_or_404(holding.crisis_holds(request.access).select_related("workspace"), pk=hold_id)


def show(
    request: WorkspaceRequest,
    hold: Hold,
    *,
    status: int = 200,
    refused: dict[int, LookForm] | None = None,
    end_form: EndForm | None = None,
) -> HttpResponse:
    """Draw the page of a hold; `refused` are the rows that could not be released or cancelled."""
    held = Paginator(holding.held_by(hold, request.access), ON_A_PAGE).get_page(request.GET.get("page"))
    counted = holding.counted(hold, request.access)
    ends = request.workspace.local(hold.ends_at) if hold.ends_at else None
    context: dict[str, Any] = {
        "hold": hold,
        "held": held,
        "held_count": counted.number,
        "past_count": counted.past,
        "coming_count": counted.number - counted.past,
        "end_form": end_form or EndForm(initial={"until": ends}),
        "leaving": rows.draw(listing.lines_of(holding.was_leaving(hold, request.access)), request.workspace),
        "ended": rows.draw(
            listing.lines_of(holding.stopped_by(hold, request.access)[:STOPPED_ON_A_PAGE]), request.workspace
        ),
        "may_lift": request.access.may(hold.takes_to_lift) and hold.is_on,
        "may_look": request.access.may(hold.takes_to_lift) and not hold.is_on,
    }
    if context["may_look"]:
        now = clock.now()
        context["forms"] = [
            ((refused or {}).get(row.pk) or LookForm(row), now > row.due_at + request.workspace.grace)
            for row in held
        ]
    else:
        context["rows"] = rows.draw(listing.lines_of(held.object_list), request.workspace)  # type: ignore[arg-type]
    return render(request, "publishing/hold.html", context, status=status)
