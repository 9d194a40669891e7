from datetime import timedelta

from django.db import models
from django.db.models import Q

from waypost.toolkit import clock


class Incident(models.Model):
    """Something that goes wrong, from when somebody opened it until it was closed and looked back upon; or a drill of one.

    `level_key` and `level` are the crisis level of the plan at that time. Of a drill nothing leaves the brand.
    """

    class Kind(models.TextChoices):
        INCIDENT = "incident", "Incident"
        DRILL = "drill", "Drill"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.INCIDENT)
    title = models.CharField(max_length=160)
    happened = models.TextField(blank=True, help_text="What is known.")
    level_key = models.CharField(max_length=60, blank=True)
    level = models.CharField(max_length=300)
    conversation = models.ForeignKey(
        "engagement.Conversation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(default=clock.now)
    opened_by_label = models.CharField(max_length=200)
    hold = models.ForeignKey("publishing.Hold", null=True, on_delete=models.SET_NULL, related_name="+")
    statement_key = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True, help_text="The agreed words, with their blanks filled in.")
    post = models.ForeignKey("content.Post", null=True, on_delete=models.SET_NULL, related_name="+")
    first_word_due_at = models.DateTimeField(null=True)
    first_word_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_label = models.CharField(max_length=200, blank=True)
    went_well = models.TextField(blank=True)
    went_badly = models.TextField(blank=True)
    lessons = models.TextField(blank=True, help_text="What the plan should say from now on.")
    suggestion = models.ForeignKey(
        "strategy.Proposal", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_drill_on = models.DateField(null=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by_label="")
                | (Q(closed_at__isnull=False) & ~Q(closed_by_label="")),
                name="incident_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(kind="incident") | Q(kind="drill", post=None, hold=None),
                name="nothing_leaves_in_a_drill",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "closed_at"], name="incidents_open"),
            models.Index(fields=["workspace", "-opened_at"], name="incidents_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_drill(self) -> bool:
        return self.kind == self.Kind.DRILL

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def lasted(self) -> timedelta:
        """How long it took, or takes until now."""
        return (self.closed_at or clock.now()) - self.opened_at

    @property
    def took_to_speak(self) -> timedelta | None:
        """From opening to the first words in public; in a drill, until they were ready."""
        return self.first_word_at - self.opened_at if self.first_word_at else None

    @property
    def is_late(self) -> bool:
        """Whether the first words came, or come, later than the plan allows."""
        due = self.first_word_due_at
        return due is not None and (self.first_word_at or self.closed_at or clock.now()) > due
