from django.db import models
from django.db.models import Q

from waypost.loop.engagement.domain.states import LOOKS, Looks, State
from waypost.networks import contract
from waypost.toolkit import clock


class Conversation(models.Model):
    """What one person and we say to each other under one root: a post of ours, or something said elsewhere.

    What it says of its messages (state, moments, last words) is derived from them by the actions.
    """

    class Address(models.TextChoices):
        COMMENT = contract.Address.COMMENT.value, "Comment"
        REPLY = contract.Address.REPLY.value, "Reply"
        MENTION = contract.Address.MENTION.value, "Mention"
        DIRECT = contract.Address.DIRECT.value, "Direct message"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("channels.Channel", on_delete=models.CASCADE, related_name="+")
    remote_root = models.CharField(max_length=300)
    publication = models.ForeignKey(
        "publishing.Publication",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Our post at the root, where Waypost made it.",
    )
    address = models.CharField(max_length=7, choices=Address.choices)
    drill = models.ForeignKey(
        "engagement.Incident",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The drill that it is a part of: nothing real counts it.",
    )

    person_remote_id = models.CharField(max_length=300)
    person_handle = models.CharField(max_length=200)
    person_name = models.CharField(max_length=200)
    person_url = models.CharField(max_length=500, blank=True)

    state = models.CharField(
        max_length=7, choices=[(state.value, LOOKS[state].word) for state in State], default=State.WAITING
    )
    assigned_to = models.ForeignKey(
        "workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    seen_to = models.BigIntegerField(default=0, help_text="The last message up to which somebody closed it.")
    reopened_at = models.DateTimeField(null=True, help_text="Somebody took it up again, however old it is.")
    closed_at = models.DateTimeField(null=True)
    closed_by_label = models.CharField(max_length=200, blank=True, help_text="Empty when it is history.")

    opened_at = models.DateTimeField()
    last_message_at = models.DateTimeField()
    last_words = models.CharField(max_length=160, blank=True)
    last_is_ours = models.BooleanField(default=False)
    waiting_since = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.ForeignKey(
        "publishing.Publication",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The latest answer on its way, or sent.",
    )
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-last_message_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "remote_root", "person_remote_id"], name="one_person_under_one_root"
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING.value, waiting_since__isnull=False, closed_at=None)
                | Q(state=State.OPEN.value, waiting_since=None, closed_at=None)
                | Q(state=State.CLOSED.value, waiting_since=None, closed_at__isnull=False),
                name="conversation_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "state", "drill", "waiting_since"], name="conversations_by_wait"
            ),
            models.Index(
                fields=["workspace", "state", "drill", "-last_message_at"], name="conversations_by_state"
            ),
            models.Index(fields=["workspace", "person_remote_id"], name="conversations_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person_name}: {self.last_words}" if self.last_words else self.person_name

    @property
    def looks_like(self) -> Looks:
        """How its state is said and drawn."""
        return LOOKS[State(self.state)]

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED
