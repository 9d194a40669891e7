from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from waypost.toolkit import clock

MINUTES = (5, 15, 30)
MESSAGES = (30, 80, 200)
LASTS = 3
"""So many times as long as it rises, nobody speaking: after that nothing more is waited for."""


class Wave(models.Model):
    """The unhappy messages that a drill is played against, on a simulated channel; the first words go there and nowhere else.

    `reached` are the keys of the levels of the plan that it came to.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    incident = models.OneToOneField("engagement.Incident", on_delete=models.CASCADE, related_name="wave")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    simulated = models.BooleanField(help_text="As its channel is.")
    key = models.CharField(max_length=80, unique=True)
    scene = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    seed = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(help_text="So long it rises.")
    messages = models.PositiveIntegerField(help_text="So many come when nobody says anything.")
    opening_id = models.CharField(
        max_length=300, help_text="The remote id of the message with which it begins."
    )
    began_at = models.DateTimeField(default=clock.now)
    reached = models.JSONField(default=list)
    words = models.ForeignKey(
        "publishing.Publication",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The first words, on their way or out.",
    )
    calm_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True, help_text="Nothing more of it comes.")
    ended_at = models.DateTimeField(null=True, help_text="Its drill was ended, and the inbox is tidy again.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(simulated=True), name="a_wave_comes_where_all_is_simulated"),
        ]
        indexes = [
            models.Index(fields=["began_at"], name="waves_going_on", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_over(self) -> bool:
        return self.over_at is not None

    @property
    def ends_at(self) -> datetime:
        """When the last of it has come."""
        return self.began_at + LASTS * timedelta(minutes=self.minutes)
