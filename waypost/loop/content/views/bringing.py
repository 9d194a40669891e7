"""What a brand brings along from another tool: queue, posting times, tags, hashtags, pictures, videos; and what is left there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.queries import channel_names, every_channel
from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content import going_out
from waypost.loop.content.actions import habits, imports
from waypost.loop.content.actions import switches as actions
from waypost.loop.content.actions.albums import add_all
from waypost.loop.content.domain.sheets.choices import Choices
from waypost.loop.content.domain.sheets.dates import Order
from waypost.loop.content.domain.sheets.preview import Preview
from waypost.loop.content.domain.sheets.reading import Sheet
from waypost.loop.content.domain.switching.hashtags import NotSets, sets_in
from waypost.loop.content.domain.switching.posting_times import Habit, seen
from waypost.loop.content.domain.switching.tools import tool_called
from waypost.loop.content.forms import (
    BroughtPicturesForm,
    HashtagSetsForm,
    QueueForm,
    TablesForm,
    TagsForm,
    TimesForm,
)
from waypost.loop.content.models import PostImport, Switch, SwitchStep
from waypost.loop.content.queries.sheets import Names, foresee, names_in
from waypost.loop.content.queries.switching import (
    open_switch,
    planned_of,
    still_elsewhere,
    tables_of,
    tags_of,
)
from waypost.loop.strategy.domain.week_words import time_in_words
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.queries import current_strategy, pillars
from waypost.toolkit import clock, sheets
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.sheets import Unreadable
from waypost.toolkit.wording import count

ON_A_PAGE, REFUSED_SHOWN = 50, 10
_PAST = timedelta(weeks=26)


@dataclass(frozen=True)
class Table:
    """A table of the queue as the page shows it."""

    row: PostImport
    sheet: Sheet | None = None
    preview: Preview | None = None
    channels: str = ""

    @property
    def new(self) -> int:
        return len(self.preview.taken) if self.preview else 0

    @property
    def wrong(self) -> int:
        return self.preview.counts["wrong"] if self.preview else 0

    @property
    def is_ready(self) -> bool:
        return bool(self.sheet and self.sheet.order and self.sheet.has_text and self.new and self.channels)


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: WorkspaceRequest) -> HttpResponse:
    """Hand the tables of the queue over, say what their names stand for, import all that are understood."""
    switch = open_switch(request.access)
    if switch is None:
        return _to_guide(request)
    files = TablesForm()
    if request.method == "POST" and "hand" in request.POST:
        files = TablesForm(request.POST, request.FILES)
        if files.is_valid():
            return _hand_over(request, switch, files)
    names = names_in(request.access)
    tables = _tables(request, switch, names)
    form = _asked(request, tables, names)
    if request.method == "POST" and "hand" not in request.POST and form.is_valid():
        actions.choose(
            switch, by=request.actor, names=form.names, to=form.to, order=form.cleaned_data.get("order", "")
        )
        if "start" in request.POST:
            started = actions.start(switch, by=request.actor)
            messages.success(request, f"{count(started, 'table is', 'tables are')} being imported.")
        return redirect("content:switching_queue", workspace=request.workspace.slug)
    runs = any(table.row.is_running for table in tables)
    if request.headers.get("HX-Request") and not runs:
        return HttpResponseClientRefresh()  # the page waited for the last table; now all of it is another
    open_tables = [table for table in tables if table.row.is_open]
    context = {
        "switch": switch,
        "tool": tool_called(switch.tool),
        "files": files,
        "form": form if form.fields else None,
        "tables": tables,
        "open": open_tables,
        "runs": runs,
        "is_over": bool(tables) and not open_tables,
        "ready": [table for table in open_tables if table.is_ready],
        "posts": sum(table.new for table in open_tables if table.is_ready),
    }
    return render(
        request, "content/switching_queue.html", context, status=422 if request.method == "POST" else 200
    )


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: WorkspaceRequest) -> HttpResponse:
    """The posting times of every channel: pasted, or as the queue and the past show them."""
    switch = open_switch(request.access)
    if switch is None:
        return _to_guide(request)
    known = every_channel(request.access)
    found = _habits(request, switch)
    seats = {channel: habit.times for channel, habit in found.items()}
    form = TimesForm(known, seats, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = habits.bring_times(switch, by=request.actor, times=form.times)
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _brought(request, made, "The posting times are")
    sources = _sources(request, known, found)
    context = {"switch": switch, "tool": tool_called(switch.tool), "form": form}
    context |= {"channels": list(form.shown(seats, sources)), "edits": request.access.may("strategy.edit")}
    return render(request, "content/switching_times.html", context, status=422 if form.is_bound else 200)


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def tags(request: WorkspaceRequest) -> HttpResponse:
    """Which pillar each tag stands for, for all posts at once."""
    switch = open_switch(request.access)
    if switch is None:
        return _to_guide(request)
    uses = {use.name: use for use in tags_of(request.access, switch)}
    coming = [
        label
        for table in tables_of(request.access, switch).filter(state=PostImport.State.OPEN)
        for label in imports.sheet_of(table).labels
    ]
    names = list(dict.fromkeys([*uses, *coming]))
    choices = [(pillar.key, pillar.label) for pillar in pillars(request.access)]
    form = TagsForm(names, choices, switch.tags, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.sort(switch, by=request.actor, meanings=form.meanings)
        messages.success(request, "Saved. Posts get their pillars within a minute.")
        return _to_guide(request)
    lines = [(form[f"tag_{place}"], uses.get(name)) for place, name in enumerate(names)]
    context = {"switch": switch, "lines": lines, "form": form, "has_pillars": bool(choices)}
    return render(request, "content/switching_tags.html", context, status=422 if form.is_bound else 200)


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def hashtags(request: WorkspaceRequest) -> HttpResponse:
    """Hashtag sets, pasted or in a file."""
    switch = open_switch(request.access)
    if switch is None:
        return _to_guide(request)
    form = HashtagSetsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = sets_in(_text_of(form))
            made = habits.bring_hashtags(switch, by=request.actor, sets=found)
        except NotSets as error:
            form.add_refusal(Refusal(str(error), field="text"))
        except Refusal as refusal:
            form.add_refusal(refusal)
        else:
            return _brought(request, made, f"{count(len(found), 'set is', 'sets are')}")
    context = {"switch": switch, "tool": tool_called(switch.tool), "form": form}
    context |= {"edits": request.access.may("strategy.edit")}
    return render(request, "content/switching_hashtags.html", context, status=422 if form.is_bound else 200)


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def pictures(request: WorkspaceRequest) -> HttpResponse:
    """A folder, a zip, or many pictures and videos at once."""
    switch = open_switch(request.access)
    if switch is None:
        return _to_guide(request)
    form = BroughtPicturesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        chosen = [*form.cleaned_data["pictures"], *form.cleaned_data["folder"]]
        came = add_all(request.workspace, by=request.actor, files=[(file.name, file) for file in chosen])
        for name, why in came.refused[:REFUSED_SHOWN]:
            messages.warning(request, f"{name}: {why}")
        if len(came.refused) > REFUSED_SHOWN:
            messages.warning(
                request, f"{len(came.refused) - REFUSED_SHOWN} more files were neither pictures nor videos."
            )
        if came.added or came.coming:
            words = came.words
            actions.settle(switch, by=request.actor, name=SwitchStep.Name.MEDIA, words=words)
            messages.success(request, words)
            return _to_guide(request)
        form.add_refusal(Refusal("None of these is a picture or a video. Choose others.", field="pictures"))
    context = {"switch": switch, "form": form}
    return render(request, "content/switching_media.html", context, status=422 if form.is_bound else 200)


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def left(request: WorkspaceRequest) -> HttpResponse:
    """What the old tool would still send, and how to end it there, post by post."""
    if request.method == "POST":
        chosen = (
            None if "all" in request.POST else [int(x) for x in request.POST.getlist("post") if x.isdecimal()]
        )
        gone = actions.let_go(request.workspace, by=request.actor, chosen=chosen)
        messages.success(
            request, f"{count(gone, 'post is', 'posts are')} ours alone now, and can be approved."
        )
        return redirect("content:switching_left", workspace=request.workspace.slug)
    switch = open_switch(request.access)
    rows = still_elsewhere(request.access)
    sheet = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "switch": switch,
        "tool": tool_called(switch.tool if switch else "other"),
        "sheet": sheet,
        "count": sheet.paginator.count,
    }
    return render(request, "content/switching_left.html", context)


def _to_guide(request: WorkspaceRequest) -> HttpResponse:
    return redirect("content:switching", workspace=request.workspace.slug)


def _hand_over(request: WorkspaceRequest, switch: Switch, form: TablesForm) -> HttpResponse:
    files = [(file.name, file.read(sheets.LARGEST + 1)) for file in form.cleaned_data["tables"]]
    handed = actions.hand_over(switch, by=request.actor, files=files)
    if handed.tables:
        messages.success(
            request, f"{count(len(handed.tables), 'table is', 'tables are')} here. Nothing is imported yet."
        )
    for name, why in handed.refused[:REFUSED_SHOWN]:
        messages.warning(request, f"{name}: {why}")
    return redirect("content:switching_queue", workspace=request.workspace.slug)


def _tables(request: WorkspaceRequest, switch: Switch, names: Names) -> list[Table]:
    return [
        _looked_at(request, row, names) if row.is_open else Table(row)
        for row in tables_of(request.access, switch).select_related("workspace")
    ]


def _looked_at(request: WorkspaceRequest, row: PostImport, names: Names) -> Table:
    sheet, choices = imports.sheet_of(row), Choices.model_validate(row.choices)
    preview = foresee(request.access, sheet, names, choices)
    going = dict.fromkeys(name for foreseen in preview.taken for name in foreseen.channels)
    return Table(row, sheet, preview, ", ".join(going))


def _asked(request: WorkspaceRequest, tables: Sequence[Table], names: Names) -> QueueForm:
    """What cannot be known of these tables without asking."""
    unknown: dict[str, None] = {}
    homeless: list[PostImport] = []
    orders: set[Order] = set()
    for table in tables:
        if table.sheet is None:
            continue
        choices = Choices.model_validate(table.row.choices)
        of_table = [
            name
            for name in table.sheet.names
            if name not in choices.channels and names.channel_for(name, choices) is None
        ]
        unknown |= dict.fromkeys(of_table)
        if not choices.to and any(not (row.channels or row.networks) for row in table.sheet.posts):
            homeless.append(table.row)
        if table.sheet.order is None:
            orders |= {each for each in table.sheet.orders if each != Order.YEAR_FIRST}
    data = request.POST if request.method == "POST" and "hand" not in request.POST else None
    return QueueForm(list(unknown), homeless, sorted(orders), channel_names(request.access), data)


def _habits(request: WorkspaceRequest, switch: Switch) -> dict[int, Habit]:
    """What the queue shows of each channel's times, and where it shows nothing, the past."""
    ahead = planned_of(request.access, switch)
    behind = going_out.moments(request.access, clock.now() - _PAST)
    found = {}
    for channel in {*ahead, *behind}:
        past = [request.workspace.local(moment) for moment in behind.get(channel, ())]
        habit = seen(ahead.get(channel) or past)
        if habit is not None:
            found[channel] = habit
    return found


def _sources(
    request: WorkspaceRequest, known: Sequence[Channel], found: Mapping[int, Habit]
) -> dict[int, str]:
    """Where the times in the field of each channel come from."""
    strategy = current_strategy(request.workspace.pk)
    roles = {role.key: role for role in strategy.channel_roles} if strategy else {}
    sources = {}
    for channel in known:
        habit, role = found.get(channel.pk), roles.get(channel.key)
        if habit is not None:
            told = f"{count(habit.posts, 'post', 'posts')} of {count(habit.weeks, 'week', 'weeks')}"
            sources[channel.pk] = f"As {told} show it: {habit.a_week:g} a week."
        elif role is not None and role.times:
            said = "; ".join(time_in_words(each) for each in role.times)
            sources[channel.pk] = f"The strategy says: {said}. Left empty, it stays so."
        else:
            sources[channel.pk] = "Nothing shows its times. Paste them, or leave it empty."
    return sources


def _brought(request: WorkspaceRequest, made: habits.Brought, what: str) -> HttpResponse:
    if isinstance(made, Proposal):
        messages.success(
            request, f"{what} proposed: those who decide about the strategy find it among the proposals."
        )
    elif made.is_current:
        messages.success(request, f"{what} in the strategy: version {made.number}.")
    else:
        messages.success(request, f"{what} in the draft of the strategy. They hold once it is accepted.")
    return _to_guide(request)


def _text_of(form: HashtagSetsForm) -> str:
    """What was pasted, and what stands in the file, cell by cell."""
    said: str = form.cleaned_data["text"]
    file = form.cleaned_data["file"]
    if not file:
        return said
    try:
        table = sheets.read(file.read(sheets.LARGEST + 1))
    except Unreadable as error:
        raise Refusal(str(error), field="file") from error
    return "\n".join([said, *("\t".join(row.cells) for row in table.rows)])
