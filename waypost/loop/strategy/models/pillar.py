from django.db import models

from waypost.loop.strategy.models.identity import Identity


class Pillar(Identity):
    """A subject that the brand keeps coming back to; `hue` (1–8) is its colour everywhere."""

    hue = models.PositiveSmallIntegerField()

    class Meta(Identity.Meta):
        constraints = [
            *Identity.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(hue__gte=1, hue__lte=8), name="%(class)s_hue_of_the_ramp"
            ),
        ]
