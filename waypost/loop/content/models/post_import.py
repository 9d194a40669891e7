from django.db import models
from django.db.models import Q

from waypost.loop.content.models.post import Post
from waypost.loop.content.models.switch import Switch
from waypost.toolkit import clock


class PostImport(models.Model):
    """A table of posts that somebody handed over: looked at, then taken row by row."""

    class State(models.TextChoices):
        OPEN = "open", "To look at"
        RUNNING = "running", "Being imported"
        STOPPED = "stopped", "Stopped"
        DONE = "done", "Imported"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField(help_text="The file; emptied once it is imported.")
    choices = models.JSONField(default=dict, help_text="What a person said about it (domain.sheets.choices).")
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    still_in = models.CharField(max_length=60, blank=True, help_text="The tool that sends them until told.")
    waits_for = models.CharField(
        max_length=1000,
        blank=True,
        help_text="The video, by address or name, that is prepared for the next row.",
    )
    switch = models.ForeignKey(Switch, null=True, on_delete=models.SET_NULL, related_name="imports")
    member = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    by_label = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, help_text="When a worker last wrote how far it is.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "running", "stopped", "done"]), name="post_import_state"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def was_stopped(self) -> bool:
        return self.state == self.State.STOPPED

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100


class ImportedRow(models.Model):
    """What became of a row: a new post, a changed one, the same as before, or nothing, with why."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        UPDATED = "updated", "Updated"
        SKIPPED = "skipped", "Skipped"
        WRONG = "wrong", "Not imported"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post_import = models.ForeignKey(PostImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    sentences = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["workspace", "fingerprint"], name="imported_before")]
        constraints = [models.UniqueConstraint(fields=["post_import", "line"], name="row_imported_once")]

    def __str__(self) -> str:
        return f"line {self.line} of {self.post_import}"
