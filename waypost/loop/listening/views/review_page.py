"""The page of one network: its questions while it is weighed, its criteria while it is tried, how it ended."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.foundation.workspaces.queries import members
from waypost.loop.listening import queries
from waypost.loop.listening.actions.platform_reviews import opinion_on
from waypost.loop.listening.domain.evidence import evidence
from waypost.loop.listening.domain.platforms import (
    ADVICE,
    ANSWERS,
    ASPECTS,
    OUTCOMES,
    Advice,
    Answer,
    Aspect,
    Judged,
    judge_pilot,
)
from waypost.loop.listening.forms import (
    AnswersForm,
    DecliningForm,
    ObservationForm,
    PilotDecisionForm,
    PilotForm,
)
from waypost.loop.listening.models import PlatformReview
from waypost.loop.listening.views.listening import ReviewRow
from waypost.loop.strategy.queries import current_strategy

ADVICE_LOOKS = {
    Advice.FIND_OUT: ("signal", "question"),
    Advice.NOT_NOW: ("quiet", "cross"),
    Advice.PILOT: ("good", "check"),
}
ANSWER_LOOKS = {
    Answer.YES: ("good", "check"),
    Answer.PARTLY: ("warn", "half"),
    Answer.NO: ("bad", "cross"),
    Answer.UNKNOWN: ("quiet", "question"),
}


@dataclass(frozen=True)
class AspectRow:
    """An aspect of a review: the answer, what the strategy says about it, and its fields while it is weighed."""

    aspect: Aspect
    judged: Judged
    evidence: tuple[str, ...]
    answer: BoundField
    why: BoundField

    @property
    def word(self) -> str:
        return ANSWERS[self.judged.answer]

    @property
    def looks(self) -> tuple[str, str]:
        return ANSWER_LOOKS[self.judged.answer]


def show(
    request: WorkspaceRequest,
    review: PlatformReview,
    *,
    answers: AnswersForm | None = None,
    pilot: PilotForm | None = None,
    decision: PilotDecisionForm | None = None,
) -> HttpResponse:
    """Draw the page; a form that was sent and is wrong stands there again with what was said."""
    sent = answers or pilot or decision
    opinion = opinion_on(review)
    decides, judges = (request.access.may(f"listening.{verb}") for verb in ("decide", "judge"))
    form = answers or answers_form(request, review)
    begins = decides and review.is_weighed and opinion.advice is Advice.PILOT
    context = {
        "review": review,
        "row": ReviewRow(review),
        "aspects": _aspects(request, review, form),
        "form": form,
        "weighs": review.is_weighed and judges,
        "opinion": opinion,
        "advice": (ADVICE[opinion.advice], *ADVICE_LOOKS[opinion.advice]),
        "declining": DecliningForm() if decides and review.is_weighed else None,
        "pilot_form": pilot or PilotForm(initial={"starts_on": request.workspace.today}) if begins else None,
        **_pilot(request, review, decision, judges=judges, decides=decides),
    }
    return render(request, "listening/review.html", context, status=422 if sent and sent.errors else 200)


def answers_form(request: WorkspaceRequest, review: PlatformReview) -> AnswersForm:
    """The questions about a network with what is known; who works alone is not asked who keeps it."""
    said = {
        "hours": review.hours,
        "owner": str(review.owner_id or ""),
        "stand_in": str(review.stand_in_id or ""),
    }
    for key, judged in review.judged.items():
        said |= {f"{key}_answer": judged.answer.value, f"{key}_why": judged.why}
    alone = request.workspace.is_solo
    asks = review.is_weighed and not alone and request.access.may("member.see")
    people = members(request.access).prefetch_related(None) if asks else []
    return AnswersForm(request.POST or None, people=people, alone=alone, initial=said)


def _aspects(request: WorkspaceRequest, review: PlatformReview, form: AnswersForm) -> list[AspectRow]:
    strategy = current_strategy(request.workspace.pk)
    known = evidence(strategy, review.network) if strategy is not None else {}
    judged = review.judged
    return [
        AspectRow(
            aspect,
            judged.get(aspect.key, Judged()),
            known.get(aspect.key, ()),
            form[f"{aspect.key}_answer"],
            form[f"{aspect.key}_why"],
        )
        for aspect in ASPECTS
    ]


def _pilot(
    request: WorkspaceRequest,
    review: PlatformReview,
    decision: PilotDecisionForm | None,
    *,
    judges: bool,
    decides: bool,
) -> dict[str, Any]:
    """The criteria of a pilot, what they say, and what may be done."""
    if review.starts_on is None:
        return {"criteria": []}
    criteria = list(queries.criteria(request.access).filter(review=review))
    finding = judge_pilot(
        [row.criterion for row in criteria],
        is_over=review.is_over(request.workspace.today),
        was_prolonged=review.was_prolonged,
    )
    chosen = {"outcome": finding.outcome or ""}
    return {
        "criteria": criteria,
        "finding": finding,
        "finding_word": OUTCOMES[finding.outcome] if finding.outcome else "",
        "observation": ObservationForm(criteria=criteria) if review.is_pilot and judges else None,
        "decision": decision or PilotDecisionForm(may_prolong=not review.was_prolonged, initial=chosen)
        if review.is_pilot and decides
        else None,
    }


def review_asked(request: WorkspaceRequest, review_id: int) -> PlatformReview:
    """The network that a page is about; 404 where there is none."""
    return get_object_or_404(queries.reviews(request.access), pk=review_id)


def to_review(request: WorkspaceRequest, review_id: int) -> HttpResponse:
    """Back to the page of a network."""
    return redirect("listening:review", workspace=request.workspace.slug, review_id=review_id)
