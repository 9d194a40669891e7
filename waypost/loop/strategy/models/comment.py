from django.db import models

from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.strategy.models.version import StrategyVersion
from waypost.toolkit import clock


class Comment(models.Model):
    """What somebody said about a section of a draft, or answered to that; it stays with the version.

    The first comment of a thread carries when and by whom the matter was settled.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=40)
    thread = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    words = models.TextField(max_length=2000)
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    author_label = models.CharField(max_length=200)
    said_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(thread=None) | models.Q(settled_at=None),
                name="comment_threads_are_settled_whole",
            ),
        ]
        indexes = [models.Index(fields=["version", "said_at"], name="comments_of_version")]

    def __str__(self) -> str:
        return self.words[:80]

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None
