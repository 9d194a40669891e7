from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.toolkit import clock


class Look(models.Model):
    """One look at a brand's posts: what was gone by, how many posts said something, under which version.

    `factors` has for each factor its name, the chance of so much difference where there is none, and whether it is
    spoken of. `metric` is empty where the posts had nothing to go by.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    looked_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField()
    metric = models.CharField(max_length=60, blank=True)
    measure = models.CharField(max_length=120, blank=True)
    goal = models.CharField(max_length=60, blank=True)
    posts = models.PositiveIntegerField(default=0)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    noise = models.FloatField(default=0)
    factors = models.JSONField(default=list)
    reviewed_at = models.DateTimeField(null=True, help_text="When what follows from it was put forward.")

    class Meta:
        ordering = ["-looked_at", "-pk"]
        indexes = [models.Index(fields=["workspace", "-looked_at"], name="looks_in_time")]

    def __str__(self) -> str:
        return f"A look at {self.posts} posts"

    @property
    def is_silent(self) -> bool:
        """Whether the posts could not say anything."""
        return not any(factor["is_said"] for factor in self.factors)
