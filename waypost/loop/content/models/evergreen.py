from datetime import timedelta

from django.db import models
from django.db.models import Q

from waypost.loop.content.models.post import Post
from waypost.toolkit import clock


class Evergreen(models.Model):
    """A post that stays true: it may be said again in a slot that stayed empty, after its rest, until its last day."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="evergreen")
    rest_days = models.PositiveIntegerField()
    expires_on = models.DateField(null=True, help_text="The last day on which it may be said.")
    kept_by_label = models.CharField(max_length=200)
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-kept_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(rest_days__gte=1), name="evergreen_rests")]

    def __str__(self) -> str:
        return str(self.post)

    @property
    def rest(self) -> timedelta:
        """How long a channel does not hear it again."""
        return timedelta(days=self.rest_days)
