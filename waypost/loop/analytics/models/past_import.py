from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class PastImport(models.Model):
    """A table of what another tool sent in the past, with its figures: looked at, then taken in."""

    class State(models.TextChoices):
        OPEN = "open", "To look at"
        RUNNING = "running", "Being taken in"
        DONE = "done", "Taken in"
        OUT = "out", "Taken out again"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    told_by = models.CharField(max_length=60)
    content = models.BinaryField(help_text="The file; emptied once it is taken in.")
    choices = models.JSONField(default=dict, help_text="What a person said about it (domain.pasts.choices).")
    counted_on = models.DateField(help_text="The day whose figures these are.")
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="Rows whose post is measured already.")
    wrong = models.JSONField(default=list, help_text="The first rows that were not taken: [line, sentence].")
    wrong_count = models.PositiveIntegerField(default=0)
    member = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    by_label = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, help_text="When a worker last wrote how far it is.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "running", "done", "out"]), name="past_import_state"
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
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100
