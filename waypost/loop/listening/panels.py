"""What listening shows elsewhere: where it is found from the strategy, and what may be suggested from a network."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.http import HttpRequest

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content import beginnings
from waypost.loop.content.models import Post
from waypost.loop.listening.actions import idea_mail
from waypost.loop.listening.queries import mail_at_a_glance, pictures_for_slot, pictures_of_ideas, reviews
from waypost.loop.planning import illustrating
from waypost.loop.planning.models import Slot
from waypost.loop.strategy import suggesting
from waypost.loop.strategy.domain.suggestion import About
from waypost.toolkit.wording import _
from waypost.ui.addresses import reverse
from waypost.ui.panels import panel


@panel("strategy-links")
def judged_beside_the_strategy(request: HttpRequest, version: object) -> tuple[str, dict[str, Any]]:
    """The way from the strategy to what is new."""
    return "listening/strategy_links.html", {}


@panel("ideas")
def ideas_by_mail(request: HttpRequest, workspace: Workspace) -> tuple[str, dict[str, Any]] | None:
    """The way to the letters that wait, and to the mailbox; one question."""
    access: Access = request.access  # type: ignore[attr-defined]
    if not access.may("idea.add"):
        return None
    address, waiting = mail_at_a_glance(access)
    return "listening/idea_mail_link.html", {"address": address, "waiting": waiting, "workspace": workspace}


@illustrating.register
def pictures_that_came(
    access: Access, workspace: Workspace, idea_ids: Collection[int]
) -> Mapping[int, Sequence[str]]:
    """The pictures of ideas that came by mail."""
    found = pictures_of_ideas(access, idea_ids)
    start = reverse("content:media_file", kwargs={"workspace": workspace.slug, "media_id": 0})
    before, after = start.rsplit("0", 1)
    return {idea: [f"{before}{media}{after}" for media in each] for idea, each in found.items()}


@beginnings.register
def with_its_pictures(post: Post, slot: Slot, by: Actor) -> None:
    """A post begins with the pictures that came with the idea of its slot."""
    for picture in pictures_for_slot(slot.pk):
        idea_mail.begin_with(post, picture, by=by)


@suggesting.finds("network")
def network_looked_at(access: Access, review_id: int) -> About | None:
    """A network that was weighed, with what was decided about it."""
    review = reviews(access).filter(pk=review_id).first()
    if review is None:
        return None
    label = _("Review of {network}").format(network=review.network)
    return About(label, review.reason or review.why, f"listening/networks/{review.pk}/", "channels")
