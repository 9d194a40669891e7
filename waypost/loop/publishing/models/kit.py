from datetime import datetime

from django.core import signing
from django.db import models
from django.urls import reverse

from waypost.loop.publishing.models.publication import Publication
from waypost.toolkit import clock

SALT = "publishing.kit"


class Kit(models.Model):
    """Everything that a person needs to post something by hand, given to one of them for a while."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="kits")
    member = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    content_hash = models.CharField(max_length=64)
    handed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"kit for {self.publication}"

    def is_over(self, now: datetime) -> bool:
        """Whether its link opens nothing any more."""
        return now >= self.expires_at

    def link_for(self, person_id: int) -> str:
        """The address at which this person opens it without signing in."""
        token = signing.dumps([self.pk, person_id], salt=SALT)
        return reverse("kits:kit", kwargs={"token": token})
