from django.db import models

from waypost.foundation.workspaces.models import Workspace


class Identity(models.Model):
    """What stays of an item across versions: its key. The label and the place are those of the last version it was in.

    An item that left the strategy is archived, never deleted: what points at it stays true.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    first_version = models.PositiveIntegerField()
    last_version = models.PositiveIntegerField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="%(class)s_key_of_workspace"),
            models.CheckConstraint(
                condition=models.Q(last_version__gte=models.F("first_version")),
                name="%(class)s_versions_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None
