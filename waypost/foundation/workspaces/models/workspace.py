from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator
from django.db import models

from waypost.foundation.workspaces.models.organisation import Organisation
from waypost.toolkit import clock


class Workspace(models.Model):
    """A brand's space. Every row of the product belongs to one."""

    class Size(models.TextChoices):
        SOLO = "solo", "Just me"
        TEAM = "team", "A team"
        AGENCY = "agency", "An agency"

    class StrategyCheck(models.TextChoices):
        SUGGEST = "suggest", "Suggest a why"
        WARN = "warn", "Warn when a post has no why"
        STOP = "stop", "Stop posts that have no why"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="workspaces")
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=60, unique=True)
    timezone = models.CharField(max_length=60, default="UTC")
    locale = models.CharField(max_length=12, default="en")
    currency = models.CharField(max_length=3, default="EUR")
    size = models.CharField(max_length=6, choices=Size.choices, default=Size.SOLO)
    strategy_check = models.CharField(
        max_length=7, choices=StrategyCheck.choices, default=StrategyCheck.SUGGEST
    )
    grace_minutes = models.PositiveIntegerField(default=60, validators=[MaxValueValidator(24 * 60)])
    waiting_may_be_overtaken = models.BooleanField(default=True)
    is_simulated = models.BooleanField(default=False, help_text="A demo: nobody and nothing in it is real.")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size__in=["solo", "team", "agency"]), name="workspace_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_solo(self) -> bool:
        return self.size == self.Size.SOLO

    @property
    def grace(self) -> timedelta:
        """How late a post may still go out; later it is missed, and held."""
        return timedelta(minutes=self.grace_minutes)

    @property
    def today(self) -> date:
        return clock.today(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """What the clock on this brand's wall shows at `moment`, naive."""
        return clock.to_local(moment, self.timezone)
