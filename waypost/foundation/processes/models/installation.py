from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class Installation(models.Model):
    """This installation, one row: which home it lives in, and whether it may publish."""

    key = models.CharField(max_length=36)
    home_mark = models.CharField(max_length=120)
    held_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=200, blank=True)
    doubt_from = models.DateTimeField(null=True)
    locked_check = models.TextField(
        blank=True,
        default="",
        help_text="A known word, encrypted as tokens are: whoever cannot read it has other keys.",
    )
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_installation")]

    def __str__(self) -> str:
        return self.key
