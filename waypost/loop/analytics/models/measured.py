from django.db import models
from django.db.models import Q

from waypost.loop.analytics.models.counted import Counted
from waypost.loop.analytics.models.native_post import NativePost


class Measured(Counted):
    """A post on one channel that is measured: its latest totals, and when it is looked at again.

    It is one publication or one native post. Pillar, format and day are kept here too, because every table of
    results groups by them: they follow the post (see actions.measured).
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    publication = models.OneToOneField(
        "publishing.Publication", null=True, on_delete=models.CASCADE, related_name="+"
    )
    post = models.ForeignKey("content.Post", null=True, on_delete=models.CASCADE, related_name="+")
    native = models.OneToOneField(NativePost, null=True, on_delete=models.CASCADE, related_name="+")
    remote_id = models.CharField(max_length=300)
    words = models.CharField(max_length=140, blank=True)
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    reactive = models.BooleanField(default=False)
    format = models.CharField(max_length=60)
    published_at = models.DateTimeField()
    local_on = models.DateField(help_text="The day of publication on the brand's wall.")

    engagements = models.BigIntegerField(null=True)
    followers = models.BigIntegerField(
        null=True, help_text="The channel's followers at the post's first reading."
    )
    read_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "remote_id"], name="measured_once"),
            models.CheckConstraint(
                condition=Q(publication__isnull=False, post__isnull=False, native=None)
                | Q(publication=None, post=None, native__isnull=False),
                name="measured_is_ours_or_native",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_due_at"], name="measured_due", condition=Q(next_due_at__isnull=False)
            ),
            models.Index(fields=["workspace", "-published_at", "-id"], name="measured_newest_first"),
            models.Index(fields=["workspace", "local_on"], name="measured_by_day"),
        ]

    def __str__(self) -> str:
        return self.words or "A post without words"

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted on the network."""
        return self.gone_at is not None
