from datetime import date, timedelta

from django.db import models
from django.utils import dateformat

from waypost.loop.planning.domain.quarter_plan import QuarterPlan, as_record, from_record
from waypost.toolkit import clock

EARLY_DAYS = 28
"""So long before a quarter ends the next one is drafted: two weeks to write it, two to have it looked at."""


class Quarter(models.Model):
    """A period of planning: a quarter (or any dates), or four weeks that roll on. A draft has no slots yet.

    `plan` says what it is about beside its slots. `lessons` are what people took with them when it was closed.
    """

    class Kind(models.TextChoices):
        QUARTER = "quarter", "Quarter"
        ROLLING = "rolling", "Rolling four weeks"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
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
    written = models.JSONField(default=dict)
    drafted_by = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(null=True, default=clock.now)
    closed_at = models.DateTimeField(null=True)
    lessons = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="quarter_runs_forward"
            ),
            models.CheckConstraint(condition=models.Q(kind__in=["quarter", "rolling"]), name="quarter_kind"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "open", "closed"]), name="quarter_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", opened_at=None)
                | (~models.Q(state="draft") & models.Q(opened_at__isnull=False)),
                name="quarter_opened_at_a_moment",
            ),
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
        elif self.is_whole:
            return f"Q{(self.starts_on.month + 2) // 3} {self.starts_on.year}"
        else:
            return f"{_short(self.starts_on)} – {_short(self.ends_on)}"

    @property
    def is_whole(self) -> bool:
        """Whether it is a quarter of the calendar, first day to last."""
        return (self.starts_on, self.ends_on) == quarter_around(self.starts_on)

    @property
    def is_called_by_its_dates(self) -> bool:
        """Whether its name says first and last day already."""
        return self.kind == self.Kind.QUARTER and not self.is_whole

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def plan(self) -> QuarterPlan:
        return from_record(self.written)

    def write(self, plan: QuarterPlan) -> None:
        """Take `plan` over; nothing is saved."""
        self.written = as_record(plan)
        self.changed_at = clock.now()

    @property
    def seen(self) -> str:
        """What tells this state of it from a later one, for whoever reads it now and answers later."""
        return self.changed_at.isoformat()

    def is_over(self, today: date) -> bool:
        """Whether it was closed, or ran out."""
        return self.is_closed or (self.is_open and self.ends_on < today)

    @property
    def next_is_due_on(self) -> date:
        """From when on the next one should be drafted: EARLY_DAYS before the end; in a short one, in its last third."""
        days = (self.ends_on - self.starts_on).days + 1
        return self.ends_on - timedelta(days=min(EARLY_DAYS, days // 3))

    def covers(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


def quarter_around(day: date) -> tuple[date, date]:
    """The first and last day of the calendar quarter that holds `day`."""
    first = date(day.year, day.month - (day.month - 1) % 3, 1)
    following = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def _short(day: date) -> str:
    return dateformat.format(day, "j M Y")
