from django.db import models

from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.strategy.domain.impact import CHOICES, Choice
from waypost.loop.strategy.models.version import StrategyVersion


class Consequence(models.Model):
    """What was decided about one thing that a version touched when it was accepted: kept, moved or held.

    `trouble` says why it could not be carried out; then the thing stayed as it was. The thing is named by kind and id
    of a later stage, and by the label it had.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(StrategyVersion, on_delete=models.CASCADE, related_name="consequences")
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    label = models.CharField(max_length=200)
    href = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=200, blank=True)
    choice = models.CharField(max_length=4, choices=[(choice.value, CHOICES[choice]) for choice in Choice])
    pillar = models.CharField(max_length=300, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    responsible = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "subject_id"], name="consequence_once"),
            models.CheckConstraint(
                condition=models.Q(choice__in=[choice.value for choice in Choice]), name="consequence_choice"
            ),
            models.CheckConstraint(
                condition=~models.Q(choice="move") | models.Q(pillar__gt=""),
                name="consequence_moved_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_done(self) -> bool:
        """Whether it changed the thing."""
        return self.choice != Choice.KEEP and not self.trouble
