"""The inbox with one conversation open: the list, what was said, and the person beside it."""

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.engagement import queries
from waypost.loop.engagement.domain.waits import how_long
from waypost.loop.engagement.forms import ChoiceForm
from waypost.loop.engagement.models import Conversation
from waypost.loop.engagement.queries import incidents as asked
from waypost.loop.engagement.queries import listing
from waypost.loop.engagement.queries.listing import Choice, Tally
from waypost.loop.engagement.views import rows, thread
from waypost.toolkit import clock
from waypost.toolkit.wording import _, count
from waypost.ui.addresses import reverse
from waypost.ui.nav import Tab

ON_A_PAGE = 40
TABS = (
    ("waiting", _("Waiting")),
    ("mine", _("Mine")),
    ("unassigned", _("Unassigned")),
    ("answered", _("Answered")),
    ("closed", _("Closed")),
)
DRILL = ("drill", _("Drill"))
NOBODY = {
    "waiting": (
        _("Nobody waits"),
        _("Everybody who wrote has been answered. What comes next appears here by itself."),
    ),
    "mine": (
        _("Nothing is yours"),
        _("Answer somebody or take a conversation, and it is yours until it is closed."),
    ),
    "unassigned": (_("Everything is in somebody’s hands"), _("What nobody has taken yet appears here.")),
    "answered": (_("You wait for nobody’s answer"), _("Conversations in which you spoke last appear here.")),
    "drill": (
        _("Nobody has written in a drill"),
        _("What the simulated people of a drill write appears here, apart from everything real."),
    ),
    "closed": (_("Nothing is closed"), _("Close a conversation when nobody has to do anything any more.")),
}


@page("conversation.see")
@require_safe
def inbox(request: WorkspaceRequest) -> HttpResponse:
    """The list, with its first conversation open beside it where there is room."""
    return _draw(request, None)


@page("conversation.see")
@require_safe
def conversation(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """One conversation, with the list beside it where there is room."""
    return show(request, find(request, conversation_id))


def find(request: WorkspaceRequest, conversation_id: int) -> Conversation:
    """The conversation that the address names; 404 when the reader may not see it."""
    found = queries.whole_conversation(request.access, conversation_id)
    if found is None:
        raise Http404
    return found


def show(request: WorkspaceRequest, found: Conversation, *, status: int = 200, **forms: Any) -> HttpResponse:
    """Draw the page of a conversation; `forms` replace those that were sent and refused."""
    return _draw(request, found, status=status, **forms)


def _draw(
    request: WorkspaceRequest, found: Conversation | None, *, status: int = 200, **forms: Any
) -> HttpResponse:
    choice, query, is_list = ChoiceForm(request.GET).choice, query_of(request), found is None
    tally = listing.counts(request.access, choice)
    sheet = _sheet(request, choice, tally)
    lines = _lines(request, choice, sheet)
    if found is None and lines:
        found = queries.whole_conversation(request.access, lines[0].id)
    boxes = queries.mailboxes(request.access)
    is_narrowed = bool(choice.channel_id or choice.post_id or choice.words)
    incidents = asked.open_incidents(request.access)
    is_drilled = choice.show == "drill" or (tally.drill > 0 and any(one.is_drill for one in incidents))
    context: dict[str, Any] = {
        "lede": _lede(tally, lines, choice),
        "tabs": _tabs(request, choice, tally, (*TABS, DRILL) if is_drilled else TABS),
        "choice": choice,
        "sheet": sheet,
        "list": rows.draw(lines, request.workspace, current=found.pk if found else None, query=query),
        "nobody": NOBODY[choice.show],
        "is_narrowed": is_narrowed,
        "incidents": incidents,
        "is_list": is_list,
        "is_quiet": found is None and not is_narrowed and tally == Tally(),
        "has_boxes": bool(boxes),
        "channels": rows.options([(box.channel_id, box.channel) for box in boxes], choice.channel_id),
        "troubled": [box for box in boxes if box.trouble],
        "query": query,
        "chosen": query,
        "may_answer": request.access.may("conversation.answer"),
    }
    if found is not None:
        context |= thread.context_of(request, found, context["incidents"]) | forms
    return render(request, "engagement/inbox.html", context, status=status)


def _sheet(request: WorkspaceRequest, choice: Choice, tally: Tally) -> Page[Conversation]:
    paginator = Paginator(listing.chosen(request.access, choice), ON_A_PAGE)
    paginator.count = getattr(tally, choice.show)  # counted already, with everything else in one query
    return paginator.get_page(request.GET.get("page"))


def _lines(request: WorkspaceRequest, choice: Choice, sheet: Page[Conversation]) -> list[listing.Line]:
    if sheet.number == 1:
        return listing.first_lines(request.access, choice, ON_A_PAGE)
    return listing.lines_of(cast("QuerySet[Conversation]", sheet.object_list))


def query_of(request: WorkspaceRequest) -> str:
    """What was chosen of the inbox, so that links and forms keep it."""
    asked = request.GET.copy()
    for name in ("reply", "all", "page", "so"):
        asked.pop(name, None)
    return asked.urlencode()


def _tabs(
    request: WorkspaceRequest, choice: Choice, tally: Tally, shows: tuple[tuple[str, str], ...]
) -> list[Tab]:
    here = reverse("engagement:inbox", kwargs={"workspace": request.workspace.slug})
    asked = request.GET.copy()
    asked.pop("page", None)
    tabs = []
    for show, label in shows:
        asked["show"] = show
        number: int = getattr(tally, show)
        tabs.append(Tab(label, f"{here}?{asked.urlencode()}", show == choice.show, number))
    return tabs


def _lede(tally: Tally, lines: list[listing.Line], choice: Choice) -> str:
    if choice.show == "drill":
        return _("What simulated people wrote in drills. Nobody real waits here.")
    if not tally.waiting:
        return _("Nobody waits for an answer.")
    said = count(tally.waiting, "person waits for an answer", "people wait for an answer")
    longest = lines[0].waiting_since if lines and choice.show == "waiting" else None
    return f"{said}, the longest for {how_long(longest, clock.now())}." if longest else f"{said}."
