from django.db import models
from django.db.models import Q

from waypost.loop.engagement.domain.states import NEVER_LEAVES
from waypost.loop.engagement.models.conversation import Conversation
from waypost.toolkit import clock


class Message(models.Model):
    """One thing that was said, by them or by us. Ours has a publication, and a remote id as soon as it was sent."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    remote_id = models.CharField(max_length=300, blank=True)
    in_reply_to = models.CharField(max_length=300, blank=True)
    is_ours = models.BooleanField(default=False)
    author_label = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    reads_unhappy = models.BooleanField(
        default=False, help_text="Of theirs: it shows the signs of a complaint."
    )
    at = models.DateTimeField(help_text="When it was said; of an answer, when it was sent, else written.")
    url = models.CharField(max_length=500, blank=True)
    arrived_at = models.DateTimeField(default=clock.now, help_text="When Waypost learned of it.")
    publication = models.OneToOneField(
        "publishing.Publication", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    stands_on = models.CharField(
        max_length=200, blank=True, help_text="The tone or holding statement it was written by."
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "remote_id"], condition=~Q(remote_id=""), name="message_once"
            ),
            models.CheckConstraint(
                condition=Q(is_ours=True) | ~Q(remote_id=""), name="their_message_has_its_remote_id"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "at"], name="messages_by_time"),
            models.Index(fields=["conversation", "at"], name="messages_in_order"),
            models.Index(fields=["is_ours", "remote_id"], name="messages_on_their_way"),
        ]

    def __str__(self) -> str:
        return f"{self.author_label}: {self.text[:80]}"

    @property
    def leaves(self) -> bool:
        """Whether an answer is on its way or sent; one that was refused, missed or taken out is neither."""
        return self.publication is None or self.publication.state not in NEVER_LEAVES
