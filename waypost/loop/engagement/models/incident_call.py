from datetime import timedelta

from django.db import models

from waypost.toolkit import clock


class IncidentCall(models.Model):
    """Somebody of the matrix is called to an incident: told when, to answer by when, and who goes on if not."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey("engagement.Incident", on_delete=models.CASCADE, related_name="calls")
    contact_key = models.CharField(max_length=60)
    contact = models.CharField(max_length=300)
    task = models.CharField(max_length=300, blank=True, help_text="What they do at this level.")
    authority = models.CharField(max_length=300, blank=True)
    reach = models.CharField(max_length=300, blank=True)
    told = models.CharField(
        max_length=400, blank=True, help_text="The members who had a notice; empty: ring them."
    )
    called_at = models.DateTimeField(default=clock.now)
    answer_due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_label = models.CharField(max_length=200, blank=True)
    next_keys = models.JSONField(default=list, help_text="Who is called in turn when nobody answers.")
    passed_on_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["called_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "contact_key"], name="called_once_to_an_incident"),
        ]
        indexes = [
            models.Index(
                fields=["answer_due_at"],
                name="calls_without_answer",
                condition=models.Q(answered_at=None, passed_on_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.contact

    @property
    def took(self) -> timedelta | None:
        """From the call to the answer."""
        return self.answered_at - self.called_at if self.answered_at else None

    @property
    def is_late(self) -> bool:
        """Whether the answer came, or comes, later than the plan asks for."""
        return self.answer_due_at is not None and (self.answered_at or clock.now()) > self.answer_due_at
