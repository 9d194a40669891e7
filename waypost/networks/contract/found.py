"""What a network sees in a text beside words: links, mentions, hashtags, cashtags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """A piece of a text from `start` up to but not including `end`, in code points; `text` is that piece, sign and all."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Entity:
        """The piece of a text between two places."""
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a network finds in one text, each kind in the order of the text."""

    urls: tuple[Entity, ...] = ()
    mentions: tuple[Entity, ...] = ()
    hashtags: tuple[Entity, ...] = ()
    cashtags: tuple[Entity, ...] = ()

    @classmethod
    def apart(
        cls,
        *,
        urls: Iterable[Entity] = (),
        mentions: Iterable[Entity] = (),
        hashtags: Iterable[Entity] = (),
        cashtags: Iterable[Entity] = (),
    ) -> Found:
        """What is found, none inside another: of two that overlap the one that begins first stays."""
        kinds = {"urls": urls, "mentions": mentions, "hashtags": hashtags, "cashtags": cashtags}
        everything = sorted(
            ((entity, kind) for kind, entities in kinds.items() for entity in entities),
            key=lambda each: each[0].start,
        )
        kept: dict[str, list[Entity]] = {kind: [] for kind in kinds}
        end = 0
        for entity, kind in everything:
            if entity.start >= end:
                kept[kind].append(entity)
                end = entity.end
        return cls(**{kind: tuple(entities) for kind, entities in kept.items()})

    @property
    def entities(self) -> list[Entity]:
        """All of them, in the order of the text."""
        return sorted([*self.urls, *self.mentions, *self.hashtags, *self.cashtags])

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where they stand, in the order of the text."""
        return [(entity.start, entity.end) for entity in self.entities]
