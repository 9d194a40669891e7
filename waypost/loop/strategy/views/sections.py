from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, Strategy
from waypost.loop.strategy.domain.sections import SECTIONS, Section, section_called
from waypost.loop.strategy.forms import SectionForms
from waypost.loop.strategy.forms.sections import with_one_more
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit.refusal import Refusal

OVERTAKEN = (
    "Somebody changed the strategy while this page was open. Look at it in another window first; "
    "saving again puts this section in place as it is here."
)

UNREAD = "Some fields cannot be read yet. Each of them says below what to do."


@page("strategy.edit")
def section(request: WorkspaceRequest, section: str) -> HttpResponse:
    """One section of the strategy, as a form."""
    known = section_called(section)
    if known is None:
        raise Http404
    source = queries.draft_of(request.access) or queries.current_version(request.workspace.pk)
    document = (source.strategy if source else _empty(request)).model_dump(mode="json")
    if request.method == "POST" and "more" in request.POST:
        editor = SectionForms(known, document, with_one_more(request.POST, request.POST["more"]))
        editor.forget_errors()
    elif request.method == "POST":
        editor = SectionForms(known, document, request.POST)
        if request.POST.get("seen", "") != _seen(source):
            editor.add_refusal(Refusal(OVERTAKEN))
        elif not editor.is_valid():
            editor.add_refusal(Refusal(UNREAD))
        elif saved := _save(request, known, editor):
            return _after(request, known, saved)
    else:
        editor = SectionForms(known, document)
    context = {
        "section": known,
        "sections": SECTIONS,
        "editor": editor,
        "source": source,
        "seen": _seen(source),
    }
    return render(request, "strategy/section.html", context, status=422 if editor.refusals else 200)


def _save(request: WorkspaceRequest, section: Section, editor: SectionForms) -> StrategyVersion | None:
    try:
        return versions.save_section(
            request.workspace, section=section.name, content=editor.content(), by=request.actor
        )
    except Refusal as refusal:
        editor.add_refusal(refusal)
        return None


def _after(request: WorkspaceRequest, section: Section, saved: StrategyVersion) -> HttpResponse:
    if saved.is_current:
        messages.success(request, f"Saved. This is version {saved.number} now.")
        return redirect("strategy:strategy", workspace=request.workspace.slug)
    else:
        messages.success(
            request, f"{section.title}: saved in the draft. Nothing changes until it is accepted."
        )
        return redirect("strategy:draft", workspace=request.workspace.slug)


def _empty(request: WorkspaceRequest) -> Strategy:
    return Strategy(schema_version=CURRENT_SCHEMA, brand=request.workspace.name)


def _seen(source: StrategyVersion | None) -> str:
    """What the person has before their eyes, so that nobody's work is written over unseen."""
    return f"{source.pk}-{source.changed_at.timestamp():.6f}" if source else ""
