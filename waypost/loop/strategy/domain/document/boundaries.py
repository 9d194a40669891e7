"""What we do not talk about, what we talk about with care, and who decides."""

from enum import StrEnum

from waypost.loop.strategy.domain.document.part import Item, Keyed, Note, Part, Text


class Stance(StrEnum):
    """Never, or only with care."""

    NEVER = "never"
    CARE = "care"


class BoundaryTopic(Item):
    """A topic, how we hold it, why, and who decides in doubt."""

    stance: Stance
    why: Text = ""
    how: Text = ""
    decides: Note = ""


class Boundaries(Part):
    """The topics, and who decides on what none of them names."""

    topics: Keyed[BoundaryTopic] = ()
    decides: Note = ""
