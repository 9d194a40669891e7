from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.content.models.post import Post
from waypost.toolkit import clock


class CheckException(models.Model):
    """A post went on without a why, although the workspace warns or stops: who let it, when and for what reason."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="check_exceptions")
    mode = models.CharField(max_length=7, choices=Workspace.StrategyCheck.choices)
    reason = models.TextField(blank=True)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.post} without a why"
