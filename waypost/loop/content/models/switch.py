from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class Switch(models.Model):
    """A brand's move from another tool to here, gone step by step; it can be left and taken up again on any day."""

    class Tool(models.TextChoices):
        BUFFER = "buffer", "Buffer"
        HOOTSUITE = "hootsuite", "Hootsuite"
        SPROUT = "sprout", "Sprout Social"
        METRICOOL = "metricool", "Metricool"
        OTHER = "other", "another tool"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    tool = models.CharField(max_length=9, choices=Tool.choices)
    order = models.CharField(max_length=3, blank=True, help_text="How its tables write days, once told.")
    names = models.JSONField(default=dict, help_text="The channel that a name of its tables stands for.")
    tags = models.JSONField(default=dict, help_text="The pillar that a tag of it stands for.")
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(ended_at=None), name="switch_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(tool__in=["buffer", "hootsuite", "sprout", "metricool", "other"]),
                name="switch_tool",
            ),
        ]

    def __str__(self) -> str:
        return f"Switching from {self.get_tool_display()}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class SwitchStep(models.Model):
    """A step that somebody finished, or said there is nothing to bring for."""

    class Name(models.TextChoices):
        QUEUE = "queue", "The queue"
        TIMES = "times", "Posting times"
        TAGS = "tags", "Tags"
        HASHTAGS = "hashtags", "Hashtag sets"
        MEDIA = "media", "Pictures and videos"
        RESULTS = "results", "Past results"
        LEFT = "left", "Still in the old tool"

    class Standing(models.TextChoices):
        DONE = "done", "Done"
        SKIPPED = "skipped", "Nothing to bring"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    switch = models.ForeignKey(Switch, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=8, choices=Name.choices)
    standing = models.CharField(max_length=7, choices=Standing.choices)
    words = models.CharField(max_length=300, blank=True, help_text="What came of it, in a sentence.")
    at = models.DateTimeField(default=clock.now)
    by_label = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["switch", "name"], name="switch_step_once"),
            models.CheckConstraint(
                condition=Q(standing__in=["done", "skipped"]), name="switch_step_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()}: {self.get_standing_display()}"
