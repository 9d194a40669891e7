"""Rules of thumb about the mix, such as 70-20-10: parts with their shares, and which pillar counts as which part."""

from typing import Annotated

from pydantic import Field

from waypost.loop.strategy.domain.document.part import Item, Key, Line, Note, Part, Share


class Portion(Part):
    """A share of something, by its name."""

    label: Line
    share: Share


class MixRule(Item):
    """What is often called for, held against the pillars: each pillar counts as one part, by that part's label."""

    why: Note = ""
    parts: Annotated[tuple[Portion, ...], Field(max_length=12)] = ()
    pillars: Annotated[dict[Key, Line], Field(max_length=60)] = {}
