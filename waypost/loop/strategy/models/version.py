import json
from collections.abc import Collection
from typing import Any

from django.db import models

from waypost.foundation.workspaces.models import Workspace
from waypost.loop.strategy.domain.document import Strategy
from waypost.loop.strategy.domain.read import strategy_in
from waypost.toolkit import clock


class StrategyVersionRows(models.QuerySet["StrategyVersion"]):
    """Rows of versions; only a draft's document can be written."""

    def update(self, **changes: Any) -> int:
        """Change rows; documents only through `save()`, which knows whether they may change."""
        assert "document" not in changes, "an accepted document is never rewritten; save a draft instead"
        return super().update(**changes)


class StrategyVersion(models.Model):
    """One version of the strategy: a draft, then current, then previous. Immutable once current.

    `based_on` is the number of the version that the draft started from (None: from nothing).
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CURRENT = "current", "Current"
        PREVIOUS = "previous", "Previous"

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    document = models.JSONField()
    based_on = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    created_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)

    objects = StrategyVersionRows.as_manager()

    class Meta:
        ordering = ["-number", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="strategyversion_number_of_workspace"
            ),
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(state="current"), name="strategyversion_one_current"
            ),
            models.UniqueConstraint(
                fields=["workspace"], condition=models.Q(state="draft"), name="strategyversion_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", number=None, accepted_at=None)
                | models.Q(
                    state__in=["current", "previous"], number__isnull=False, accepted_at__isnull=False
                ),
                name="strategyversion_accepted_has_a_number",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "accepted_at"], name="strategyversion_in_time")]

    _accepted = False
    _parsed: tuple[Any, Strategy] | None = None

    def __str__(self) -> str:
        return f"Version {self.number}" if self.number else "Draft"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row; an accepted one cannot be stored again (its state changes by a conditional update)."""
        assert not self._accepted, "an accepted version is never changed; start a draft from it"
        super().save(*args, **kwargs)
        self._accepted = self.state != self.State.DRAFT

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any
    ) -> "StrategyVersion":
        """Remember what was accepted when it was read; a row read without its state counts as accepted."""
        version = super().from_db(db, field_names, values, **options)
        version._accepted = version.__dict__.get("state", cls.State.CURRENT) != cls.State.DRAFT
        return version

    @property
    def strategy(self) -> Strategy:
        """The document as a value. A draft's may be unfinished; an accepted one is whole."""
        if self._parsed is None or self._parsed[0] is not self.document:
            self._parsed = (self.document, strategy_in(json.dumps(self.document)))
        return self._parsed[1]

    @property
    def seen(self) -> str:
        """What somebody has before their eyes: another value as soon as anything of it changes."""
        return f"{self.pk}-{self.changed_at.timestamp():.6f}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_current(self) -> bool:
        return self.state == self.State.CURRENT
