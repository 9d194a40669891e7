from django.db import models
from django.db.models import F, Q

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.learning.models.look import Look


class Effect(models.Model):
    """What one level of a factor was worth at one look: parts of one more or less than a typical post."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="effects")
    position = models.PositiveSmallIntegerField()
    factor = models.CharField(max_length=20)
    level = models.CharField(max_length=120)
    label = models.CharField(max_length=300)
    hue = models.PositiveSmallIntegerField(null=True)
    value = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    posts = models.PositiveIntegerField()
    page = models.CharField(max_length=300, blank=True, help_text="Beneath the brand's address: its posts.")
    is_said = models.BooleanField()
    is_clear = models.BooleanField()

    class Meta:
        ordering = ["look", "position"]
        constraints = [
            models.UniqueConstraint(fields=["look", "factor", "level"], name="effect_once_a_look"),
            models.CheckConstraint(
                condition=Q(low__lte=F("value"), value__lte=F("high")), name="effect_lies_in_its_interval"
            ),
            models.CheckConstraint(
                condition=~Q(is_clear=True) | Q(is_said=True), name="effect_clear_is_said"
            ),
        ]

    def __str__(self) -> str:
        return self.label
