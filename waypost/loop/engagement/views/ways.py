"""Whether to answer somebody at all: the tree of the crisis plan, one question after the other."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from waypost.foundation.workspaces.gate import WorkspaceRequest, page
from waypost.loop.content.queries import strategy_of
from waypost.loop.engagement import queries
from waypost.loop.engagement.views.inbox import find, query_of
from waypost.loop.strategy.domain.document import EngageStep, Way
from waypost.loop.strategy.domain.engage_tree import tree_of, walk

LONGEST = 60
"""More questions than any tree has."""


@dataclass(frozen=True)
class Step:
    """A question that was answered; `again` is the way up to it, to answer it anew."""

    step: EngageStep
    yes: bool
    again: str


@page("conversation.see")
@require_safe
def way(request: WorkspaceRequest, conversation_id: int) -> HttpResponse:
    """Walk the tree: `so` holds the answers so far, a letter each."""
    found = find(request, conversation_id)
    strategy = strategy_of(request.workspace.pk)
    so = "".join(letter for letter in request.GET.get("so", "") if letter in "yn")[:LONGEST]
    walked = walk(tree_of(strategy), [letter == "y" for letter in so])
    so = so[: len(walked.answered)]
    said = queries.messages_of(found)
    context: dict[str, Any] = {
        "conversation": found,
        "message": next((one for one in reversed(said) if not one.is_ours), None),
        "steps": [Step(step, yes, so[:place]) for place, (step, yes) in enumerate(walked.answered)],
        "question": walked.question,
        "ending": walked.ending,
        "so": so,
        "is_common": not (strategy and strategy.crisis_plan.engage_tree),
        "answers": walked.ending is not None and walked.ending.way in (Way.ANSWER, Way.PRIVATE),
        "closes": walked.ending is not None and walked.ending.way is Way.CLOSE,
        "escalates": walked.ending is not None and walked.ending.way is Way.ESCALATE,
        "may_answer": request.access.may("conversation.answer"),
        "may_open": request.access.may("incident.open"),
        "query": query_of(request),
    }
    return render(request, "engagement/way.html", context)
