from django.db.models import QuerySet

from waypost.foundation.workspaces.prepared import Question
from waypost.loop.content.models import Post, Review


def reviews_of(post: Post) -> QuerySet[Review]:
    """What happened to a post in review, newest first."""
    return Review.objects.filter(post=post).order_by("-at", "-id")


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
