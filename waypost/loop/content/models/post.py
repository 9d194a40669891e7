from datetime import datetime

from django.db import models

from waypost.loop.content.domain import states
from waypost.loop.content.domain.why import Why
from waypost.toolkit import clock
from waypost.toolkit.wording import opening


class Post(models.Model):
    """What we say, and why. How we say it on one network is a variant."""

    class State(models.TextChoices):
        DRAFT = states.State.DRAFT.value, "Draft"
        IN_REVIEW = states.State.IN_REVIEW.value, "In review"
        RETURNED = states.State.RETURNED.value, "Returned"
        APPROVED = states.State.APPROVED.value, "Approved"

    class Kind(models.TextChoices):
        POST = "post", "Post"
        ANSWER = "answer", "Answer to somebody"

    class Origin(models.TextChoices):
        CREATED = "created", "We made it"
        CURATED = "curated", "We share somebody else's"
        COMMUNITY = "community", "Our people made it"
        PARTNER = "partner", "Made with a partner"

    class Purpose(models.TextChoices):
        VALUE = "value", "Gives something"
        PROMOTIONAL = "promotional", "Sells something"
        PERSONAL = "personal", "Shows who we are"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.POST)
    title = models.CharField(max_length=160, blank=True)
    body = models.TextField(blank=True)
    pillar = models.ForeignKey("strategy.Pillar", null=True, on_delete=models.RESTRICT, related_name="+")
    persona = models.ForeignKey("strategy.Persona", null=True, on_delete=models.RESTRICT, related_name="+")
    goal = models.ForeignKey("strategy.Goal", null=True, on_delete=models.RESTRICT, related_name="+")
    funnel_stage = models.ForeignKey(
        "strategy.FunnelStage", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    purpose = models.CharField(max_length=12, choices=Purpose.choices, default=Purpose.VALUE)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.CREATED)
    reactive = models.BooleanField(default=False)
    campaign = models.ForeignKey("planning.Campaign", null=True, on_delete=models.SET_NULL, related_name="+")
    still_in = models.CharField(
        max_length=60,
        blank=True,
        help_text="The other tool that would send it too: not approved until it is out.",
    )
    slot = models.ForeignKey("planning.Slot", null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey("workspaces.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    author_label = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    planned_on = models.DateField(null=True)
    planned_time = models.TimeField(null=True)
    planned_zone = models.CharField(max_length=60, blank=True)
    planned_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-updated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(archived_at=None), name="slot_holds_one_post"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in states.State]), name="post_state"
            ),
            models.CheckConstraint(
                condition=models.Q(planned_on=None, planned_time=None, planned_at=None)
                | models.Q(planned_on__isnull=False, planned_time__isnull=False, planned_at__isnull=False),
                name="post_planned_wholly",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-updated_at", "-id"], name="posts_newest_first"),
            models.Index(fields=["workspace", "planned_at"], name="posts_by_time"),
            models.Index(fields=["workspace", "state"], name="posts_by_state"),
        ]

    def __str__(self) -> str:
        return self.first_line or "Untitled post"

    @property
    def first_line(self) -> str:
        """The title, or the first line of the text, short enough for a list."""
        return self.title or opening(self.body, 120)

    @property
    def planned_local(self) -> datetime | None:
        """The wall-clock time at which the post is to go out."""
        if self.planned_on is None or self.planned_time is None:
            return None
        return datetime.combine(self.planned_on, self.planned_time)

    @property
    def is_answer(self) -> bool:
        """Whether it answers somebody: it belongs to a conversation, not to the calendar."""
        return self.kind == self.Kind.ANSWER

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_approved(self) -> bool:
        return self.state == self.State.APPROVED

    @property
    def why(self) -> Why:
        """The keys of its reasons."""
        return Why(
            pillar=self.pillar.key if self.pillar else None,
            persona=self.persona.key if self.persona else None,
            goal=self.goal.key if self.goal else None,
            funnel_stage=self.funnel_stage.key if self.funnel_stage else None,
        )
