from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.planning import illustrating, moving, queries
from waypost.loop.planning.actions import ideas as actions
from waypost.loop.planning.domain.scoring import OLD_AFTER_DAYS, Draft, Judge, Score, Surroundings
from waypost.loop.planning.forms import IdeaForm, IdeaSlotForm
from waypost.loop.planning.models import Idea
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.models import Pillar
from waypost.loop.strategy.queries import current_strategy, pillars
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse

AHEAD = timedelta(weeks=4)
SHOWN = 12
"""Cards of a column at first: those that fit best."""


@dataclass(frozen=True)
class Card:
    """An idea on the board with what speaks for it; unjudged without a strategy. Its addresses begin with `href`."""

    idea: Idea
    score: Score | None
    href: str
    pictures: Sequence[str] = ()

    @property
    def rank(self) -> int:
        return -self.score.points if self.score else 0


@dataclass(frozen=True)
class Column:
    """A column of the board; `more` of its cards are not shown."""

    key: str
    title: str
    nothing: str
    cards: list[Card]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


@page(see="plan.see", change="idea.add")
def ideas(request: WorkspaceRequest) -> HttpResponse:
    """Catch an idea in one line; weigh those that wait, the ones that fit best on top."""
    form = IdeaForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            actions.capture(request.workspace, **form.cleaned_data, by=request.actor)
            return redirect("planning:ideas", workspace=request.workspace.slug)
        except Refusal as refusal:
            form.add_refusal(refusal)
    strategy = current_strategy(request.workspace.pk)
    cards = _cards(request, strategy)
    context = {
        "form": form,
        "count": len(cards),
        "strategy": strategy,
        "columns": _illustrated(request, _columns(cards, shown=None if "all" in request.GET else SHOWN)),
        "settled": queries.settled_ideas(request.access),
        "feeds": queries.feed_count(request.access),
        "may_add": request.access.may("idea.add"),
        "may_plan": request.access.may("plan.edit"),
    }
    return render(request, "planning/ideas.html", context)


@page("idea.add")
@require_POST
def keeping(request: WorkspaceRequest, idea_id: int) -> HttpResponse:
    """An idea is worth doing; the pillar that its words point to becomes its own."""
    idea = _idea(request, idea_id)
    strategy = current_strategy(request.workspace.pk)
    suggested = _judged(idea, Judge(strategy, _around(request, [idea]))) if strategy else None
    actions.keep(idea, pillar=_pillar(request, suggested), by=request.actor)
    return redirect("planning:ideas", workspace=request.workspace.slug)


@page("idea.add")
@require_POST
def idea_return(request: WorkspaceRequest, idea_id: int) -> HttpResponse:
    """An idea waits again among those that were just caught."""
    actions.put_back(_idea(request, idea_id), by=request.actor)
    return redirect("planning:ideas", workspace=request.workspace.slug)


@page("idea.add")
@require_POST
def archive(request: WorkspaceRequest, idea_id: int) -> HttpResponse:
    """Put an idea away."""
    actions.archive(_idea(request, idea_id), by=request.actor)
    return redirect("planning:ideas", workspace=request.workspace.slug)


@page("plan.edit")
def idea_slot(request: WorkspaceRequest, idea_id: int) -> HttpResponse:
    """Choose the slot that an idea goes into."""
    idea = _idea(request, idea_id)
    form = IdeaSlotForm(request.POST or None, access=request.access)
    if request.method == "POST" and form.is_valid():
        try:
            slot = actions.take_into_slot(idea, slot=form.cleaned_data["slot"], by=request.actor)
            messages.success(request, "The idea opens this slot's brief.")
            at = {"workspace": request.workspace.slug, "slot_id": slot.pk}
            return redirect(moving.page_before(request, otherwise=reverse("planning:slot", kwargs=at)))
        except Refusal as refusal:
            if request.headers.get("HX-Request"):
                raise
            form.add_refusal(refusal)
    return render(request, "planning/idea_slot.html", {"idea": idea, "form": form})


def _idea(request: WorkspaceRequest, idea_id: int) -> Idea:
    return get_object_or_404(queries.ideas(request.access), pk=idea_id)


def _cards(request: WorkspaceRequest, strategy: Strategy | None) -> list[Card]:
    """The best first; of equals the newest."""
    waiting = queries.board(request.access)
    at = {"workspace": request.workspace.slug, "idea_id": 0}
    start = reverse("planning:idea_slot", kwargs=at).removesuffix("0/slot")
    if strategy is None:
        return [Card(idea, None, f"{start}{idea.pk}/") for idea in waiting]
    judge = Judge(strategy, _around(request, waiting))
    cards = (Card(idea, _judged(idea, judge), f"{start}{idea.pk}/") for idea in waiting)
    return sorted(cards, key=lambda card: card.rank)


def _columns(cards: list[Card], *, shown: int | None) -> list[Column]:
    caught = [card for card in cards if card.idea.kept_at is None and card.idea.feed_id is None]
    kept = [card for card in cards if card.idea.kept_at is not None]
    fed = [card for card in cards if card.idea.kept_at is None and card.idea.feed_id is not None]
    looked_at = _("Everything that people thought of was looked at.")
    waits = _("Say of an idea that it is worth doing, and it waits here for its slot.")
    columns = [("caught", _("Just caught"), looked_at, caught), ("kept", _("Worth doing"), waits, kept)]
    if fed:
        columns.append(("fed", _("From feeds"), "", fed))
    return [Column(key, title, nothing, found[:shown], len(found)) for key, title, nothing, found in columns]


def _illustrated(request: WorkspaceRequest, columns: list[Column]) -> list[Column]:
    """The cards that are shown, with the pictures that came with their ideas."""
    shown = [card.idea.pk for column in columns for card in column.cards]
    found = illustrating.pictures(request.access, request.workspace, shown)
    if not found:
        return columns
    return [
        replace(column, cards=[replace(card, pictures=found.get(card.idea.pk, ())) for card in column.cards])
        for column in columns
    ]


def _judged(idea: Idea, judge: Judge) -> Score:
    words = f"{idea.title} {idea.note}"
    pillar = idea.pillar.key if idea.pillar else None
    return judge.score(Draft(idea.pk, words, pillar, idea.captured_at.date()))


def _around(request: WorkspaceRequest, waiting: list[Idea]) -> Surroundings:
    today = request.workspace.today
    said = queries.said_of_late(request.access, today - timedelta(days=OLD_AFTER_DAYS), today + AHEAD)
    return Surroundings(
        queries.empty_slots_by_pillar(request.access, clock.now(), today + AHEAD),
        [*((idea.pk, idea.title) for idea in waiting), *((None, title) for title in said)],
        today,
    )


def _pillar(request: WorkspaceRequest, judged: Score | None) -> Pillar | None:
    if judged is None or judged.pillar is None:
        return None
    return pillars(request.access).filter(key=judged.pillar).first()
