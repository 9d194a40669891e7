from django.db import models

from waypost.toolkit import clock


class Subscription(models.Model):
    """A calendar that another program reads at a secret address: in one member's view, all of it or a part.

    The address itself is not kept, only its fingerprint: it is shown once, and a lost one is made anew.
    """

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey("workspaces.Member", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", null=True, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey("planning.Campaign", null=True, on_delete=models.CASCADE, related_name="+")
    is_mine = models.BooleanField(default=False, help_text="Only what its member is responsible for.")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(channel=None) | models.Q(campaign=None), name="subscription_of_one_part"
            ),
        ]

    def __str__(self) -> str:
        return self.part

    @property
    def part(self) -> str:
        """What of the calendar it shows."""
        if self.is_mine:
            return f"What {self.member} is responsible for"
        elif self.channel is not None:
            return f"Everything on {self.channel.name}"
        elif self.campaign is not None:
            return f"The campaign {self.campaign.name}"
        else:
            return "The whole calendar"
