from datetime import date

from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.listening.domain.trends import Effort, Facts, Fit, Outcome, Risk, Saturation
from waypost.loop.planning.models import Idea
from waypost.toolkit import clock


class Trend(models.Model):
    """Something that many do at the moment, and whether we join.

    `touches` are keys of boundary topics; `outcome` is what a person chose, `advised` what the judgement came to then.
    A trend that waits has a day on which it is judged again.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=120)
    what = models.TextField(max_length=2000, blank=True)
    link = models.URLField(max_length=1000, blank=True)
    seen_on = models.DateField()
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=clock.now)
    is_checked = models.BooleanField(default=False)
    touches = models.JSONField(default=list, blank=True)
    fit = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Fit])
    saturation = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in Saturation]
    )
    risk = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Risk])
    effort = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in Effort]
    )
    outcome = models.CharField(
        max_length=5, blank=True, choices=[(each.value, each.value) for each in Outcome]
    )
    advised = models.CharField(max_length=5, blank=True)
    advised_because = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    again_on = models.DateField(null=True)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *(each.value for each in Outcome)]), name="trend_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(again_on=None) | models.Q(outcome=Outcome.WAIT.value),
                name="trend_waits_with_a_day",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "outcome"], name="trend_by_outcome")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether nobody has chosen yet."""
        return not self.outcome

    @property
    def is_taken(self) -> bool:
        """Whether it was chosen to be joined, as it is or in a version of our own."""
        return self.outcome in {Outcome.POST, Outcome.ADAPT}

    def facts(self, today: date, *, breaks: tuple[str, ...], careful: tuple[str, ...]) -> Facts:
        """The trend as the rules read it, with the topics of the boundaries that it touches."""
        return Facts(
            age=(today - self.seen_on).days,
            is_checked=self.is_checked,
            breaks=breaks,
            careful=careful,
            fit=Fit(self.fit) if self.fit else None,
            saturation=Saturation(self.saturation) if self.saturation else None,
            risk=Risk(self.risk) if self.risk else None,
            effort=Effort(self.effort) if self.effort else None,
        )
