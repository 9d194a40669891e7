"""What the page shows of one conversation: the messages, how to answer them, and whom one speaks to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from waypost.foundation.workspaces.gate import WorkspaceRequest
from waypost.loop.content.queries import path_of, strategy_of
from waypost.loop.engagement import queries
from waypost.loop.engagement.domain.incoming import opening_of
from waypost.loop.engagement.domain.voice import Guidance, filled, guidance_of, stop_after
from waypost.loop.engagement.forms import AnswerForm
from waypost.loop.engagement.models import Conversation, Incident, Message
from waypost.loop.engagement.queries import listing
from waypost.loop.engagement.views import letters, rows
from waypost.loop.publishing.queries import hold_over
from waypost.loop.strategy.domain.document import Strategy
from waypost.networks.contract import Count
from waypost.ui.addresses import reverse

SHOWN = 20
MORE = 4


@dataclass(frozen=True)
class Offer:
    """A saved reply as it would be said here."""

    id: int
    label: str
    words: str
    opening: str


def context_of(
    request: WorkspaceRequest, found: Conversation, incidents: Sequence[Incident]
) -> dict[str, Any]:
    """Everything that is drawn of a conversation and beside it."""
    access, workspace = request.access, request.workspace
    messages = queries.messages_of(found)
    strategy = strategy_of(workspace.pk)
    post = found.publication.post if found.publication else None
    others = listing.with_same_person(access, found, MORE + 1)
    is_whole = "all" in request.GET
    shown = messages if is_whole else messages[-SHOWN:]
    return {
        "conversation": found,
        "looks": found.looks_like,
        "letters": letters.draw(
            shown, workspace, network=found.channel.card.label, simulated=found.channel.simulated
        ),
        "earlier": len(messages) - len(shown),
        "post": post,
        "path": path_of(post, strategy) if post else [],
        "others": rows.draw(others[:MORE], workspace, channels=False),
        "has_more_others": len(others) > MORE,
        "is_mine": found.assigned_to_id is not None and found.assigned_to_id == access.member_id,
        "may_assign": access.may("conversation.assign"),
        **(
            _answering(request, found, messages, strategy, incidents)
            if access.may("conversation.answer")
            else {}
        ),
    }


def guidance_for(
    found: Conversation, messages: list[Message], strategy: Strategy | None, *, in_crisis: bool
) -> Guidance | None:
    """What the current strategy says about answering their latest message."""
    if strategy is None:
        return None
    said = next((one.text for one in reversed(messages) if not one.is_ours), "")
    return guidance_of(strategy, said, today=found.workspace.today, in_crisis=in_crisis)


def count_of(found: Conversation, text: str) -> Count:
    """A text as the network of the conversation counts it."""
    return found.channel.count(text.strip(), in_reply_to=found.remote_root)


def _answering(
    request: WorkspaceRequest,
    found: Conversation,
    messages: list[Message],
    strategy: Strategy | None,
    incidents: Sequence[Incident],
) -> dict[str, Any]:
    hold = hold_over(found.workspace_id, found.channel_id)
    serious = [one for one in incidents if not one.is_drill]
    in_crisis = bool(serious) or found.drill_id is not None or (hold is not None and hold.channel_id is None)
    guidance = guidance_for(found, messages, strategy, in_crisis=in_crisis)
    replies = _offers(request, found)
    chosen = next((one.words for one in replies if str(one.id) == request.GET.get("reply")), "")
    initial = {
        "text": chosen,
        "stands_on": guidance.suggested if guidance else "",
        "seen": max((one.pk for one in messages), default=0),
    }
    form = AnswerForm(guidance.rules if guidance else (), initial=initial)
    form.fields["text"].widget.attrs["dir"] = "auto"
    return {
        "hold_on": hold,
        "said_in_incidents": [one for one in (_own_drill(found, incidents) or serious) if one.words],
        "stop": stop_after(strategy, sum(one.is_ours and one.leaves for one in messages)) if strategy else "",
        "guidance": guidance,
        "replies": replies,
        "answer_form": form,
        "count": count_of(found, chosen),
        "strategy_href": reverse("strategy:strategy", kwargs={"workspace": request.workspace.slug}),
    }


def _own_drill(found: Conversation, incidents: Sequence[Incident]) -> list[Incident]:
    """The open drill that a conversation is a part of."""
    return [one for one in incidents if found.drill_id is not None and one.pk == found.drill_id]


def _offers(request: WorkspaceRequest, found: Conversation) -> list[Offer]:
    name, handle = found.person_name, found.person_handle
    kept = [
        (reply_id, label, filled(text, name=name, handle=handle))
        for reply_id, label, text in queries.replies_to_offer(request.access)
    ]
    return [Offer(reply_id, label, words, opening_of(words, 90)) for reply_id, label, words in kept]
