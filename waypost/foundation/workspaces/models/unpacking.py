from django.db import models
from django.db.models import F, Q

from waypost.foundation.workspaces.models.member import Member
from waypost.foundation.workspaces.models.workspace import Workspace
from waypost.toolkit import clock


class Unpacking(models.Model):
    """A brand that was handed over as a file and is being unpacked here, thing by thing.

    `left` says what stayed behind: sentences, each with how often it was so.
    """

    class State(models.TextChoices):
        RUNNING = "running", "Being unpacked"
        DONE = "done", "Unpacked"
        BROKEN = "broken", "Could not go on"

    workspace = models.OneToOneField(Workspace, on_delete=models.CASCADE, related_name="+")
    file = models.FileField(max_length=200, blank=True, help_text="Deleted once it is unpacked.")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=7, choices=State.choices, default=State.RUNNING)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=dict)
    trouble = models.CharField(max_length=300, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by_label = models.CharField(max_length=200)
    begun_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, help_text="When a worker last wrote how far it is.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["running", "done", "broken"]), name="unpacking_state"
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="unpacking_no_more_than_all"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_broken(self) -> bool:
        return self.state == self.State.BROKEN

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100

    @property
    def left_count(self) -> int:
        """How many things stayed behind."""
        return sum(self.left.values())
