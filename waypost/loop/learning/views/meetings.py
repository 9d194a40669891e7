"""A review of the strategy as it is held: its agenda on one page, proposals decided one by one, minutes kept."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.foundation.workspaces.queries import members
from waypost.loop.learning import queries
from waypost.loop.learning.actions import meetings as holding
from waypost.loop.learning.domain.agenda import POINTS, Point, Rhythm, next_on
from waypost.loop.learning.domain.looked_back import seen_from
from waypost.loop.learning.forms import AgreedForm, BeginForm, CloseForm, DecidedForm, MinuteForm
from waypost.loop.learning.models import Minute
from waypost.loop.learning.views.paper import minutes_sheet
from waypost.loop.strategy.actions import proposals, suggestions
from waypost.loop.strategy.domain.proposals import TRIAL_WEEKS
from waypost.loop.strategy.domain.weighing import counted_on, expected, how_sure
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_version, open_proposals
from waypost.loop.strategy.queries import proposals as every_proposal
from waypost.loop.strategy.wishes import is_asked, touched_by, wishes_in
from waypost.toolkit.refusal import Refusal
from waypost.ui.paper.press import pdf

SHOWN = 60


@dataclass(frozen=True)
class Weighed:
    """A proposal with its figures in words."""

    proposal: Proposal
    expected: str
    sure: str
    stands_on: str


@page("proposal.see")
@require_safe
def meetings(request: WorkspaceRequest) -> HttpResponse:
    """The reviews that were held, and the one that is due."""
    found = list(queries.meetings(request.access)[:SHOWN])
    held = [meeting for meeting in found if not meeting.is_open]
    context = {
        "open": next((meeting for meeting in found if meeting.is_open), None),
        "held": held,
        "next_on": held[0].next_on if held else None,
        "waiting": open_proposals(request.access).count(),
        "holds": request.access.may("proposal.decide"),
        "has_strategy": current_version(request.workspace.pk) is not None,
        "form": BeginForm(initial={"rhythm": held[0].rhythm if held else Rhythm.MONTH.value}),
    }
    return render(request, "learning/meetings.html", context)


@page("proposal.decide")
@require_POST
def meeting_new(request: WorkspaceRequest) -> HttpResponse:
    """A review that begins."""
    form = BeginForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose whether it looks back on a month or on a quarter.")
    begun = holding.begin(
        request.workspace,
        rhythm=Rhythm(form.cleaned_data["rhythm"]),
        present=form.cleaned_data["present"],
        by=request.actor,
    )
    return _to(request, begun.pk)


@page("proposal.see")
@require_safe
def meeting(request: WorkspaceRequest, meeting_id: int) -> HttpResponse:
    """One review: what it sees, what it decides, what was written down."""
    found = get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    minutes = list(queries.minutes(request.access).filter(meeting=found))
    waiting = list(open_proposals(request.access)) if found.is_open else []
    people = list(members(request.access)) if found.is_open and request.access.may("proposal.put") else []
    context = {
        "meeting": found,
        "seen": seen_from(found.figures),
        "points": POINTS,
        "said": {point: [each for each in minutes if each.point == point] for point in POINTS},
        "outcomes": list(queries.in_force_since(request.access, found.first_on)) if found.is_open else [],
        "all": request.GET.urlencode(),
        "first": _weighed(waiting[0]) if waiting else None,
        "then": waiting[1:],
        "writes": found.is_open and request.access.may("proposal.put"),
        "decides": found.is_open and request.access.may("proposal.decide"),
        "weeks": TRIAL_WEEKS,
        "agreed_form": AgreedForm(members=people),
        "decided_form": DecidedForm(),
        "close_form": CloseForm(suggested=next_on(request.workspace.today, Rhythm(found.rhythm))),
    }
    return render(request, "learning/meeting.html", context)


@page("proposal.put")
@require_POST
def minutes(request: WorkspaceRequest, meeting_id: int) -> HttpResponse:
    """Something that was said about a point."""
    found = get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    form = MinuteForm(request.POST)
    if not form.is_valid():
        raise Refusal("Write down what was said, in 2,000 characters at most.")
    point = Point(form.cleaned_data["point"])
    holding.write(found, point=point, words=form.cleaned_data["words"], by=request.actor)
    return _to(request, meeting_id, point)


@page("proposal.put")
@require_POST
def agreements(request: WorkspaceRequest, meeting_id: int) -> HttpResponse:
    """What somebody does next."""
    found = get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    everybody = members(request.access)
    form = AgreedForm(request.POST, members=everybody)
    if not form.is_valid():
        raise Refusal("Say in a few words what is to be done, and by which member.")
    asked = form.cleaned_data
    chosen = get_object_or_404(everybody, pk=asked["member"])
    holding.agree(found, what=asked["what"], person=chosen.person, due_on=asked["due_on"], by=request.actor)
    messages.success(request, f"{chosen.person.label} has the task.")
    return _to(request, meeting_id, Point.AGREED)


@page("proposal.see")
@require_safe
def meeting_touched(request: WorkspaceRequest, meeting_id: int, proposal_id: int) -> HttpResponse:
    """What a proposal touches as things stand, with a choice for each: it looks far, so it comes after the page."""
    found = get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    proposal = get_object_or_404(every_proposal(request.access), pk=proposal_id)
    touched, moves = touched_by(request, proposal)
    context = {
        "touched": touched,
        "moves": moves,
        "asks": is_asked(touched),
        "decides": found.is_open and request.access.may("proposal.decide"),
    }
    return render(request, "learning/parts/touched.html", context)


@page("proposal.decide")
@require_POST
def meeting_decision(request: WorkspaceRequest, meeting_id: int, proposal_id: int) -> HttpResponse:
    """What the review decides about a proposal; the minutes say it by themselves."""
    get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    found = get_object_or_404(every_proposal(request.access), pk=proposal_id)
    form = DecidedForm(request.POST)
    if not form.is_valid():
        raise Refusal(
            "Choose what becomes of it: try, accept, not now, or decline; a reason has 300 characters."
        )
    note, by, wishes = form.cleaned_data["note"], request.actor, wishes_in(request)
    match form.cleaned_data["choice"]:
        case "try":
            proposals.accept(found, trial_weeks=TRIAL_WEEKS, note=note, wishes=wishes, by=by)
        case "accept":
            proposals.accept(found, note=note, wishes=wishes, by=by)
        case "take":
            suggestions.take_up(found, note=note, by=by)
        case "later":
            proposals.postpone(found, note=note, by=by)
        case _:
            proposals.decline(found, reason=note, by=by)
    return _to(request, meeting_id, Point.PROPOSALS)


@page("proposal.decide")
@require_POST
def meeting_end(request: WorkspaceRequest, meeting_id: int) -> HttpResponse:
    """The end of a review."""
    found = get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose the day of the next review.")
    closed = holding.close(found, on=form.cleaned_data["on"], by=request.actor)
    messages.success(request, f"Closed. The next review is on {closed.next_on:%A, %-d %B}.")
    return _to(request, meeting_id)


@page("proposal.see")
@require_safe
def minutes_pdf(request: WorkspaceRequest, meeting_id: int) -> HttpResponse:
    """A review set for paper: what it saw, decided and agreed."""
    found = get_object_or_404(queries.meetings(request.access), pk=meeting_id)
    minutes: list[Minute] = list(queries.minutes(request.access).filter(meeting=found))
    made = pdf(minutes_sheet(request.workspace, found, seen_from(found.figures), minutes))
    answer = HttpResponse(made, content_type="application/pdf")
    name = f"{request.workspace.slug}-review-{found.last_on.isoformat()}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _weighed(proposal: Proposal) -> Weighed:
    evidence, expectation = proposal.stands_on, proposal.expectation
    return Weighed(
        proposal,
        expected(expectation) if expectation else "",
        how_sure(evidence.sureness) if evidence.sureness is not None else "",
        counted_on(evidence),
    )


def _to(request: WorkspaceRequest, meeting_id: int, point: Point | None = None) -> HttpResponse:
    answer = redirect("learning:meeting", workspace=request.workspace.slug, meeting_id=meeting_id)
    if point is not None:
        answer["Location"] += f"#{point.value}"
    return answer
