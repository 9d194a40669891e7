from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.actions.drafts import Overlapping
from waypost.loop.strategy.domain.document import CURRENT_SCHEMA, Strategy
from waypost.loop.strategy.domain.sections import SECTIONS, Section, section_called
from waypost.loop.strategy.forms import SectionForms
from waypost.loop.strategy.forms.sections import with_one_more
from waypost.loop.strategy.models import StrategyVersion
from waypost.loop.strategy.views.guide import guide
from waypost.loop.strategy.views.measures import begun_from_today, tell_today
from waypost.loop.strategy.views.talk import open_threads
from waypost.loop.strategy.wishes import preferred
from waypost.toolkit.refusal import Refusal

UNREAD = "Some fields cannot be read yet. Each of them says below what to do."
UNKNOWN = (
    "Waypost cannot tell what this section said when you opened it. Look at it in another window first; "
    "saving again puts this section in place as it is here."
)


@page("strategy.edit")
def section(request: WorkspaceRequest, section: str) -> HttpResponse:
    """One section of the strategy, as a form. What others save while it is open is kept: see `drafts.replace_section`."""
    known = section_called(section)
    if known is None:
        raise Http404
    source = queries.draft_of(request.access) or queries.current_version(request.workspace.pk)
    strategy = source.strategy if source else _empty(request)
    document = strategy.model_dump(mode="json")
    opened = _opened(request, known)
    base = opened or {field: document[field] for field in known.fields}
    document |= base
    alone = request.workspace.is_solo
    if request.method == "POST" and ("begin" in request.POST or "look" in request.POST):
        asked = tell_today(request, SectionForms(known, document, request.POST, is_solo=alone), source)
        editor = SectionForms(known, document, begun_from_today(request, asked), is_solo=alone)
        editor.forget_errors()
    elif request.method == "POST" and "more" in request.POST:
        editor = SectionForms(
            known, document, with_one_more(request.POST, request.POST["more"]), is_solo=alone
        )
        editor.forget_errors()
    elif request.method == "POST":
        editor = SectionForms(known, document, request.POST, is_solo=alone)
        if opened is None:
            editor.add_refusal(Refusal(UNKNOWN))
        elif not editor.is_valid():
            editor.add_refusal(Refusal(UNREAD))
        elif saved := _save(request, known, editor, base):
            return _after(request, known, saved)
    else:
        editor = SectionForms(known, document, is_solo=alone)
    tell_today(request, editor, source)
    beside = guide(request, known, strategy)
    if beside["example"] is not None:
        editor.illustrate(beside["example"])
    context = {
        **beside,
        "section": known,
        "sections": SECTIONS,
        "editor": editor,
        "source": source,
        "threads": open_threads(request.access, source, known.name),
        "base": signing.dumps(base, salt=known.name, compress=True),
    }
    return render(
        request, "strategy/section.html", context, status=422 if editor.refusals or editor.conflicts else 200
    )


def _opened(request: WorkspaceRequest, section: Section) -> dict[str, Any] | None:
    """What the section said when it was opened, as the form carries it; None where it carries nothing of ours."""
    try:
        base: dict[str, Any] = signing.loads(request.POST.get("base", ""), salt=section.name)
    except signing.BadSignature:
        return None
    return base if set(base) == set(section.fields) else None


def _save(
    request: WorkspaceRequest, section: Section, editor: SectionForms, base: dict[str, Any]
) -> StrategyVersion | None:
    try:
        return versions.save_section(
            request.workspace,
            section=section.name,
            content=editor.content(),
            base=base,
            prefer=preferred(request),
            by=request.actor,
        )
    except Overlapping as overlapping:
        editor.choose_between(overlapping.conflicts)
        return None
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
