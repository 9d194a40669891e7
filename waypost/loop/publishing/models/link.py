from django.db import models
from django.db.models import Q

from waypost.loop.content.domain.links import Leaving
from waypost.loop.publishing.models.publication import Publication


class TrackedLink(models.Model):
    """A link of one publication as it leaves: what stands in the post, where it leads, and how often it was followed.

    Without a code it only has words added to its address and nobody counts it. Nothing is kept of who followed it.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveIntegerField()
    target = models.TextField()
    shown = models.TextField()
    destination = models.TextField()
    code = models.CharField(max_length=16, blank=True, db_index=True)
    clicks = models.PositiveBigIntegerField(default=0)
    program_visits = models.PositiveBigIntegerField(default=0)
    last_click_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="link_once_a_place"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="link_code_once"),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def leaving(self) -> Leaving:
        """The link as a value."""
        return Leaving(self.target, self.shown, self.destination, self.code)
