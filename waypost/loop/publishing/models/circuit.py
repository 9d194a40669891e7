from datetime import datetime

from django.db import models

from waypost.loop.publishing.domain.circuits import LOOKS, Looks, Standing
from waypost.networks import registry
from waypost.toolkit import clock


class Circuit(models.Model):
    """Whether one server of a network answers the posts that this installation sends there; open, nothing is sent."""

    network = models.CharField(max_length=30)
    server = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, help_text="To the minute.")
    failures = models.PositiveIntegerField(
        default=0, help_text="Posts without an answer since the last answer."
    )
    failing_since = models.DateTimeField(null=True)
    failed_id = models.BigIntegerField(null=True, help_text="The last post that got no answer.")
    why = models.CharField(max_length=300, blank=True)
    open_until = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0, help_text="Tries since it opened that found silence.")
    trying_until = models.DateTimeField(null=True)
    trying_channel = models.BigIntegerField(
        null=True, help_text="The channel whose post tries: its turn is over with the claim on that channel."
    )
    trying_epoch = models.BigIntegerField(null=True)
    told_since = models.DateTimeField(
        null=True,
        help_text="Since when it was silent when people were told; until they hear that it answers.",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "server"], name="circuit_once")]

    def __str__(self) -> str:
        return self.server.partition("://")[2] or self.network

    @property
    def name(self) -> str:
        """The network, and which server of it where there are several."""
        card = registry.card(self.network)
        return f"{card.label} ({self})" if card.home else card.label

    @property
    def title(self) -> str:
        """What is the matter, as a heading says it."""
        return f"{self.name} does not answer"

    @property
    def is_open(self) -> bool:
        return self.open_until is not None

    @property
    def standing(self) -> Standing:
        return self.standing_at(clock.now())

    def standing_at(self, now: datetime) -> Standing:
        """How the server stood at `now`."""
        if self.open_until is not None:
            is_trying = self.trying_until is not None and now < self.trying_until
            return Standing.TRYING if is_trying else Standing.SILENT
        return Standing.UNSURE if self.failures else Standing.ANSWERS

    @property
    def rests(self) -> bool:
        """Whether nothing is sent there now, not even one post to try."""
        return self.open_until is not None and clock.now() < self.open_until

    @property
    def looks_like(self) -> Looks:
        """The word, tone and shape of its standing."""
        return LOOKS[self.standing]
