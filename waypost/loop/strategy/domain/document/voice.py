"""How we sound: the voice stays, the tone follows the situation."""

from waypost.loop.strategy.domain.document.part import Item, Keyed, Line, Lines, Note, Part, Text


class Trait(Item):
    """We are this, and we are not that; with what to do and what to leave."""

    but_not: Note = ""
    meaning: Text = ""
    do: Lines = ()
    dont: Lines = ()


class Tone(Item):
    """How the voice sounds in one situation; the label is the situation."""

    tone: Line


class Voice(Part):
    """Traits, tones, and the words we like or avoid."""

    summary: Text = ""
    traits: Keyed[Trait] = ()
    tones: Keyed[Tone] = ()
    preferred_words: Lines = ()
    banned_words: Lines = ()
