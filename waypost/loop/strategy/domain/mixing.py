"""What the pillars come to by each mix rule, and the rules that are in common use."""

from collections.abc import Iterator
from dataclasses import dataclass

from waypost.loop.strategy.domain.document import MixRule, Strategy
from waypost.toolkit.wording import _


@dataclass(frozen=True)
class Held:
    """One part of a rule: the share that it asks for, what the pillars' target shares give it, and which they are."""

    label: str
    asked: float
    given: float
    pillars: tuple[str, ...]

    @property
    def points_off(self) -> int:
        """By how many percentage points the pillars give more (or, below zero, less) than the rule asks for."""
        return round((self.given - self.asked) * 100)

    @property
    def off_in_words(self) -> str:
        """The same as people say it."""
        points = abs(self.points_off)
        words = _("{points} point more") if points == 1 else _("{points} points more")
        if self.points_off < 0:
            words = _("{points} point less") if points == 1 else _("{points} points less")
        return words.format(points=points)


@dataclass(frozen=True)
class Weighed:
    """A rule held against the pillars; `uncounted` are those that are no part of it yet."""

    rule: MixRule
    parts: tuple[Held, ...]
    uncounted: tuple[str, ...]


COMMON: dict[str, tuple[str, tuple[tuple[str, int], ...]]] = {
    "70-20-10": ("70-20-10", ((_("Of use to people"), 70), (_("From others"), 20), (_("Selling"), 10))),
    "thirds": ("Thirds", ((_("Selling"), 33), (_("From our field"), 33), (_("In person"), 34))),
    "80-20": ("80-20", ((_("Of use or pleasure"), 80), (_("Selling"), 20))),
    "4-1-1": ("4-1-1", ((_("From others"), 67), (_("Gently about us"), 16), (_("Selling"), 17))),
    "5-3-2": ("5-3-2", ((_("From others"), 50), (_("Our own"), 30), (_("In person"), 20))),
    "50-30-20": ("50-30-20", ((_("Engaging"), 50), (_("Teaching"), 30), (_("Selling"), 20))),
    "40-40-20": ("40-40-20", ((_("Awareness"), 40), (_("Consideration"), 40), (_("Conversion"), 20))),
    "30-30-30-10": (
        "30-30-30-10",
        ((_("Our own"), 30), (_("From others"), 30), (_("In person"), 30), (_("Selling"), 10)),
    ),
}
"""Name, and parts in percent. Sources disagree on what the parts mean, so these are only somewhere to begin.

https://www.majorform.co/blog-1/social-media-content-framework-70-20-10 and
https://sparkum.net/blog/mastering-social-media-rules-and-ratios-for-content-strategy, both read in October 2026.
"""


def weighed(strategy: Strategy) -> Iterator[Weighed]:
    """Hold each mix rule against the target shares of the pillars."""
    for rule in strategy.mix_rules:
        parts = tuple(
            Held(
                part.label,
                part.share,
                sum(
                    pillar.share for pillar in strategy.pillars if rule.pillars.get(pillar.key) == part.label
                ),
                tuple(
                    pillar.label for pillar in strategy.pillars if rule.pillars.get(pillar.key) == part.label
                ),
            )
            for part in rule.parts
        )
        uncounted = tuple(pillar.label for pillar in strategy.pillars if pillar.key not in rule.pillars)
        yield Weighed(rule, parts, uncounted)
