from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from waypost.foundation.workspaces.prepared import Question
from waypost.loop.content.models import Post, Review


def reviews_of(post: Post) -> QuerySet[Review]:
    """What happened to a post in review, newest first."""
    return Review.objects.filter(post=post).order_by("-at", "-id")


def decided_by_people(workspace_id: int, since: datetime) -> QuerySet[Review]:
    """What people did in review since a moment, in order of time, without what the posts said then."""
    found = Review.objects.filter(workspace_id=workspace_id, at__gte=since).exclude(by_kind="system")
    return found.order_by("at", "pk").only("post_id", "decision", "at")


def in_review_since(post_ids: Collection[int]) -> dict[int, datetime]:
    """Since when each of these posts that is in review waits for a decision."""
    asked = Review.objects.filter(
        post__in=post_ids, post__state=Post.State.IN_REVIEW, decision=Review.Decision.SUBMITTED
    )
    return dict(asked.order_by("at").values_list("post_id", "at"))


def history_of_reviews(post: Post) -> list[Review]:
    """The last twenty things that happened in review, without what the post said then."""
    return _HISTORY.ask(post=post.pk)


_HISTORY = Question(
    lambda post: Review.objects.filter(post_id=post).order_by("-at", "-id").defer("contents", "hashes")[:20],
    post=int,
)


def last_approval(post: Post) -> Review | None:
    """The last time somebody approved the post, with exactly what it said."""
    return reviews_of(post).filter(decision=Review.Decision.APPROVED).first()
