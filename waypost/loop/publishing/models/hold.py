from django.db import models
from django.db.models import F, Q

from waypost.loop.publishing.domain.topics import Topic, words_of
from waypost.toolkit import clock
from waypost.toolkit.wording import _


class Hold(models.Model):
    """Somebody stopped a workspace, a channel, a campaign, a topic or one publication, with the reason, until it ends."""

    class Scope(models.TextChoices):
        WORKSPACE = "workspace", "Everything"
        CHANNEL = "channel", "One channel"
        CAMPAIGN = "campaign", "One campaign"
        TOPIC = "topic", "One topic"
        PUBLICATION = "publication", "One post"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=12, choices=Scope.choices)
    channel = models.ForeignKey("channels.Channel", null=True, on_delete=models.CASCADE, related_name="+")
    campaign = models.ForeignKey("planning.Campaign", null=True, on_delete=models.CASCADE, related_name="+")
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.CASCADE, related_name="+")
    label = models.ForeignKey("content.Label", null=True, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300, blank=True, default="", help_text="Of a topic, by commas.")
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
            models.CheckConstraint(
                condition=(
                    Q(scope="topic") & (Q(pillar__isnull=False) | Q(label__isnull=False) | ~Q(words=""))
                )
                | (~Q(scope="topic") & Q(pillar=None, label=None, words="")),
                name="hold_names_its_topic",
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
            return f"{what[0].upper()}{what[1:]} is on hold" if what else _("Everything is on hold")
        return f"The hold on {what}" if what else _("The hold on everything")

    @property
    def what(self) -> str:
        """The channel, the campaign or the topic that is held, by its name; empty where it is everything, or one post."""
        if self.scope == self.Scope.TOPIC:
            return f"the topic {self.topic_in_words}"
        return str(self.channel or self.campaign or "")

    @property
    def topic(self) -> Topic:
        """What it stops, where it is on a topic."""
        return Topic(words_of(self.words), self.pillar_id, self.label_id)

    @property
    def topic_in_words(self) -> str:
        """The topic as people read it: “storm”, “flood”, the pillar Prints, the label tide."""
        return ", ".join(
            [
                *(f"“{each}”" for each in words_of(self.words)),
                *([f"the pillar {self.pillar}"] if self.pillar_id else []),
                *([f"the label {self.label}"] if self.label_id else []),
            ]
        )

    @property
    def covers(self) -> str:
        """What does not leave, as a sentence goes on after "Nothing leaves"."""
        if self.campaign is not None:
            return f"of the campaign {self.campaign.name}"
        if self.scope == self.Scope.TOPIC:
            return f"that is about {self.topic_in_words}"
        return self.channel.name if self.channel else _("any channel")

    @property
    def takes_to_lift(self) -> str:
        """The permission without which nobody lifts it, or releases what it holds."""
        return "campaign.lift" if self.scope == self.Scope.CAMPAIGN else "hold.lift"

    @property
    def ended_by_itself(self) -> bool:
        return self.lifted_at is not None and not self.lifted_by_label

    @property
    def is_on(self) -> bool:
        return self.lifted_at is None
