from django.db import models

from waypost.loop.planning.domain import campaigns
from waypost.toolkit import clock


class Campaign(models.Model):
    """Posts that say one thing together for a while: its dates, its message, the goal that it serves.

    Its key is what addresses and reports know it by; its colour is the one of its flag wherever it is named.
    """

    class State(models.TextChoices):
        DRAFT = campaigns.State.DRAFT.value, "Draft"
        RUNNING = campaigns.State.RUNNING.value, "Running"
        ENDED = campaigns.State.ENDED.value, "Ended"

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=campaigns.LONGEST_KEY)
    name = models.CharField(max_length=120)
    message = models.TextField(max_length=1000, blank=True)
    goal = models.ForeignKey("strategy.Goal", null=True, on_delete=models.RESTRICT, related_name="+")
    hue = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    slots_wanted = models.PositiveSmallIntegerField(
        default=0, help_text="How many slots the planner gives it within its days."
    )
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    planned_by = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="campaign_key_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="campaign_runs_forward"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in campaigns.State]),
                name="campaign_state",
            ),
            models.CheckConstraint(condition=models.Q(hue__range=(1, 8)), name="campaign_hue"),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_at__isnull=False)
                | (~models.Q(state="ended") & models.Q(ended_at=None)),
                name="campaign_ended_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ended(self) -> bool:
        return self.state == self.State.ENDED

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def looks(self) -> tuple[str, str, str]:
        """The word of its state, with tone and shape."""
        state = campaigns.State(self.state)
        return (campaigns.WORDS[state], *campaigns.LOOKS[state])

    @property
    def standing(self) -> str:
        """How it stands to its dates today, by the brand's wall."""
        return campaigns.in_words(
            campaigns.State(self.state), self.starts_on, self.ends_on, self.workspace.today
        )
