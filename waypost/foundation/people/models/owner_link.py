from django.db import models

from waypost.toolkit import clock


class OwnerLink(models.Model):
    """The one-time link, printed in the terminal, by which the first owner comes in; only its hash is kept."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"owner link of {self.made_at:%Y-%m-%d}"
