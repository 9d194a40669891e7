"""The calendar in other programs: its secret addresses, and what is read there."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.foundation.channels.queries import channel_names, usable_channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.queries import open_tasks
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import require
from waypost.loop.planning import sources
from waypost.loop.planning.actions import subscriptions as actions
from waypost.loop.planning.domain.calendar import Filters, Period
from waypost.loop.planning.domain.icalendar import Entry, as_calendar
from waypost.loop.planning.forms.subscriptions import SubscriptionForm
from waypost.loop.planning.models import Subscription
from waypost.loop.planning.queries import blackouts, campaigns_between, key_days
from waypost.loop.planning.queries.subscriptions import subscription_at, subscriptions
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse

BEHIND, AHEAD = timedelta(days=14), timedelta(days=120)


@page(see="plan.see", change="plan.see")
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: WorkspaceRequest) -> HttpResponse:
    """Make a secret address, which is shown once; find and let go the earlier ones."""
    form = SubscriptionForm(request.access, channel_names(request.access), request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        channel = usable_channel(request.access, form.channel_id) if form.channel_id else None
        try:
            _subscription, token = actions.subscribe(
                request.workspace,
                by=request.actor,
                channel=channel,
                campaign=form.campaign,
                is_mine=form.is_mine,
            )
            address = request.build_absolute_uri(reverse("calendars:calendar", kwargs={"token": token}))
        except Refusal as refusal:
            form.add_refusal(refusal)
    context = {"form": form, "address": address, "mine": list(subscriptions(request.access))}
    return render(request, "planning/subscriptions.html", context, status=422 if form.errors else 200)


@page(see="plan.see", change="plan.see")
@require_POST
def removal(request: WorkspaceRequest, subscription_id: int) -> HttpResponse:
    """Let an address go."""
    found = get_object_or_404(subscriptions(request.access), pk=subscription_id)
    actions.let_go(found, by=request.actor)
    return redirect("planning:subscriptions", workspace=request.workspace.slug)


@never_cache
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What a program reads at a secret address: what its member may see today, and nothing once they have left."""
    found = subscription_at(token)
    if found is None:
        raise Http404
    try:
        access = require(Actor.of_person(found.member.person), "plan.see", found.workspace_id)
    except NotAllowed as error:
        raise Http404 from error
    actions.note_read(found)
    entries = _tasks(request, found, access) if found.is_mine else _items(request, found, access)
    name = f"{found.workspace.name}: {found.part}"
    answer = HttpResponse(
        as_calendar(name, entries, made_at=clock.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'inline; filename="{found.workspace.slug}.ics"'
    return answer


def _items(request: HttpRequest, found: Subscription, access: Access) -> Iterator[Entry]:
    today = found.workspace.today
    period = Period(today - BEHIND, today + AHEAD)
    part = Filters(channel_id=found.channel_id, campaign_id=found.campaign_id)
    for item in sources.items(access, found.workspace, period, part):
        where = ", ".join(channel.name for channel in item.channels)
        note = "\n".join(line for line in (item.state, item.pillar, where) if line)
        uid = f"{item.kind}-{item.id}@{found.workspace.slug}.waypost"
        yield Entry(uid, item.at, item.title, note, request.build_absolute_uri(item.href))
    if not found.channel_id:
        yield from _around(request, found, access, period)


def _around(request: HttpRequest, found: Subscription, access: Access, period: Period) -> Iterator[Entry]:
    """What lies around the items: campaigns, or the one that it is about; days that matter, and days off."""
    place = f"@{found.workspace.slug}.waypost"
    for each in campaigns_between(access, period.first_on, period.last_on, chosen=found.campaign_id):
        if found.campaign_id in (None, each.id):
            at = {"workspace": found.workspace.slug, "campaign_id": each.id}
            address = request.build_absolute_uri(reverse("planning:campaign", kwargs=at))
            words = _("Campaign: {name}").format(name=each.name)
            yield Entry(f"campaign-{each.id}{place}", each.starts_on, words, url=address, until=each.ends_on)
    if found.campaign_id:
        return
    for day in key_days(found.workspace_id, period.first_on, period.last_on):
        uid = f"day-{day.on:%Y%m%d}-{quote(day.name, safe='')}{place}"
        yield Entry(uid, day.on, f"{day.word}: {day.name}", day.note, until=day.until)
    for off in blackouts(access).filter(ends_on__gte=period.first_on, starts_on__lte=period.last_on):
        yield Entry(f"off-{off.pk}{place}", off.starts_on, off.reason, until=off.ends_on)


def _tasks(request: HttpRequest, found: Subscription, access: Access) -> Iterator[Entry]:
    """What this person has to do, on the day by which it is to be done."""
    for task in open_tasks(access).exclude(due_on=None):
        assert task.due_on is not None
        address = request.build_absolute_uri(task.href) if task.href else ""
        yield Entry(f"task-{task.pk}@{found.workspace.slug}.waypost", task.due_on, task.what, url=address)
