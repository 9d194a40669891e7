from django.db import models

from waypost.toolkit import clock


class SavedReply(models.Model):
    """Words that the brand uses again and again, with {name} where the person's name goes."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    changed_by_label = models.CharField(max_length=200)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["label"]
        constraints = [models.UniqueConstraint(fields=["workspace", "label"], name="saved_reply_label_once")]

    def __str__(self) -> str:
        return self.label
