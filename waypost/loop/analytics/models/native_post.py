from django.db import models

from waypost.loop.analytics.models.past_import import PastImport
from waypost.toolkit import clock


class NativePost(models.Model):
    """A post that was not made here: in the network's own app, or sent by another tool, whose export told of it.

    It counts, and is never counted against anyone. `told_by` is the tool whose figures these are; without one they
    are the network's.

    `suggested` is the pillar that its words point at; `pillar` the one that a person gave it. Explained without a
    pillar means: somebody looked, and it belongs to none.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    remote_id = models.CharField(max_length=300)
    url = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    format = models.CharField(max_length=60)
    suggested = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.SET_NULL, related_name="+")
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    explained_at = models.DateTimeField(null=True)
    explained_by = models.CharField(max_length=200, blank=True)
    found_at = models.DateTimeField(default=clock.now)
    told_by = models.CharField(max_length=60, blank=True)
    past_import = models.ForeignKey(PastImport, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "remote_id"], name="native_post_once"),
            models.CheckConstraint(
                condition=models.Q(pillar=None) | models.Q(explained_at__isnull=False),
                name="native_pillar_was_given",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "explained_at", "-at"], name="natives_to_explain")]

    def __str__(self) -> str:
        return (self.text.strip().split("\n", 1)[0] or "A post without words")[:120]
