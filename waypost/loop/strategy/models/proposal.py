from typing import Any

from django.db import models
from django.db.models import Q

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.evidence import Evidence, Expectation, Outcome
from waypost.loop.strategy.domain.patch import Patch
from waypost.loop.strategy.domain.proposals import (
    IN_FORCE,
    LOOKS,
    PERSON,
    UNDECIDED,
    VERDICTS,
    Looks,
    State,
    Verdict,
)
from waypost.loop.strategy.domain.suggestion import SUGGESTION
from waypost.toolkit import clock

_DECIDED = [state.value for state in State if state not in {State.OPEN, State.POSTPONED}]


class Proposal(models.Model):
    """A typed change of the strategy, with what it stands on, what it should bring, and what became of it.

    `subject` names the place that it changes: only one open proposal speaks of a place. `inverse` takes it back:
    against the version it was made for at first, against the one it was applied to once it was. `based_on`,
    `made_version` and `ended_version` are numbers of versions.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    source = models.CharField(max_length=40)
    state = models.CharField(
        max_length=10, choices=[(state.value, LOOKS[state].word) for state in State], default=State.OPEN
    )
    patch = models.JSONField()
    inverse = models.JSONField()
    evidence = models.JSONField()
    expects = models.JSONField(null=True)
    based_on = models.PositiveIntegerField()
    due_on = models.DateField()

    put_at = models.DateTimeField(default=clock.now)
    put_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision_note = models.CharField(max_length=300, blank=True)
    made_version = models.PositiveIntegerField(null=True)
    trial_ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_version = models.PositiveIntegerField(null=True)

    verdict = models.CharField(
        max_length=8,
        choices=[(verdict.value, VERDICTS[verdict].word) for verdict in Verdict],
        blank=True,
    )
    outcome = models.JSONField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-put_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]), name="proposal_state"
            ),
            models.UniqueConstraint(
                fields=["workspace", "subject"],
                condition=Q(state__in=[State.OPEN.value, State.POSTPONED.value]),
                name="proposal_one_of_a_subject",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_DECIDED) | Q(decided_at__isnull=False),
                name="proposal_decided_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="trying") | Q(trial_ends_on__isnull=False),
                name="proposal_trial_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(judged_at__isnull=False), name="proposal_judged_has_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "-put_at"], name="proposals_by_state"),
            models.Index(fields=["trial_ends_on"], name="proposals_being_tried", condition=Q(state="trying")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def change(self) -> Patch:
        """What it changes."""
        return Patch.model_validate(self.patch)

    @property
    def change_back(self) -> Patch:
        """What takes it back."""
        return Patch.model_validate(self.inverse)

    @property
    def stands_on(self) -> Evidence:
        """What was seen."""
        return Evidence.model_validate(self.evidence)

    @property
    def expectation(self) -> Expectation | None:
        """What it should bring, if anybody said so."""
        return Expectation.model_validate(self.expects) if self.expects else None

    @property
    def came_of_it(self) -> Outcome | None:
        """What it brought, once that was looked at."""
        return Outcome.model_validate(self.outcome) if self.outcome else None

    @property
    def looks_like(self) -> Looks:
        return LOOKS[State(self.state)]

    @property
    def verdict_looks(self) -> Looks | None:
        return VERDICTS[Verdict(self.verdict)] if self.verdict else None

    @property
    def is_suggestion(self) -> bool:
        """Whether it says in a person's words what should change, instead of changing it by itself."""
        return self.kind == SUGGESTION

    @property
    def section(self) -> str:
        """The section of the strategy that a suggestion is about."""
        return self.subject.split(" · ")[0]

    @property
    def is_from_a_person(self) -> bool:
        return self.source == PERSON

    @property
    def asks_what_came(self) -> bool:
        """Whether it was in force and no posts told what came of it, so that a person may say it."""
        told = self.came_of_it
        is_told = told is not None and told.posts > 0 and told.verdict is not Verdict.UNCLEAR
        return self.made_version is not None and not is_told

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_tried(self) -> bool:
        return self.state == State.TRYING

    @property
    def is_in_force(self) -> bool:
        return self.state in IN_FORCE

    @staticmethod
    def stored(part: Patch | Evidence | Expectation | Outcome) -> Any:
        """A part as it is written down."""
        return part.model_dump(mode="json")
