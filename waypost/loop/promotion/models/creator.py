from django.db import models

from waypost.foundation.notices.models import Task
from waypost.loop.promotion.domain.authenticity import reaction_share
from waypost.loop.promotion.domain.cost import Price, price_of
from waypost.loop.promotion.domain.judging import VERDICTS, Seen, Verdict
from waypost.loop.promotion.domain.states import DECIDED, LOOKS, WORDS
from waypost.loop.promotion.domain.states import State as Standing
from waypost.loop.promotion.domain.tiers import Tier, tier_of
from waypost.toolkit import clock
from waypost.toolkit.money import Money


class Creator(models.Model):
    """Somebody who might speak for us: who they are, what was seen of them, and what we decided and why.

    `flags` are words of the strategy's red flags, `topics` keys of boundaries, `signs` what their following shows;
    `looked` says that somebody read their posts for these. What the criteria said on the day of the decision stays.
    """

    class State(models.TextChoices):
        LOOKING = Standing.LOOKING.value, WORDS[Standing.LOOKING]
        SHORTLISTED = Standing.SHORTLISTED.value, WORDS[Standing.SHORTLISTED]
        GO = Standing.GO.value, WORDS[Standing.GO]
        NO = Standing.NO.value, WORDS[Standing.NO]

    workspace = models.ForeignKey("workspaces.Workspace", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    network = models.CharField(max_length=40)
    handle = models.CharField(max_length=120, blank=True)
    address = models.URLField(max_length=300, blank=True)
    followers = models.PositiveBigIntegerField(null=True)
    interactions = models.PositiveBigIntegerField(null=True)
    asks_minor = models.PositiveBigIntegerField(null=True)
    currency = models.CharField(max_length=3)
    asks_for = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=600, blank=True)
    personas = models.ManyToManyField("strategy.Persona", related_name="+")
    pillars = models.ManyToManyField("strategy.Pillar", related_name="+")
    looked = models.BooleanField(default=False)
    flags = models.JSONField(default=list, blank=True)
    topics = models.JSONField(default=list, blank=True)
    signs = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=11, choices=State.choices, default=State.LOOKING)
    noted_by = models.CharField(max_length=200)
    noted_at = models.DateTimeField(default=clock.now)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=600, blank=True)
    said = models.CharField(max_length=10, blank=True)
    reached = models.FloatField(null=True)
    task = models.ForeignKey(Task, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["workspace", "state"], name="creators_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in Standing]), name="creator_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in DECIDED], decided_at__isnull=False)
                | (~models.Q(state__in=[state.value for state in DECIDED]) & models.Q(decided_at=None)),
                name="creator_decided_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def looks(self) -> tuple[str, str, str]:
        """The word of where they stand, with tone and shape."""
        state = Standing(self.state)
        return (WORDS[state], *LOOKS[state])

    @property
    def is_decided(self) -> bool:
        return self.state in DECIDED

    @property
    def is_shortlisted(self) -> bool:
        return self.state == Standing.SHORTLISTED

    @property
    def tier(self) -> Tier | None:
        """How large the following is; None while nobody counted it."""
        return None if self.followers is None else tier_of(self.followers)

    @property
    def reaction(self) -> float | None:
        """Which share of the followers reacts to a post."""
        return reaction_share(self.followers, self.interactions)

    @property
    def asks(self) -> Money | None:
        return None if self.asks_minor is None else Money(self.asks_minor, self.currency)

    @property
    def price(self) -> Price | None:
        """What they ask for, and what that is for each whom it reaches."""
        return price_of(self.asks, self.followers, self.interactions)

    @property
    def is_against_the_criteria(self) -> bool:
        """Whether a person decided otherwise than the criteria said that day."""
        return (
            self.said in {Standing.GO.value, Standing.NO.value}
            and self.is_decided
            and self.said != self.state
        )

    @property
    def said_in_words(self) -> str:
        """What the criteria said on the day of the decision."""
        return VERDICTS[Verdict(self.said)][0] if self.said else ""

    @property
    def seen(self) -> Seen:
        """What is known of them as the rules read it; personas, pillars and marks were read along."""
        return Seen(
            network=self.network,
            followers=self.followers,
            interactions=self.interactions,
            personas=tuple(persona.key for persona in self.personas.all()),
            pillars=tuple(pillar.key for pillar in self.pillars.all()),
            flags=tuple(self.flags),
            topics=tuple(self.topics),
            signs=tuple(self.signs),
            looked=self.looked,
            marks={mark.criterion: mark.marked for mark in self.marks.all()},
        )
