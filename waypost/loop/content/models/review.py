from django.db import models

from waypost.loop.content.domain import states
from waypost.loop.content.domain.snapshot import Snapshot, from_record
from waypost.loop.content.models.post import Post
from waypost.toolkit import clock


class Review(models.Model):
    """Somebody submitted, approved, returned or withdrew a post, and exactly what it said then."""

    class Decision(models.TextChoices):
        SUBMITTED = states.Decision.SUBMITTED.value, "Submitted"
        APPROVED = states.Decision.APPROVED.value, "Approved"
        RETURNED = states.Decision.RETURNED.value, "Returned"
        WITHDRAWN = states.Decision.WITHDRAWN.value, "Withdrawn"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reviews")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    by_kind = models.CharField(max_length=10)
    by_id = models.CharField(max_length=60, blank=True)
    by_label = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)
    hashes = models.JSONField(default=dict)
    contents = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["post", "-at"], name="reviews_of_post")]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} by {self.by_label}"

    def content_of(self, channel_id: int) -> Snapshot | None:
        """What the variant on a channel said at this review; None when there was none."""
        record = self.contents.get(str(channel_id))
        return from_record(record) if record else None
