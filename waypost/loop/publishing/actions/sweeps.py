"""What time alone brings about: too late is missed, and posts without publications get theirs."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.content.models import Post
from waypost.loop.content.queries import ready_to_go
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.loop.publishing.queries import of_every_brand
from waypost.toolkit import clock

BEHIND = timedelta(days=7)
AHEAD = timedelta(days=1)


def miss_the_late(*, by: Actor) -> list[int]:
    """Put every queued publication whose grace is over in the state missed; return their ids."""
    late = of_every_brand().filter(state__in=QUEUED, due_at__lt=clock.now())
    missed = []
    for publication in late.select_related("workspace", "post").iterator():
        if clock.now() <= publication.due_at + publication.workspace.grace:
            continue
        why = publication.reason or _why_missed(publication)
        if move(publication.pk, State.MISSED, since=QUEUED, reason=why):
            record("publication.missed", publication, by=by, reason=why)
            missed.append(publication.pk)
    return missed


def _why_missed(publication: Publication) -> str:
    if publication.post.state == Post.State.APPROVED:
        return "Nothing could send it in time."
    return "Nobody approved it in time."


def follow_the_forgotten(*, by: Actor) -> int:
    """Make the publications that a lost reaction left unmade: the pull behind every hurry. Say how many posts it took."""
    posts = Post.objects.filter(pk__in=forgotten())
    for post in posts:
        schedule.follow(post, by=by)
    return len(posts)


def forgotten() -> set[int]:
    """The ids of these posts. It reads all of a week, so ask it where nobody waits to write."""
    now = clock.now()
    known = Publication.objects.filter(variant=OuterRef("pk"))
    planned = ready_to_go(now - BEHIND, now + AHEAD).order_by()
    return set(planned.filter(~Exists(known)).values_list("post_id", flat=True))
