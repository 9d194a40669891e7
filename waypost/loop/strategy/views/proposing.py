"""A person proposes a change: they choose a part, say what should be different, and why."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import expecting, queries
from waypost.loop.strategy.actions import changes
from waypost.loop.strategy.actions import proposals as proposing
from waypost.loop.strategy.domain.evidence import Outcome
from waypost.loop.strategy.domain.proposals import MOST_OPEN, Verdict
from waypost.loop.strategy.domain.sections import SECTIONS, section_called
from waypost.loop.strategy.forms import OutcomeForm, PartForm, ReasonsForm, SectionForms
from waypost.loop.strategy.forms.proposing import PARTS
from waypost.loop.strategy.forms.sections import with_one_more
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit.refusal import Refusal

_PARTS = {part.name: part for part in PARTS}


@page("proposal.put")
def proposal_new(request: WorkspaceRequest) -> HttpResponse:
    """What a change can be proposed of."""
    current = queries.current_version(request.workspace.pk)
    waiting = queries.open_changes(request.workspace.pk).count()
    strategy = current.strategy if current else None
    context = {
        "parts": [part for part in PARTS if strategy is not None and getattr(strategy, part.at)],
        "sections": SECTIONS if strategy is not None else (),
        "version": current,
        "waiting": waiting,
        "is_full": waiting >= MOST_OPEN,
    }
    return render(request, "strategy/proposal_new.html", context)


@page("proposal.put")
def proposal_part(request: WorkspaceRequest, part: str) -> HttpResponse:
    """A change of one part, as a form with its reasons."""
    current = queries.current_version(request.workspace.pk)
    if part not in _PARTS and section_called(part) is None:
        raise Http404
    if current is None:
        return redirect("strategy:proposal_new", workspace=request.workspace.slug)
    if request.method == "POST" and "more" in request.POST:
        return _shown(request, part, current, *_with_one_more(request, part, current))
    editor = _editor(part, current, request.POST if request.method == "POST" else None)
    reasons = _reasons(request, current, request.POST if request.method == "POST" else None)
    if request.method == "POST" and editor.is_valid() & reasons.is_valid():
        try:
            made = changes.propose(
                request.workspace,
                content=editor.content(),
                since=_since(request),
                reasons=reasons.reasons(),
                by=request.actor,
            )
        except Refusal as refusal:
            reasons.add_refusal(refusal)
        else:
            messages.success(request, "Proposed. Whoever decides is told, and you are told what was decided.")
            return redirect("strategy:proposal", workspace=request.workspace.slug, proposal_id=made.pk)
    return _shown(request, part, current, editor, reasons)


@page("proposal.decide")
@require_POST
def outcome(request: WorkspaceRequest, proposal_id: int) -> HttpResponse:
    """What came of a proposal, as a person saw it."""
    found = get_object_or_404(queries.proposals(request.access), pk=proposal_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise Refusal("Choose whether it came true, and say in a sentence what came of it.")
    said = Outcome(verdict=Verdict(form.cleaned_data["verdict"]), sentence=form.cleaned_data["sentence"])
    proposing.judge(found, outcome=said, by=request.actor)
    messages.success(request, "Written down. It is in the ledger beside what was expected.")
    return redirect("strategy:proposal", workspace=request.workspace.slug, proposal_id=proposal_id)


def _editor(part: str, current: StrategyVersion, sent: Any) -> PartForm | SectionForms:
    document = current.strategy.model_dump(mode="json")
    if part in _PARTS:
        return PartForm(_PARTS[part], document, sent)
    section = section_called(part)
    assert section is not None
    return SectionForms(section, document, sent)


def _reasons(request: WorkspaceRequest, current: StrategyVersion, sent: Any) -> ReasonsForm:
    return ReasonsForm(
        sent,
        prefix="why",
        measures=expecting.measures(current.strategy),
        slug=request.workspace.slug,
        today=request.workspace.today,
    )


def _with_one_more(
    request: WorkspaceRequest, part: str, current: StrategyVersion
) -> tuple[PartForm | SectionForms, ReasonsForm]:
    """The same with a blank form more, without a verdict on what is not ready yet."""
    sent = with_one_more(request.POST, request.POST["more"])
    editor, reasons = _editor(part, current, sent), _reasons(request, current, None)
    if isinstance(editor, SectionForms):
        editor.forget_errors()
    reasons.initial = {name: sent.get(f"why-{name}", "") for name in reasons.fields}
    return editor, reasons


def _since(request: WorkspaceRequest) -> int:
    said = request.POST.get("since", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _shown(
    request: WorkspaceRequest,
    part: str,
    current: StrategyVersion,
    editor: PartForm | SectionForms,
    reasons: ReasonsForm,
) -> HttpResponse:
    known = _PARTS.get(part) or section_called(part)
    context = {
        "part": known,
        "editor": editor,
        "reasons": reasons,
        "version": current,
        "has_whole_section": isinstance(editor, SectionForms),
    }
    is_wrong = request.method == "POST" and "more" not in request.POST
    return render(request, "strategy/proposal_part.html", context, status=422 if is_wrong else 200)
