"""What people are told of the queue, at once and only once."""

from textwrap import shorten

from django.db import transaction
from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.notices.actions import tell
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.queries import require
from waypost.loop.publishing.domain.changes import Kind, Standing
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Change, Hold, Publication
from waypost.toolkit.wording import count


@transaction.atomic
def of_hold(hold: Hold, *, by: Actor) -> list[Notice]:
    """Tell those who schedule that a hold is on, or those who release that it ended by itself and what waits."""
    require(by, "publication.see", hold.workspace_id)
    held = Publication.objects.filter(hold=hold, state=State.HELD)
    number, why = held.count(), shorten(hold.reason, 120, placeholder=" …")
    if hold.is_on:
        sentence = (
            f"{hold.title}, says {hold.put_by_label}: “{why}” {count(number, 'post is', 'posts are')} held."
        )
        return _tell(hold, f"hold-{hold.pk}-on", sentence, "post.schedule", _of(hold, None), by)
    elif hold.ended_by_itself and number:
        sentence = f"A hold has ended: “{why}” {count(number, 'post waits', 'posts wait')} for a look before going out."
        return _tell(hold, f"hold-{hold.pk}-over", sentence, hold.takes_to_lift, _of(hold, held.first()), by)
    return []


@transaction.atomic
def of_change(change: Change, *, by: Actor) -> list[Notice]:
    """Tell those who decide that what was wanted of a post that is out was not done, and why."""
    require(by, "publication.see", change.workspace_id)
    if change.standing != Standing.REFUSED:
        return []
    publication = change.publication
    what = "brought up to date" if change.kind == Kind.EDIT else "taken down"
    words, why = (shorten(text, 100, placeholder=" …") for text in (str(publication), change.said))
    href = reverse(
        "publishing:publication",
        kwargs={"workspace": change.workspace.slug, "publication_id": publication.pk},
    )
    return tell(
        change.workspace,
        kind="change",
        sentence=f"“{words}” could not be {what} on {publication.channel.name}. {why}",
        href=href,
        who_may="publication.decide",
        urgent=True,
        once=f"change-{change.pk}",
        by=by,
    )


def _of(hold: Hold, held: Publication | None) -> str:
    """The page where it is seen to: the one post's own, where the hold was on it alone."""
    at = {"workspace": hold.workspace.slug}
    if hold.scope == Hold.Scope.PUBLICATION and held is not None:
        return reverse("publishing:publication", kwargs={**at, "publication_id": held.pk})
    return reverse("publishing:hold", kwargs={**at, "hold_id": hold.pk})


def _tell(hold: Hold, once: str, sentence: str, who_may: str, href: str, by: Actor) -> list[Notice]:
    return tell(
        hold.workspace,
        kind="hold",
        sentence=sentence,
        href=href,
        who_may=who_may,
        urgent=True,
        once=once,
        by=by,
    )
