"""Which pillar a post's words point at: naive Bayes over what the brand itself has said, silent when in doubt.

Each pillar is a bag of words: its own label and purpose, and the posts that were written for it. The formula is the
multinomial model, smoothed (Manning, Raghavan, Schütze: Introduction to Information Retrieval, 13.2).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SURE = 0.6
"""The least probability at which a pillar is suggested at all."""
HITS = 2
"""So many words must be known to the pillar; one alone is chance."""
_LABEL_WEIGHT = 3
_SMOOTH = 0.2
_SHORT = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Suggestion:
    """A pillar's key, and how probable it is among the pillars (0 to 1)."""

    pillar: str
    probability: float


@dataclass(frozen=True)
class PillarWords:
    """What a pillar is about: its label, its purpose, and texts that were written for it."""

    key: str
    label: str
    purpose: str
    texts: tuple[str, ...] = ()


class Reader:
    """Suggests pillars for texts; made once for many of them."""

    def __init__(self, pillars: Iterable[PillarWords]) -> None:
        self._bags: dict[str, Counter[str]] = {pillar.key: _bag(pillar) for pillar in pillars}
        self._size = len(set().union(*self._bags.values())) if self._bags else 0

    def suggest(self, text: str) -> Suggestion | None:
        """The pillar that the text most probably belongs to; None when that is a guess."""
        known = {word for word in words_of(text) if any(word in bag for bag in self._bags.values())}
        scores = {key: self._score(bag, known) for key, bag in self._bags.items()}
        if not scores or not known:
            return None
        best = max(scores, key=lambda key: (scores[key], key))
        probability = _share(scores, best)
        hits = sum(word in self._bags[best] for word in known)
        return Suggestion(best, probability) if probability >= SURE and hits >= HITS else None

    def _score(self, bag: Counter[str], known: Iterable[str]) -> float:
        total = bag.total() + _SMOOTH * self._size
        return sum(math.log((bag[word] + _SMOOTH) / total) for word in known)


def words_of(text: str) -> list[str]:
    """The words that carry meaning: longer than three letters, lower case."""
    return [word for word in _WORD.findall(text.casefold()) if len(word) > _SHORT]


def _bag(pillar: PillarWords) -> Counter[str]:
    bag = Counter(words_of(pillar.label) * _LABEL_WEIGHT)
    bag.update(words_of(pillar.purpose))
    for text in pillar.texts:
        bag.update(set(words_of(text)))
    return bag


def _share(scores: Mapping[str, float], best: str) -> float:
    """The best one's share of the probability, with equal chances beforehand."""
    return 1 / sum(math.exp(score - scores[best]) for score in scores.values())
