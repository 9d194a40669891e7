"""With which creators we work, decided before anybody is asked."""

from typing import Annotated

from pydantic import Field

from waypost.loop.strategy.domain.document.part import Item, Keyed, Lines, Note, Part, Share, Text


class Criterion(Item):
    """One thing that is judged from 0 to 5, how much it weighs, and what good looks like.

    `least` is the mark below which the answer is no, whatever the rest says.
    """

    weight: Annotated[int, Field(ge=1, le=5)] = 1
    look_for: Text = ""
    least: Annotated[int, Field(ge=1, le=5)] | None = None


class CreatorCriteria(Part):
    """What is judged, from which share of the most that can be had we say yes, and what ends it at once."""

    purpose: Text = ""
    criteria: Keyed[Criterion] = ()
    go_from: Share | None = None
    red_flags: Lines = ()
    terms: Lines = ()
    most_paid: Note = ""
