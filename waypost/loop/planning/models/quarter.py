from datetime import date

from django.db import models
from django.utils import dateformat

from waypost.toolkit import clock


class Quarter(models.Model):
    """A period that was opened for planning: a quarter (or any dates), or four weeks that roll on."""

    class Kind(models.TextChoices):
        QUARTER = "quarter", "Quarter"
        ROLLING = "rolling", "Rolling four weeks"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.QUARTER)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    starts_on = models.DateField()
    ends_on = models.DateField()
    strategy_version = models.PositiveIntegerField(
        help_text="The number of the version it was laid out from."
    )
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="quarter_runs_forward"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=["quarter", "rolling"]), name="quarter_kind"),
            models.CheckConstraint(condition=models.Q(state__in=["open", "closed"]), name="quarter_state"),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=models.Q(kind="rolling", state="open"),
                name="quarter_one_rolling",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What people call it: "Q4 2026" where the dates are a quarter's, else the dates."""
        if self.kind == self.Kind.ROLLING:
            return f"The weeks to {_short(self.ends_on)}"
        elif (self.starts_on, self.ends_on) == quarter_around(self.starts_on):
            return f"Q{(self.starts_on.month + 2) // 3} {self.starts_on.year}"
        else:
            return f"{_short(self.starts_on)} – {_short(self.ends_on)}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def quarter_around(day: date) -> tuple[date, date]:
    """The first and last day of the calendar quarter that holds `day`."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    following = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def _short(day: date) -> str:
    return dateformat.format(day, "j M Y")
