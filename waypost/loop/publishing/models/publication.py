import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from waypost.loop.publishing.domain.parts import Role, place_in_words
from waypost.loop.publishing.domain.states import LOOKS, OVER, Looks, State
from waypost.toolkit import clock
from waypost.toolkit.wording import _, opening


def new_key() -> str:
    """The key that names this publication at the network, chosen before the first try and never changed."""
    return uuid.uuid4().hex


class Publication(models.Model):
    """One variant, to one channel, at one time. Its state changes only along the graph of domain.states."""

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey("content.Post", on_delete=models.RESTRICT, related_name="+")
    variant = models.ForeignKey("content.Variant", null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.ForeignKey("channels.Channel", on_delete=models.RESTRICT, related_name="+")
    key = models.CharField(max_length=32, default=new_key, unique=True)
    head = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="parts", help_text="What it is a part of."
    )
    part = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(
        max_length=8, choices=[(role.value, role.value) for role in Role], default=Role.POST.value
    )
    has_more = models.BooleanField(default=False, help_text="Another part waits until this one is out.")

    state = models.CharField(
        max_length=10, choices=[(state.value, LOOKS[state].word) for state in State], default=State.SCHEDULED
    )
    state_at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=300, blank=True)
    act_at = models.DateTimeField(null=True)

    local_on = models.DateField()
    local_time = models.TimeField()
    zone = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    planned_at = models.DateTimeField(help_text="The post's time that this one followed last.")

    text = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    given_up = models.BooleanField(
        default=False, help_text="A person took it out; only a new time brings it back."
    )
    wants_channel = models.BooleanField(
        default=False, help_text="Held only until its channel is connected again."
    )
    tries = models.PositiveIntegerField(default=0)
    looks = models.PositiveIntegerField(default=0)
    last_look_at = models.DateTimeField(null=True)
    attempt = models.ForeignKey("publishing.Attempt", null=True, on_delete=models.SET_NULL, related_name="+")
    hold = models.ForeignKey(
        "publishing.Hold", null=True, on_delete=models.SET_NULL, related_name="publications"
    )

    remote_id = models.CharField(max_length=300, blank=True)
    remote_url = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="publication_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED.value) | ~Q(remote_id="") | Q(reason__gt=""),
                name="published_with_its_remote_id",
            ),
            models.UniqueConstraint(
                fields=["variant", "part"],
                condition=~Q(state__in=[state.value for state in OVER]),
                name="variant_goes_out_once",
            ),
            models.CheckConstraint(
                condition=Q(head=None, part=0) | Q(head__isnull=False, part__gt=0), name="part_of_something"
            ),
            models.UniqueConstraint(
                fields=["channel", "remote_id"], condition=~Q(remote_id=""), name="remote_post_once"
            ),
        ]
        indexes = [
            # What is over has no `act_at`; SQLite uses the index for any comparison with it.
            models.Index(
                fields=["act_at", "state"], name="publications_to_act_on", condition=Q(act_at__isnull=False)
            ),
            models.Index(
                fields=["state", "due_at"], name="publications_late", condition=Q(act_at__isnull=False)
            ),
            models.Index(fields=["workspace", "due_at"], name="publications_by_time"),
            models.Index(fields=["workspace", "planned_at"], name="publications_by_plan"),
            models.Index(fields=["workspace", "state", "due_at"], name="publications_by_state"),
            models.Index(
                fields=["channel", "state", "act_at", "published_at"], name="publications_of_channel"
            ),
        ]

    def __str__(self) -> str:
        return opening(self.text, 120) or _("A post without words")

    @property
    def looks_like(self) -> Looks:
        """The word, tone, shape, meaning and next step of its state."""
        return LOOKS[State(self.state)]

    @property
    def local(self) -> datetime:
        """When it is due, on the wall clock it was planned by."""
        return datetime.combine(self.local_on, self.local_time)

    @property
    def last_at(self) -> datetime:
        """The last moment at which it may still leave."""
        return self.due_at + self.workspace.grace

    @property
    def whole_id(self) -> int:
        """The id of what it is a part of: its own where it is the post itself."""
        return self.head_id or self.pk

    @property
    def place(self) -> str:
        """What it is beside the post itself: "Part 2", "First comment"; nothing for the post itself."""
        return place_in_words(self.role, self.part)

    @property
    def verb_of_sending(self) -> str:
        """What the journal says when it is out: a post is sent once, and its parts continue it."""
        return "publication.continued" if self.head_id else "publication.published"

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def needs_a_person(self) -> bool:
        """Whether nothing will happen to it until somebody decides."""
        return self.state in {State.HANDED, State.REJECTED, State.MISSED, State.HELD} or (
            self.state == State.UNKNOWN and self.act_at is None
        )
