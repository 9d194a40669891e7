"""How we look: colours, fonts, pictures and the logo."""

from typing import Annotated

from pydantic import StringConstraints

from waypost.loop.strategy.domain.document.part import Item, Keyed, Lines, Note, Part, Text


class Colour(Item):
    """One colour of the brand as #rrggbb, and what it is for."""

    value: Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True)]
    use: Note = ""


class Font(Item):
    """One typeface of the brand, and what it is for."""

    use: Note = ""


class VisualIdentity(Part):
    """Enough to recognise us without the name."""

    colours: Keyed[Colour] = ()
    fonts: Keyed[Font] = ()
    imagery: Text = ""
    logo_rules: Lines = ()
