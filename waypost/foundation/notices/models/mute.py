from django.conf import settings
from django.db import models

from waypost.foundation.notices.domain.kinds import TURNED_OFF
from waypost.toolkit import clock


class Mute(models.Model):
    """Somebody does not want to be told one kind of thing in one workspace any more."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "person", "kind"], name="muted_once"),
        ]

    def __str__(self) -> str:
        return f"{TURNED_OFF[self.kind].title} is off"
