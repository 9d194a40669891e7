"""Says what a factor's effects tell, in a sentence: the clear ones, or that the posts cannot say it."""

from collections.abc import Sequence
from typing import Protocol

from waypost.loop.learning.domain.words import more_or_less
from waypost.toolkit.wording import _, listed


class Told(Protocol):
    """An effect as far as a sentence needs it."""

    label: str
    value: float
    is_clear: bool


def sentence(effects: Sequence[Told], *, is_said: bool, measure: str) -> str:
    """What the effects of one factor tell."""
    clear = sorted((effect for effect in effects if effect.is_clear), key=lambda effect: -effect.value)
    if not is_said:
        return _("The posts do not show a difference here. That may be so, or there are too few of them yet.")
    if not clear:
        return _("Something differs here, but the posts do not say yet which of them it is.")
    parts = [
        _("{name} brings {much}").format(name=_named(effect), much=more_or_less(effect.value))
        for effect in clear[:4]
    ]
    return _("{parts} {measure} than a typical post, all else being equal.").format(
        parts=listed(parts), measure=measure
    )


def _named(effect: Told) -> str:
    return f"“{effect.label}”"
