from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q

from waypost.loop.publishing.domain.rehearsal import UNFINISHED, Script, Standing
from waypost.loop.publishing.domain.rehearsed import Report
from waypost.toolkit import clock


class Rehearsal(models.Model):
    """A week played on a copy of the brand's queue, with what goes wrong chosen beforehand; nothing of it is real."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    first_on = models.DateField(help_text="The Monday of the week.")
    script = models.JSONField()
    standing = models.CharField(
        max_length=7,
        choices=[(standing.value, standing.value) for standing in Standing],
        default=Standing.WAITING,
    )
    percent = models.PositiveSmallIntegerField(default=0)
    reached_at = models.DateTimeField(null=True, help_text="The simulated moment it has come to.")
    asked_by_label = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, help_text="When whoever plays it last said a word.")
    ended_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)
    report = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(standing__in=[standing.value for standing in UNFINISHED]),
                name="one_rehearsal_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[standing.value for standing in UNFINISHED], ended_at=None)
                | (~Q(standing__in=[standing.value for standing in UNFINISHED]) & Q(ended_at__isnull=False)),
                name="rehearsal_goes_on_or_is_over",
            ),
        ]

    def __str__(self) -> str:
        first, last = self.first_on, self.last_on
        if first.month == last.month:
            return f"{first.day} – {last.day} {last:%B %Y}"
        else:
            return f"{first.day} {first:%B} – {last.day} {last:%B %Y}"

    @property
    def last_on(self) -> date:
        """The Sunday of the week."""
        return self.first_on + timedelta(days=6)

    @property
    def is_over(self) -> bool:
        return self.standing not in UNFINISHED

    @property
    def is_done(self) -> bool:
        return self.standing == Standing.DONE

    @property
    def was_stopped(self) -> bool:
        return self.standing == Standing.STOPPED

    @property
    def plays(self) -> Script:
        """What goes wrong in it."""
        return Script.of(self.script)

    @property
    def came_of_it(self) -> Report:
        """What came of it, once it is done."""
        return Report.model_validate(self.report)

    @property
    def reached(self) -> datetime | None:
        """What the brand's wall clock shows at the simulated moment it has come to."""
        return self.workspace.local(self.reached_at) if self.reached_at else None
