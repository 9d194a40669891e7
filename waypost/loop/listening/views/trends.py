from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.listening import queries
from waypost.loop.listening.actions import trends as actions
from waypost.loop.listening.domain.trends import OUTCOMES, Outcome, named_in
from waypost.loop.listening.forms import BoundariesForm, JudgementForm, TrendDecisionForm, TrendForm
from waypost.loop.listening.models import Trend
from waypost.loop.listening.views.listening import TrendRow
from waypost.toolkit.refusal import Refusal

MOST = 60
JUDGED = ("fit", "saturation", "risk", "effort")


@page(see="listening.see", change="listening.note")
def trends(request: WorkspaceRequest) -> HttpResponse:
    """Every trend that was noted; by POST another one is."""
    form = TrendForm(request.POST or None, initial={"seen_on": request.workspace.today})
    if request.method == "POST" and form.is_valid():
        try:
            noted = actions.note(request.workspace, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _to(request, noted.pk)
    topics = queries.topics(request.workspace.pk)
    found = queries.decided_trends(request.access)
    context = {
        "form": form if request.access.may("listening.note") else None,
        "decided": [TrendRow(trend, actions.advice_on(trend, topics)) for trend in found[:MOST]],
        "open_count": queries.open_trends(request.access).count(),
    }
    return render(request, "listening/trends.html", context, status=422 if form.errors else 200)


@page(see="listening.see", change="listening.judge")
def trend(request: WorkspaceRequest, trend_id: int) -> HttpResponse:
    """One trend; by POST it is judged."""
    found = _trend(request, trend_id)
    form = JudgementForm(request.POST or None, initial={name: getattr(found, name) for name in JUDGED})
    if request.method == "POST" and form.is_valid():
        actions.judge(found, **form.cleaned_data, by=request.actor)
        return redirect(f"{request.path}#decision")
    return _show(request, found, judgement=form)


@page("listening.judge")
@require_POST
def trend_boundaries(request: WorkspaceRequest, trend_id: int) -> HttpResponse:
    """What of the boundaries a trend touches."""
    found = _trend(request, trend_id)
    form = _boundaries_form(request, found, is_sent=True)
    if form.is_valid():
        try:
            actions.check(found, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _to(request, found.pk)
    return _show(request, found, boundaries=form)


def _boundaries_form(request: WorkspaceRequest, trend: Trend, *, is_sent: bool) -> BoundariesForm:
    topics = queries.topics(request.workspace.pk)
    named = named_in([(topic.key, topic.label) for topic in topics], f"{trend.title} {trend.what}")
    said = {"touches": trend.touches, "is_checked": trend.is_checked}
    return BoundariesForm(request.POST if is_sent else None, topics=topics, named=named, initial=said)


def _show(
    request: WorkspaceRequest,
    trend: Trend,
    *,
    boundaries: BoundariesForm | None = None,
    judgement: JudgementForm | None = None,
    decision: TrendDecisionForm | None = None,
) -> HttpResponse:
    """The page of a trend; a form that was sent and is wrong stands there again with what was said."""
    topics = queries.topics(request.workspace.pk)
    advice = actions.advice_on(trend, topics)
    chosen = {"outcome": advice.outcome or "", "again_on": request.workspace.today + actions.A_WHILE}
    judges = trend.is_open and request.access.may("listening.judge")
    context = {
        "trend": trend,
        "row": TrendRow(trend, advice),
        "advice": advice,
        "topics": topics,
        "touched": [topic for topic in topics if topic.key in trend.touches],
        "judges": judges,
        "weighs": judges and trend.is_checked and not advice.is_final,
        "may_judge": request.access.may("listening.judge"),
        "may_note": request.access.may("listening.note"),
        "boundaries": boundaries or (_boundaries_form(request, trend, is_sent=False) if judges else None),
        "judgement": judgement or JudgementForm(initial={name: getattr(trend, name) for name in JUDGED}),
        "decision": decision or TrendDecisionForm(initial=chosen),
    }
    is_wrong = any(form is not None and form.errors for form in (boundaries, judgement, decision))
    return render(request, "listening/trend.html", context, status=422 if is_wrong else 200)


@page("listening.judge")
@require_POST
def trend_decision(request: WorkspaceRequest, trend_id: int) -> HttpResponse:
    """A person chooses what becomes of a trend."""
    found = _trend(request, trend_id)
    form = TrendDecisionForm(request.POST)
    if form.is_valid():
        try:
            decided = actions.decide(found, **form.cleaned_data, by=request.actor)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            word = OUTCOMES[Outcome(decided.outcome)]
            messages.success(request, f"{word}: written down with the reasons.")
            return _to(request, found.pk)
    return _show(request, found, decision=form)


@page("listening.judge")
@require_POST
def trend_return(request: WorkspaceRequest, trend_id: int) -> HttpResponse:
    """A trend that is judged again."""
    actions.bring_back(_trend(request, trend_id), by=request.actor)
    return _to(request, trend_id)


@page("listening.note")
@require_POST
def trend_idea(request: WorkspaceRequest, trend_id: int) -> HttpResponse:
    """An idea that is made of a trend."""
    actions.keep_as_idea(_trend(request, trend_id), by=request.actor)
    messages.success(request, "It is among the ideas now. Take it into a slot from there.")
    return redirect("planning:ideas", workspace=request.workspace.slug)


def _trend(request: WorkspaceRequest, trend_id: int) -> Trend:
    return get_object_or_404(queries.trends(request.access), pk=trend_id)


def _to(request: WorkspaceRequest, trend_id: int) -> HttpResponse:
    return redirect("listening:trend", workspace=request.workspace.slug, trend_id=trend_id)
