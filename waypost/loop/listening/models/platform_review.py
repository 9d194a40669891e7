from datetime import date

from django.db import models

from waypost.foundation.notices.models import Task
from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.listening.domain.platforms import Answer, Judged, State
from waypost.toolkit import clock


class PlatformReview(models.Model):
    """Whether a network where the brand is not yet is worth it: weighed, tried for a while, decided by a person.

    `answers` are by aspect; `called_at` is when the end of the pilot was here and people were told.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=60)
    why = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.CharField(max_length=200)
    answers = models.JSONField(default=dict, blank=True)
    hours = models.FloatField(null=True)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    stand_in = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(
        max_length=8, default=State.WEIGHING.value, choices=[(each.value, each.value) for each in State]
    )
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    was_prolonged = models.BooleanField(default=False)
    called_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in State]), name="platform_review_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.PILOT.value) | models.Q(ends_on__isnull=False),
                name="pilot_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "state"], name="platform_review_by_state")]

    def __str__(self) -> str:
        return self.network

    @property
    def is_weighed(self) -> bool:
        """Whether it is still being weighed."""
        return self.state == State.WEIGHING

    @property
    def is_pilot(self) -> bool:
        return self.state == State.PILOT

    @property
    def judged(self) -> dict[str, Judged]:
        """The answers, by aspect."""
        return {key: Judged(Answer(said["answer"]), said["why"]) for key, said in self.answers.items()}

    def is_over(self, today: date) -> bool:
        """Whether the term of the pilot has ended."""
        return self.ends_on is not None and self.ends_on <= today

    def part_passed(self, today: date) -> float:
        """How much of the term has passed, from 0 to 1."""
        if self.starts_on is None or self.ends_on is None:
            return 0.0
        length = max((self.ends_on - self.starts_on).days, 1)
        return min(max((today - self.starts_on).days / length, 0.0), 1.0)
