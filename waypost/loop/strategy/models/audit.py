from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.toolkit import clock


class Audit(models.Model):
    """A look at all accounts of a brand as they are, on one day. It ends when its tasks are handed over."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(ended_at=None), name="audit_one_is_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Audit of {self.begun_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None
