"""A pillar: a subject that we keep coming back to, with its share of what we say."""

from typing import Annotated

from pydantic import Field

from waypost.loop.strategy.domain.document.part import Item, Key, Keys, Line, Share, Text


class Pillar(Item):
    """A subject with a target share of the posts; `hue` (1–8) is its colour everywhere.

    `adaptations` say by channel role what becomes of it there.
    """

    purpose: Text = ""
    why: Text = ""
    share: Share
    hue: Annotated[int, Field(ge=1, le=8)]
    personas: Keys = ()
    goals: Keys = ()
    formats: Keys = ()
    funnel_stages: Keys = ()
    adaptations: Annotated[dict[Key, Line], Field(max_length=60)] = {}
