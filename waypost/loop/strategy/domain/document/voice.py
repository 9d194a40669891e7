"""How we sound: the voice stays, the tone follows the situation."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from waypost.loop.strategy.domain.document.part import Item, Keyed, Line, Lines, Note, Part, Text
from waypost.toolkit.wording import _


def _without_arrow(line: str) -> str:
    """An arrow stands between the two wherever people write them on a line."""
    if "→" in line or "->" in line:
        raise PydanticCustomError("arrow", _("Leave the arrow out: it parts this from what we say instead."))
    return line


class Rewrite(Part):
    """A sentence as anybody would write it, and the same in our voice."""

    before: Annotated[Line, AfterValidator(_without_arrow)]
    after: Line


class Trait(Item):
    """We are this, and we are not that; with what to do and what to leave, and sentences put right."""

    but_not: Note = ""
    meaning: Text = ""
    do: Lines = ()
    dont: Lines = ()
    examples: Annotated[tuple[Rewrite, ...], Field(max_length=12)] = ()


class Tone(Item):
    """How the voice sounds in one situation; the label is the situation, `example` what we would say in it."""

    tone: Line
    example: Text = ""


class Voice(Part):
    """Traits, tones, and the words we like or avoid."""

    summary: Text = ""
    traits: Keyed[Trait] = ()
    tones: Keyed[Tone] = ()
    preferred_words: Lines = ()
    banned_words: Lines = ()
