"""What time alone brings about: too late is missed, and posts without publications get theirs."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from waypost.foundation.journal.actions import record
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.models import Post
from waypost.loop.content.queries import ready_to_go
from waypost.loop.publishing.actions import schedule
from waypost.loop.publishing.actions.transitions import move
from waypost.loop.publishing.domain.states import QUEUED, State
from waypost.loop.publishing.models import Publication
from waypost.toolkit import clock

BEHIND, AHEAD = timedelta(days=7), timedelta(days=1)
"""How far it is looked for posts that were forgotten, now and then."""
NEAR = timedelta(hours=1)
"""How far at every turn: what is about to be late cannot wait."""
AT_ONCE = 500


def miss_the_late(*, by: Actor) -> list[int]:
    """Put every queued publication whose grace is over in the state missed; return their ids."""
    missed = []
    for publication in _late():
        why = publication.reason or _why_missed(publication)
        if move(publication.pk, State.MISSED, since=QUEUED, reason=why):
            record("publication.missed", publication, by=by, reason=why)
            missed.append(publication.pk)
    return missed


def _late() -> list[Publication]:
    """What is queued and past its grace, the longest past first: one question a state and a grace, by their index."""
    queued = Publication.objects.filter(act_at__isnull=False).order_by("due_at")
    now = clock.now()
    ids = [
        pk
        for minutes in Workspace.objects.order_by().values_list("grace_minutes", flat=True).distinct()
        for state in QUEUED
        for pk in queued.filter(
            state=state, workspace__grace_minutes=minutes, due_at__lt=now - timedelta(minutes=minutes)
        ).values_list("pk", flat=True)[:AT_ONCE]
    ]
    return list(Publication.objects.filter(pk__in=ids).select_related("workspace", "post")) if ids else []


def _why_missed(publication: Publication) -> str:
    if publication.post.state == Post.State.APPROVED:
        return "Nothing could send it in time."
    return "Nobody approved it in time."


def follow_the_forgotten(*, by: Actor, near: bool = False) -> int:
    """Make the publications that a lost reaction left unmade: the pull behind every hurry. Say how many posts it took."""
    posts = Post.objects.filter(pk__in=forgotten(near=near))
    for post in posts:
        schedule.follow(post, by=by)
    return len(posts)


def forgotten(*, near: bool = False) -> set[int]:
    """The ids of these posts. But for the near ones it reads all of a week, so ask it where nobody waits to write."""
    now = clock.now()
    behind, ahead = (NEAR, NEAR) if near else (BEHIND, AHEAD)
    known = Publication.objects.filter(variant=OuterRef("pk"))
    planned = ready_to_go(now - behind, now + ahead).order_by()
    return set(planned.filter(~Exists(known)).values_list("post_id", flat=True))
