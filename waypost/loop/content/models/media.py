from django.db import models
from django.db.models import Q

from waypost.loop.content.domain.snapshot import CENTRE, is_video, spoken_length
from waypost.toolkit import clock

SIDE = 1000
"""What the sides of a picture count as, for its focal point."""


class Media(models.Model):
    """A picture or a video of the brand's library, named by the fingerprint of its bytes.

    The bytes are the file as it is kept, which tells nothing but what it shows; `came_as` is the fingerprint of the
    file as it came. The focal point is what every network's cut must leave in view, in thousandths from left and top.

    Of a video `seconds` is how long it is, `rate` how many frames a second it has, `sounds` whether it is heard; `poster`
    is the moment whose picture, in `still`, stands for it. `captions` names what was written down of it: each
    a language, the fingerprint of its words and, since there were networks that limit it, how many bytes they are.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    frames = models.PositiveIntegerField(default=1)
    seconds = models.FloatField(default=0.0)
    rate = models.FloatField(default=0.0)
    sounds = models.BooleanField(default=False)
    poster = models.FloatField(default=0.0)
    still = models.FileField(max_length=200, blank=True)
    captions = models.JSONField(default=list)
    came_as = models.CharField(max_length=64, blank=True)
    focus_x = models.PositiveSmallIntegerField(default=CENTRE)
    focus_y = models.PositiveSmallIntegerField(default=CENTRE)
    alt = models.TextField(blank=True)
    came_from = models.CharField(max_length=1000, blank=True, help_text="The address it was fetched from.")
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-added_at", "-id"]
        verbose_name_plural = "media"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "sha256"], name="media_once_a_workspace"),
            models.CheckConstraint(
                condition=Q(focus_x__lte=SIDE, focus_y__lte=SIDE), name="media_focus_in_the_picture"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-added_at", "-id"], name="media_newest_first"),
            models.Index(fields=["workspace", "came_as"], name="media_as_it_came"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_video(self) -> bool:
        return is_video(self.content_type)

    @property
    def kind(self) -> str:
        """What people call it."""
        return "video" if self.is_video else "picture"

    @property
    def lasts(self) -> str:
        """How long it is, as a player says it."""
        return spoken_length(self.seconds)
