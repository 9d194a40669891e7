from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.strategy import queries
from waypost.loop.strategy.domain.crisis_sheet import crisis_sheet
from waypost.loop.strategy.domain.on_paper import strategy_sheet
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.paper.markdown import markdown
from waypost.ui.paper.press import pdf


@page("strategy.see")
def version_markdown(request: WorkspaceRequest, number: int) -> HttpResponse:
    """One version as Markdown, to be read and copied anywhere."""
    found = _version(request, number)
    text = markdown(strategy_sheet(found.strategy, _as_of(request, found)))
    return _file(request, text.encode(), "text/markdown; charset=utf-8", f"strategy-{number}.md")


@page("strategy.see")
def version_pdf(request: WorkspaceRequest, number: int) -> HttpResponse:
    """One version set for paper."""
    found = _version(request, number)
    made = pdf(strategy_sheet(found.strategy, _as_of(request, found)))
    return _file(request, made, "application/pdf", f"strategy-{number}.pdf")


@page("strategy.see")
def draft_pdf(request: WorkspaceRequest) -> HttpResponse:
    """The draft set for paper, for somebody who is to read it before it counts; every page says that it is a draft."""
    found = queries.draft_of(request.access)
    if found is None:
        raise Http404
    made = pdf(strategy_sheet(found.strategy, _of_draft(request, found), mark=_("Draft")))
    return _file(request, made, "application/pdf", "strategy-draft.pdf")


@page("strategy.see")
def crisis_pdf(request: WorkspaceRequest, number: int) -> HttpResponse:
    """The crisis plan of one version set for paper: to be pinned where it is found at night."""
    found = _version(request, number)
    sheet = crisis_sheet(found.strategy, _as_of(request, found))
    if sheet is None:
        raise Http404
    return _file(request, pdf(sheet), "application/pdf", f"crisis-plan-{number}.pdf")


def _version(request: WorkspaceRequest, number: int) -> StrategyVersion:
    return get_object_or_404(queries.versions(request.access), number=number)


def _as_of(request: WorkspaceRequest, version: StrategyVersion) -> str:
    """Which version this is, so that a sheet on a wall can be told from a newer one."""
    assert version.accepted_at is not None, "only an accepted version has a number"
    day = date_format(clock.to_local(version.accepted_at, request.workspace.timezone), "j F Y")
    if version.is_current:
        return f"Version {version.number}, in force since {day}"
    return f"Version {version.number} of {day}, not in force any more"


def _of_draft(request: WorkspaceRequest, draft: StrategyVersion) -> str:
    """Which state of a draft this is: it goes on changing while the paper lies on a table."""
    local = clock.to_local(draft.changed_at, request.workspace.timezone)
    return _("As of {moment}, not in force").format(moment=date_format(local, "j F Y, H:i"))


def _file(request: WorkspaceRequest, content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{request.workspace.slug}-{name}"'
    return answer
