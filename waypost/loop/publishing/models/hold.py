from django.db import models
from django.db.models import F, Q

from waypost.toolkit import clock
from waypost.toolkit.wording import _


class Hold(models.Model):
    """Somebody stopped the queue of a workspace, a channel, a campaign or one publication, with the reason, until it ends."""

    class Scope(models.TextChoices):
        WORKSPACE = "workspace", "Everything"
        CHANNEL = "channel", "One channel"
        CAMPAIGN = "campaign", "One campaign"
        PUBLICATION = "publication", "One post"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=12, choices=Scope.choices)
    channel = models.ForeignKey("channels.Channel", null=True, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey("planning.Campaign", null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    put_by_label = models.CharField(max_length=200)
    put_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(
        null=True, help_text="When it ends by itself; nothing leaves by that alone."
    )
    lifted_by_label = models.CharField(max_length=200, blank=True)
    lifted_at = models.DateTimeField(null=True)
    was_leaving = models.ManyToManyField("publishing.Publication", related_name="+")
    was_stopped = models.ManyToManyField("publishing.Publication", related_name="+")

    class Meta:
        ordering = ["-put_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="channel", channel__isnull=False) | (~Q(scope="channel") & Q(channel=None)),
                name="hold_names_its_channel",
            ),
            models.CheckConstraint(
                condition=Q(scope="campaign", campaign__isnull=False)
                | (~Q(scope="campaign") & Q(campaign=None)),
                name="hold_names_its_campaign",
            ),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(scope="campaign", lifted_at=None),
                name="one_hold_of_a_campaign",
            ),
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(scope="workspace", lifted_at=None), name="one_crisis_hold"
            ),
            models.UniqueConstraint(
                fields=["channel"], condition=Q(scope="channel", lifted_at=None), name="one_hold_of_a_channel"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("put_at")), name="hold_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def title(self) -> str:
        """What is held, as a heading says it."""
        if self.scope == self.Scope.PUBLICATION:
            return _("One post is held back")
        what = self.what
        if self.is_on:
            return f"{what} is on hold" if what else _("Everything is on hold")
        return f"The hold on {what}" if what else _("The hold on everything")

    @property
    def what(self) -> str:
        """The name of the channel or the campaign that is held; empty where it is everything, or one post."""
        return str(self.channel or self.campaign or "")

    @property
    def covers(self) -> str:
        """What does not leave, as a sentence goes on after "Nothing leaves"."""
        if self.campaign is not None:
            return f"of the campaign {self.campaign.name}"
        return self.channel.name if self.channel else _("any channel")

    @property
    def ended_by_itself(self) -> bool:
        return self.lifted_at is not None and not self.lifted_by_label

    @property
    def is_on(self) -> bool:
        return self.lifted_at is None
