from django.db import models

from waypost.loop.content.domain.media_words import REFUSED
from waypost.loop.content.models.post import Post
from waypost.toolkit import clock


class Intake(models.Model):
    """A video on its way into the library: it lies as it came, until it is written as networks take it.

    `post` is where it is to hang once it is in; `refused` is why it cannot come in, as a code.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        WORKING = "working", "Being prepared"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Broken off"
        REFUSED = "refused", "Refused"

    UNFINISHED = (State.WAITING, State.WORKING)

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    name = models.CharField(max_length=200)
    alt = models.TextField(blank=True)
    file = models.FileField(max_length=200)
    size = models.PositiveBigIntegerField()
    came_from = models.CharField(max_length=1000, blank=True, help_text="The address it was fetched from.")
    came_as = models.CharField(
        max_length=64, blank=True, help_text="The fingerprint that a brand's file names."
    )
    percent = models.PositiveSmallIntegerField(default=0)
    refused = models.CharField(max_length=20, blank=True)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, help_text="When whoever prepares it last said a word.")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_going_on(self) -> bool:
        return self.state in self.UNFINISHED

    @property
    def may_go_on(self) -> bool:
        return self.state in (self.State.STOPPED, self.State.FAILED)

    @property
    def says(self) -> str:
        """What there is to say of it: why it was refused, or where it stands."""
        if self.state == self.State.REFUSED:
            return REFUSED[self.refused]
        return str(self.get_state_display())
