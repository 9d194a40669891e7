"""Why a post exists, at the cost of one choice: the pillar. Everything else follows from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True)
class Aim:
    """A pillar as the current strategy describes it: who it is for, what it serves, and the words about it."""

    pillar: str
    label: str = ""
    about: str = ""
    personas: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    funnel_stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Why:
    """The keys of a post's reasons; None where nothing was said."""

    pillar: str | None = None
    persona: str | None = None
    goal: str | None = None
    funnel_stage: str | None = None

    def filled_from(self, other: "Why") -> "Why":
        """Keep what is said here; take the rest from `other`."""
        return Why(
            pillar=self.pillar or other.pillar,
            persona=self.persona or other.persona,
            goal=self.goal or other.goal,
            funnel_stage=self.funnel_stage or other.funnel_stage,
        )


def follow(pillar: str | None, aims: Sequence[Aim]) -> Why:
    """Give what follows from a pillar: the first persona, goal and funnel stage that it names."""
    aim = next((aim for aim in aims if aim.pillar == pillar), None)
    if aim is None:
        return Why(pillar=pillar)
    return Why(pillar, _first(aim.personas), _first(aim.goals), _first(aim.funnel_stages))


def prefill(said: Why, *, slot: Why, text: str, aims: Sequence[Aim]) -> Why:
    """Complete what was said: from the slot, else from the text, and from the pillar that this gives."""
    known = said if said.pillar and said.pillar != slot.pillar else said.filled_from(slot)
    pillar = known.pillar or pillar_in(text, aims)
    return known.filled_from(follow(pillar, aims))


def pillar_in(text: str, aims: Sequence[Aim]) -> str | None:
    """Guess the pillar of a text: its name stands in it, or it shares most words (two or more) with one only."""
    folded = text.casefold()
    named = [aim.pillar for aim in aims if aim.label and aim.label.casefold() in folded]
    if len(named) == 1:
        return named[0]
    words = set(_WORD.findall(folded))
    shared = {
        aim.pillar: len(words & set(_WORD.findall(f"{aim.label} {aim.about}".casefold()))) for aim in aims
    }
    most = max(shared.values(), default=0)
    best = [pillar for pillar, count in shared.items() if count == most]
    return best[0] if most >= 2 and len(best) == 1 else None


def _first(keys: tuple[str, ...]) -> str | None:
    return keys[0] if keys else None
