from django.db import models
from django.db.models import Q

from waypost.loop.publishing.domain.changes import Kind, Standing
from waypost.loop.publishing.models.publication import Publication
from waypost.toolkit import clock


class Change(models.Model):
    """What a person wants done to a post that is out. It may be done twice harmlessly, so it is tried until it ends."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=9, choices=[(kind.value, kind.value) for kind in Kind])
    content_hash = models.CharField(max_length=64, blank=True, help_text="What it is to say then.")
    asked_by_label = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    standing = models.CharField(
        max_length=7,
        choices=[(standing.value, standing.value) for standing in Standing],
        default=Standing.WANTED,
    )
    said = models.CharField(max_length=300, blank=True)
    tries = models.PositiveIntegerField(default=0)
    act_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(standing=Standing.WANTED.value),
                name="one_change_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.WANTED.value, act_at__isnull=False, ended_at=None)
                | (~Q(standing=Standing.WANTED.value) & Q(act_at=None, ended_at__isnull=False)),
                name="change_is_wanted_or_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["act_at"], name="changes_to_make", condition=Q(standing=Standing.WANTED.value)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.publication}"

    @property
    def is_wanted(self) -> bool:
        return self.standing == Standing.WANTED
