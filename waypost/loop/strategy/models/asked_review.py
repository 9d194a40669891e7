from datetime import datetime

from django.db import models

from waypost.foundation.workspaces.models import Member, Workspace
from waypost.loop.strategy.domain.proposals import Looks
from waypost.loop.strategy.domain.reviews import LOOKS, State, in_the_way
from waypost.toolkit import clock


class AskedReview(models.Model):
    """Somebody was asked by name to look at a draft, and what they answered; what the draft is, the subclass says.

    `read_at` is when the draft that was decided on had been changed last: a later change is not covered.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    asked = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_label = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.CharField(max_length=200)
    asked_by_person = models.BigIntegerField(null=True)
    request = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=9, choices=[(state.value, LOOKS[state].word) for state in State], default=State.WAITING
    )
    words = models.TextField(max_length=2000, blank=True)
    decided_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="%(class)s_state"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(decided_at__isnull=False),
                name="%(class)s_decided_has_a_time",
            ),
        ]

    @property
    def changed_at(self) -> datetime:
        """When the draft was changed last."""
        raise NotImplementedError

    @property
    def looks_like(self) -> Looks:
        return LOOKS[State(self.state)]

    @property
    def is_waiting(self) -> bool:
        return self.state == State.WAITING

    @property
    def in_the_way(self) -> str:
        """Why its draft does not take force yet; "" when it may."""
        is_as_it_was = self.read_at == self.changed_at
        return in_the_way(
            State(self.state), name=self.asked_label, words=self.words, is_as_it_was=is_as_it_was
        )


def one_waits(draft: str, name: str) -> models.UniqueConstraint:
    """One review of a draft waits at a time; `draft` is the field that names it."""
    return models.UniqueConstraint(fields=[draft], condition=models.Q(state="waiting"), name=name)
