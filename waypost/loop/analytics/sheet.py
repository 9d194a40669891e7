"""A post's numbers on a sheet: what its network says, what follows from it, and what nobody says."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from waypost.loop.analytics.domain.ageing import FIRST, SETTLED
from waypost.loop.analytics.domain.columns import told_of
from waypost.loop.analytics.domain.metrics import BY_KEY, Definition
from waypost.loop.analytics.figures import written
from waypost.loop.analytics.models import Measured
from waypost.toolkit import clock

LINES = (
    "impressions",
    "reach",
    "video-views",
    "engagements",
    "likes",
    "comments",
    "shares",
    "saves",
    "clicks",
    "conversions",
    "engagement-rate-by-impressions",
    "engagement-rate-by-reach",
    "engagement-rate-by-followers",
    "click-through-rate",
    "conversion-rate",
)

HEADLINES = {"impressions", "engagements", "engagement-rate-by-impressions", "clicks", "conversions"}


@dataclass(frozen=True)
class Sheet:
    """The numbers of one measured post, in the order in which they are read."""

    row: Measured

    @cached_property
    def values(self) -> list[tuple[Definition, SafeString]]:
        """What is known, typeset."""
        found = ((BY_KEY[key], self._value(BY_KEY[key])) for key in LINES)
        return [(definition, written(definition, value)) for definition, value in found if value is not None]

    @property
    def headlines(self) -> list[tuple[Definition, SafeString]]:
        """The few that stand for the rest."""
        return [(definition, value) for definition, value in self.values if definition.key in HEADLINES]

    @cached_property
    def unsaid(self) -> list[Definition]:
        """What the network counts of nobody's posts."""
        card = self.row.channel.card
        said = {definition.key for definition, _value in self.values}
        return [
            BY_KEY[key]
            for key in LINES
            if key not in said and not BY_KEY[key].told_by(told_of(card), card.account_metrics)
        ]

    @property
    def is_young(self) -> bool:
        """Whether much of what it will collect is still to come."""
        return self.row.read_at is not None and self.row.read_at - self.row.published_at < SETTLED

    @property
    def is_uncounted(self) -> bool:
        """Whether a person posted it where no program may ask, so that nobody counts it."""
        return self.row.read_at is None and self.row.channel.is_by_hand

    @property
    def awaits_first(self) -> bool:
        return self.row.read_at is None and not self.is_uncounted

    @property
    def is_late(self) -> bool:
        """Whether its first numbers should have come by now."""
        return self.awaits_first and clock.now() > self.row.published_at + 4 * FIRST

    def _value(self, definition: Definition) -> float | None:
        return definition.of(self.row.counts, followers=self.row.followers)
