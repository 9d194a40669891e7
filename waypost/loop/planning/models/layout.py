from django.db import models
from django.db.models import Q

from waypost.loop.planning.domain.planner import Answer, Question, answer_from, question_from
from waypost.toolkit import clock


class Layout(models.Model):
    """A plan of a quarter's slots that the planner works out, and that a person takes or leaves.

    `question` is what it follows from, `found` what is known so far: with it the planner goes on where it was stopped.
    """

    class Standing(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        WORKING = "working", "Being worked out"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Broken off"
        READY = "ready", "Ready to be taken"
        TAKEN = "taken", "Taken"

    UNFINISHED = (Standing.WAITING, Standing.WORKING)

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    quarter = models.ForeignKey("planning.Quarter", on_delete=models.CASCADE, related_name="layouts")
    standing = models.CharField(max_length=7, choices=Standing.choices, default=Standing.WAITING)
    gently = models.BooleanField(help_text="Whether it moves as little as possible of what stands.")
    percent = models.PositiveSmallIntegerField(default=0)
    question = models.JSONField()
    found = models.JSONField(null=True)
    answer = models.JSONField(null=True)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, help_text="When the planner last said a word.")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["quarter"],
                condition=Q(standing__in=["waiting", "working", "stopped", "failed", "ready"]),
                name="layout_one_open_a_quarter",
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=["ready", "taken"]) | Q(answer__isnull=False),
                name="layout_ready_has_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"A plan for {self.quarter}"

    @property
    def is_going_on(self) -> bool:
        return self.standing in self.UNFINISHED

    @property
    def is_ready(self) -> bool:
        return self.standing == self.Standing.READY

    @property
    def asks(self) -> Question:
        """What it follows from."""
        return question_from(self.question)

    @property
    def says(self) -> Answer:
        """What the planner found, once it is ready."""
        assert self.answer is not None
        return answer_from(self.answer)
