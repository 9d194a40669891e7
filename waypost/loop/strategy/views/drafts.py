from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import impact, queries
from waypost.loop.strategy.actions import drafts, versions
from waypost.loop.strategy.domain.check import problems
from waypost.loop.strategy.domain.difference import difference
from waypost.loop.strategy.domain.impact import Choice
from waypost.loop.strategy.domain.merge import Conflict
from waypost.loop.strategy.domain.sections import SECTIONS, section_of
from waypost.loop.strategy.forms import AcceptanceForm, AnswerForm, AskForm, CommentForm
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.views.talk import reviewing, talk_of
from waypost.loop.strategy.wishes import groups_of, moves_to, preferred, wishes_in
from waypost.toolkit.refusal import Refusal
from waypost.ui.addresses import reverse


@page(see="strategy.see", change="strategy.edit")
def draft(request: WorkspaceRequest) -> HttpResponse:
    """The draft: what it changes, what that touches, and whether it can be accepted. POST starts one."""
    if request.method == "POST":
        drafts.start(request.workspace, by=request.actor)
        return redirect("strategy:draft", workspace=request.workspace.slug)
    return _draft_page(request, queries.draft_of(request.access))


def _draft_page(
    request: WorkspaceRequest, found: StrategyVersion | None, conflicts: tuple[Conflict, ...] = ()
) -> HttpResponse:
    context: dict[str, Any] = {
        "draft": found,
        "sections": SECTIONS,
        "edits": request.access.may("strategy.edit"),
        "accepts": request.access.may("strategy.accept"),
        "comments": request.access.may("strategy.comment") and not request.workspace.is_solo,
        "conflicts": conflicts,
    }
    if found is not None:
        context |= {**_compared(request, found), **_talked_over(request, found)}
    return render(request, "strategy/draft.html", context, status=409 if conflicts else 200)


def _compared(request: WorkspaceRequest, found: StrategyVersion) -> dict[str, Any]:
    current = queries.current_version(request.workspace.pk)
    before, after = current.strategy if current else None, found.strategy
    changes = difference(before, after)
    return {
        "current": current,
        "has_moved": found.based_on != (current.number if current else None),
        "difference": changes,
        "lines": talk_of(request.access, found, changes),
        "problems": [(problem, section_of(str(problem.path[0]))) for problem in problems(after)],
        "touched": groups_of(request, impact.touched(request.access, request.workspace, before, after)),
        "moves": moves_to(after.pillars),
        "form": AcceptanceForm(
            initial={
                "note": found.note,
                "based_on": current.number if current else None,
                "seen": found.seen,
            }
        ),
    }


def _talked_over(request: WorkspaceRequest, found: StrategyVersion) -> dict[str, Any]:
    review = reviewing(request.access, found)
    may_ask = request.access.may("strategy.edit") and not request.workspace.is_solo
    asks = may_ask and not (review.latest and review.latest.is_waiting)
    people = list(queries.possible_reviewers(request.access)) if asks else []
    return {
        "review": review,
        "ask_form": AskForm(people=people, auto_id="ask_%s") if people else None,
        "answer_form": AnswerForm(initial={"seen": found.seen}, auto_id="answer_%s")
        if review.is_mine
        else None,
        "comment_form": CommentForm(auto_id="comment_%s"),
    }


@page("strategy.accept")
@require_POST
def acceptance(request: WorkspaceRequest) -> HttpResponse:
    """The end of a draft that becomes the strategy."""
    found = open_draft(request)
    form = AcceptanceForm(request.POST)
    if not form.is_valid():
        raise Refusal("A line about the version is enough: keep it to 300 characters.", field="note")
    said = form.cleaned_data
    accepted = versions.accept(
        found,
        based_on=said["based_on"],
        note=said["note"],
        wishes=wishes_in(request),
        seen=said["seen"],
        by=request.actor,
    )
    messages.success(request, f"Version {accepted.number} is the strategy from now on.")
    if accepted.consequences.exclude(choice=Choice.KEEP).exists():
        at = {"workspace": request.workspace.slug, "number": accepted.number}
        return redirect(f"{reverse('strategy:version', kwargs=at)}#consequences")
    return redirect("strategy:strategy", workspace=request.workspace.slug)


@page("strategy.edit")
@require_POST
def removal(request: WorkspaceRequest) -> HttpResponse:
    """The end of a draft that is thrown away."""
    found = open_draft(request)
    drafts.discard(found, by=request.actor)
    messages.success(request, "The draft is thrown away. The strategy stays as it was.")
    return redirect("strategy:strategy", workspace=request.workspace.slug)


@page("strategy.edit")
@require_POST
def base(request: WorkspaceRequest) -> HttpResponse:
    """The version that a draft starts from, brought up to the current one."""
    found = open_draft(request)
    try:
        drafts.bring_up_to_date(found, prefer=preferred(request), by=request.actor)
    except drafts.Overlapping as overlapping:
        return _draft_page(request, found, overlapping.conflicts)
    messages.success(request, "The draft is based on the current version now. Look at what it changes.")
    return redirect("strategy:draft", workspace=request.workspace.slug)


def open_draft(request: WorkspaceRequest) -> StrategyVersion:
    """The draft that is open; a Refusal when there is none any more."""
    found = queries.draft_of(request.access)
    if found is None:
        raise Refusal(
            "No draft is open any more: it was accepted or thrown away. Open the strategy and start a new one."
        )
    return found
