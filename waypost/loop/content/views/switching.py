"""The guide for switching from another tool: its steps, what is done, and what is left."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.actions import switches as actions
from waypost.loop.content.domain.switching.tools import tool_called
from waypost.loop.content.forms import ToolForm
from waypost.loop.content.models import PostImport, Switch, SwitchStep
from waypost.loop.content.queries.switching import (
    TagUse,
    count_elsewhere,
    open_switch,
    outcomes_of,
    steps_of,
    switches,
    tables_of,
    tags_of,
)
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _, count
from waypost.ui.addresses import reverse

Name = SwitchStep.Name
_PAGES = {
    Name.QUEUE: "content:switching_queue",
    Name.TIMES: "content:switching_times",
    Name.TAGS: "content:switching_tags",
    Name.HASHTAGS: "content:switching_hashtags",
    Name.MEDIA: "content:switching_media",
    Name.RESULTS: "analytics:pasts",
    Name.LEFT: "content:switching_left",
}
_READY = {
    Name.TIMES: _("Per channel: as {tool} lists them, or as the queue and the past show them."),
    Name.HASHTAGS: _("Paste the sets, or hand over a file; they go into the strategy."),
    Name.MEDIA: _("A folder, a zip, or many files at once."),
    Name.RESULTS: _("The export of what was sent, with its figures: results and learning begin with a past."),
}


@dataclass(frozen=True)
class Step:
    """A step of the guide. `standing` is done, skipped, going, ready, or waiting for another step."""

    number: int
    name: str
    title: str
    standing: str
    words: str
    href: str

    @property
    def is_settled(self) -> bool:
        return self.standing in ("done", "skipped")

    @property
    def can_be_skipped(self) -> bool:
        return self.standing in ("ready", "waiting") and self.name != Name.LEFT

    @property
    def can_be_reopened(self) -> bool:
        return (self.is_settled and self.name not in (Name.QUEUE, Name.LEFT)) or self.standing == "skipped"


@page(see="post.import", change="post.import")
@require_http_methods(["GET", "HEAD", "POST"])
def switching(request: WorkspaceRequest) -> HttpResponse:
    """Choose the tool that the brand comes from; then the steps."""
    switch = open_switch(request.access)
    if switch is not None:
        return _guide(request, switch)
    form = ToolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.begin(request.workspace, by=request.actor, tool=form.cleaned_data["tool"])
        return redirect("content:switching", workspace=request.workspace.slug)
    context = {
        "form": form,
        "earlier": switches(request.access).exclude(ended_at=None)[:5],
        "left": count_elsewhere(request.access),
    }
    return render(request, "content/switching_begin.html", context, status=422 if form.is_bound else 200)


@page(see="post.import", change="post.import")
@require_POST
def step(request: WorkspaceRequest, name: str) -> HttpResponse:
    """Say that there is nothing to bring for a step, or take it up again."""
    switch = going_on(request)
    if request.POST.get("standing") == "skipped":
        actions.skip(switch, by=request.actor, name=name)
    else:
        actions.reopen(switch, by=request.actor, name=name)
    return redirect(f"{reverse('content:switching', kwargs={'workspace': request.workspace.slug})}#{name}")


@page(see="post.import", change="post.import")
@require_POST
def ending(request: WorkspaceRequest) -> HttpResponse:
    """End the switch."""
    switch = actions.end(going_on(request), by=request.actor)
    messages.success(request, f"You have switched from {switch.get_tool_display()}. What came along is here.")
    return redirect("content:posts", workspace=request.workspace.slug)


def going_on(request: WorkspaceRequest) -> Switch:
    """The move that goes on; a Refusal when there is none any more."""
    found = open_switch(request.access)
    if found is None:
        raise Refusal("No switch is under way. Begin one on the page for switching.")
    return found


def _guide(request: WorkspaceRequest, switch: Switch) -> HttpResponse:
    steps = list(_steps(request, switch))
    settled = sum(1 for each in steps if each.is_settled)
    context = {
        "switch": switch,
        "tool": tool_called(switch.tool),
        "steps": steps,
        "settled": settled,
        "next": next((each for each in steps if each.standing == "ready"), None),
        "is_over": settled == len(steps),
        "left": count_elsewhere(request.access),
    }
    return render(request, "content/switching.html", context)


def _steps(request: WorkspaceRequest, switch: Switch) -> Iterator[Step]:
    said = steps_of(switch)
    tables = [table.state for table in tables_of(request.access, switch).only("state")]
    tags = tags_of(request.access, switch)
    for number, name in enumerate(Name, 1):
        found = said.get(name)
        if name == Name.QUEUE and tables:
            standing, words = _queue(request, switch, tables)
        elif name == Name.LEFT and not (found and found.standing == "skipped"):
            standing, words = _left(request, switch, tables)
        elif found is not None:
            standing, words = found.standing, found.words
        elif name == Name.QUEUE:
            standing, words = "ready", _("The tables of what is scheduled, as many as there are.")
        elif name == Name.TAGS:
            standing, words = _tags(tables, tags)
        else:
            standing, words = "ready", _READY[name].format(tool=switch.get_tool_display())
        href = reverse(_PAGES[name], kwargs={"workspace": request.workspace.slug})
        yield Step(number, name.value, str(name.label), standing, words, href)


def _queue(request: WorkspaceRequest, switch: Switch, tables: list[str]) -> tuple[str, str]:
    running = tables.count(PostImport.State.RUNNING)
    waiting = len(tables) - tables.count(PostImport.State.DONE) - running
    if running:
        return "going", f"{count(running, 'table is', 'tables are')} being imported; you need not wait."
    elif waiting:
        return "ready", f"{count(waiting, 'table waits', 'tables wait')} for your answer."
    outcomes = outcomes_of(request.access, switch)
    words = f"{count(outcomes['new'] + outcomes['updated'], 'post', 'posts')} came in as drafts"
    wrong = outcomes["wrong"]
    return "done", f"{words}; {count(wrong, 'row', 'rows')} could not be read." if wrong else f"{words}."


def _left(request: WorkspaceRequest, switch: Switch, tables: list[str]) -> tuple[str, str]:
    left = count_elsewhere(request.access)
    if left:
        there = switch.get_tool_display()
        return "ready", (
            f"{count(left, 'post', 'posts')} would go out twice if {there} sends them too; "
            "until you say so, nothing of them is approved here."
        )
    elif tables and not {PostImport.State.RUNNING, PostImport.State.OPEN} & set(tables):
        return "done", _("Nothing that came along goes out from there.")
    else:
        return "waiting", _("Comes after the queue: what came in is listed here until it is out of there.")


def _tags(tables: list[str], tags: list[TagUse]) -> tuple[str, str]:
    if tags:
        return "ready", f"{count(len(tags), 'tag', 'tags')} came along: choose which stand for a pillar."
    elif tables and not {PostImport.State.RUNNING, PostImport.State.OPEN} & set(tables):
        return "skipped", _("No table had tags.")
    else:
        return "waiting", _("Comes after the queue: the tags are in its tables.")
