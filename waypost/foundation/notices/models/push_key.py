from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class PushKey(models.Model):
    """The key by which push services know this installation, one row. Encrypted; there is none before keys are rotated."""

    locked_key = models.TextField()
    kept_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_push_key")]

    def __str__(self) -> str:
        return "push key"
