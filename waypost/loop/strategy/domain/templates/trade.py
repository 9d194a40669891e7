"""The shape of a trade's template."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from waypost.loop.strategy.domain.document import BoundaryTopic, Persona, Pillar, PostingTime, Trait


@dataclass(frozen=True)
class Trade:
    """What is usual in one trade.

    `reason` ends the sentence “We are here so that …”; `persona` gets its label from the answers; `formats` are
    shares of one; `times` are when this trade's people look; `prompts` are first ideas for each pillar's key.
    """

    key: str
    label: str
    examples: str
    reason: str
    persona: Persona
    pillars: tuple[Pillar, ...]
    traits: tuple[Trait, ...]
    formats: Mapping[str, float]
    times: tuple[PostingTime, ...]
    boundary: BoundaryTopic
    prompts: Mapping[str, tuple[str, ...]]
    preferred_words: tuple[str, ...] = ()
    banned_words: tuple[str, ...] = field(default=())
