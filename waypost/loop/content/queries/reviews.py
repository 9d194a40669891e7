from django.db.models import QuerySet

from waypost.loop.content.models import Post, Review


def reviews_of(post: Post) -> QuerySet[Review]:
    """What happened to a post in review, newest first."""
    return Review.objects.filter(post=post).order_by("-at", "-id")


def last_approval(post: Post) -> Review | None:
    """The last time somebody approved the post, with exactly what it said."""
    return reviews_of(post).filter(decision=Review.Decision.APPROVED).first()
