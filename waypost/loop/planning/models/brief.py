from datetime import date, timedelta

from django.db import models

from waypost.loop.planning.domain.briefs import Ask, missing
from waypost.loop.planning.models.slot import Slot
from waypost.toolkit import clock
from waypost.toolkit.wording import opening


class Brief(models.Model):
    """What the post in a slot should say and do, before anybody writes it; handed over as tasks with dates."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    slot = models.OneToOneField(Slot, on_delete=models.CASCADE, related_name="brief")
    title = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    message = models.TextField(max_length=4000, blank=True)
    call_to_action = models.CharField(max_length=200, blank=True)
    specs = models.CharField(max_length=300, blank=True)
    must = models.TextField(max_length=2000, blank=True)
    never = models.TextField(max_length=2000, blank=True)
    notes = models.TextField(max_length=4000, blank=True)
    links = models.JSONField(default=list)
    hashtags = models.JSONField(default=list)
    owner = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    approver = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True)
    written_at = models.DateTimeField(default=clock.now)
    handed_at = models.DateTimeField(null=True)
    handed_by = models.CharField(max_length=200, blank=True)
    writing = models.ForeignKey("notices.Task", null=True, on_delete=models.SET_NULL, related_name="+")
    approving = models.ForeignKey("notices.Task", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(handed_at=None) | models.Q(due_on__isnull=False),
                name="brief_handed_with_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title or opening(self.message, 60) or "Brief"

    @property
    def musts(self) -> list[str]:
        """What the post has to hold, one a line."""
        return _lines(self.must)

    @property
    def nevers(self) -> list[str]:
        """What it must not hold, one a line."""
        return _lines(self.never)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it takes before it can be handed over, in words."""
        says = bool(self.title or self.message)
        return missing(Ask(says=says, has_writer=self.owner_id is not None, due_on=self.due_on))

    @property
    def approval_due_on(self) -> date | None:
        """Until when the approver decides: the day before it goes out, or the day it is written where that is later."""
        if self.due_on is None:
            return None
        return max(self.due_on, self.slot.local_on - timedelta(days=1))


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
