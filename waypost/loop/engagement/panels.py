"""What engagement shows elsewhere: what people said under a post, and which conversation an answer belongs to."""

from typing import Any

from django.http import HttpRequest

from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.models import Post
from waypost.loop.engagement.queries import (
    SHOWN_UNDER,
    conversation_of_answer,
    conversations,
    conversations_under,
)
from waypost.loop.engagement.queries.incidents import incidents, open_incidents, speaks_for
from waypost.loop.publishing.models import Publication
from waypost.loop.strategy import suggesting
from waypost.loop.strategy.domain.suggestion import About
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit import clock
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.panels import panel


@panel("post")
def what_people_said(request: HttpRequest, post: Post) -> tuple[str, dict[str, Any]] | None:
    """The conversations under a post, wherever it went out."""
    access: Access = request.access  # type: ignore[attr-defined]
    workspace: Workspace = request.workspace  # type: ignore[attr-defined]
    is_ahead = post.planned_at is not None and post.planned_at > clock.now()
    if not access.may("conversation.see") or not post.is_approved or is_ahead:
        return None
    found = conversations_under(access, post.pk)
    if not found:
        return None
    inbox = reverse("engagement:inbox", kwargs={"workspace": workspace.slug})
    context = {
        "conversations": found[:SHOWN_UNDER],
        "has_more": len(found) > SHOWN_UNDER,
        "href": f"{inbox}?post={post.pk}",
    }
    return "engagement/post_panel.html", context


@panel("post")
def what_it_speaks_for(request: HttpRequest, post: Post) -> tuple[str, dict[str, Any]] | None:
    """The incident whose first words a post says. Such a post has the incident's title, and no slot was waiting for it."""
    access: Access = request.access  # type: ignore[attr-defined]
    found = speaks_for(access, post.pk) if post.title and post.slot_id is None else None
    return ("engagement/words_panel.html", {"incident": found}) if found else None


@panel("publication")
def whom_it_answers(request: HttpRequest, publication: Publication) -> tuple[str, dict[str, Any]] | None:
    """The conversation that an answer belongs to."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not publication.post.is_answer or not access.may("conversation.see"):
        return None
    found = conversation_of_answer(access, publication.pk)
    return ("engagement/publication_panel.html", {"conversation": found}) if found else None


@panel("crisis_plan")
def what_came_of_the_plan(
    request: HttpRequest, _version: StrategyVersion
) -> tuple[str, dict[str, Any]] | None:
    """The way from the crisis plan to incidents and drills."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not access.may("incident.see"):
        return None
    return "engagement/crisis_panel.html", {"open": open_incidents(access)}


@suggesting.finds("incident")
def incident_looked_at(access: Access, incident_id: int) -> About | None:
    """An incident or a drill that somebody looks back upon."""
    found = incidents(access).filter(pk=incident_id).first() if access.may("incident.see") else None
    if found is None:
        return None
    label = _("What was learned from {what}: {title}").format(
        what=_("a drill") if found.is_drill else _("an incident"), title=found.title
    )
    return About(label, found.went_badly or found.happened, f"incidents/{found.pk}/", "crisis")


@suggesting.finds("conversation")
def conversation_looked_at(access: Access, conversation_id: int) -> About | None:
    """A conversation that somebody reads."""
    if not access.may("conversation.see"):
        return None
    found = conversations(access).filter(pk=conversation_id).select_related("channel").first()
    if found is None:
        return None
    said = _("What {person} wrote on {channel}, in a drill") if found.drill_id else None
    label = (said or _("What {person} wrote on {channel}")).format(
        person=found.person_name, channel=found.channel.name
    )
    return About(label, found.last_words, f"inbox/{found.pk}/", "voice")
