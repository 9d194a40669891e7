from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.learning import queries
from waypost.loop.learning.domain.found import LEVEL
from waypost.loop.learning.domain.reading_out import sentence
from waypost.loop.learning.domain.words import TITLES
from waypost.loop.learning.models import Effect, Look
from waypost.loop.strategy.queries import current_version
from waypost.ui.dots import Dot, DotPlot


@dataclass(frozen=True)
class Told:
    """What one factor tells: in a sentence, and drawn."""

    key: str
    title: str
    is_said: bool
    sentence: str
    plot: DotPlot


@page("insight.see")
def insights(request: WorkspaceRequest) -> HttpResponse:
    """What the posts say each pillar, format, channel and time is worth, and what follows from it."""
    look = queries.looks(request.access).first()
    effects = list(queries.effects(request.access).filter(look=look)) if look else []
    follows = queries.insights(request.access).filter(look=look).select_related("proposal") if look else []
    context = {
        "look": look,
        "told": _told(request, look, effects) if look else [],
        "follows": list(follows),
        "asks": request.access.may("proposal.put"),
        "has_strategy": current_version(request.workspace.pk) is not None,
    }
    return render(request, "learning/insights.html", context)


def _told(request: WorkspaceRequest, look: Look, effects: Sequence[Effect]) -> list[Told]:
    """Each factor, those that are spoken of first."""
    said = {factor["name"]: bool(factor["is_said"]) for factor in look.factors}
    found = [
        _factor(request, look, name, is_said, [effect for effect in effects if effect.factor == name])
        for name, is_said in said.items()
    ]
    return sorted(found, key=lambda told: not told.is_said)


def _factor(
    request: WorkspaceRequest, look: Look, name: str, is_said: bool, effects: Sequence[Effect]
) -> Told:
    measure = look.measure.lower()
    ordered = effects if name in {"weekday", "hour"} else sorted(effects, key=lambda effect: -effect.value)
    dots = [
        Dot(
            effect.label,
            effect.value,
            effect.low,
            effect.high,
            effect.posts,
            hue=effect.hue or 0,
            href=f"/{request.workspace.slug}/{effect.page}",
            is_quiet=not effect.is_said,
        )
        for effect in ordered
    ]
    title = TITLES[name]
    plot = DotPlot(f"{title}: {measure} per post", dots, head=title, level=LEVEL)
    return Told(name, title, is_said, sentence(effects, is_said=is_said, measure=measure), plot)
