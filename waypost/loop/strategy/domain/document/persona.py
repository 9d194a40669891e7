"""Whom we speak to: one persona fits on half a page."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from waypost.loop.strategy.domain.document.mix_rule import Portion
from waypost.loop.strategy.domain.document.network_name import names
from waypost.loop.strategy.domain.document.part import Item, Keys, Lines, Note, Part, Text
from waypost.loop.strategy.domain.document.week import Days, Weekday
from waypost.toolkit.wording import _


class ActiveHours(Part):
    """When a persona is around: from `starts` up to but not including `ends`, in hours of the brand's zone."""

    days: Annotated[Days, Field(min_length=1)]
    starts: Annotated[int, Field(ge=0, le=23)]
    ends: Annotated[int, Field(ge=1, le=24)]

    @model_validator(mode="after")
    def _runs_forward(self) -> "ActiveHours":
        if self.ends <= self.starts:
            raise PydanticCustomError(
                "hours_backwards",
                _("These hours end before they start. Write two lines where they pass midnight."),
            )
        return self

    def covers(self, day: Weekday, hour: int) -> bool:
        """Whether `hour` (0–23) of `day` lies within."""
        return day in self.days and self.starts <= hour < self.ends


class Demographics(Part):
    """The few facts that change what we would say."""

    ages: Note = ""
    places: Lines = ()
    languages: Lines = ()
    situation: Note = ""


class Persona(Item):
    """One kind of person we are here for: who they are, what they do and want, what stands in the way.

    `channels` are where we meet them; `attention` is where they spend their time, there and elsewhere.
    """

    summary: Text = ""
    demographics: Demographics = Demographics()
    interests: Lines = ()
    behaviours: Lines = ()
    pain_points: Lines = ()
    wants: Lines = ()
    objections: Lines = ()
    believes: Note = ""
    should_believe: Note = ""
    likes: Lines = ()
    channels: Keys = ()
    attention: Annotated[tuple[Portion, ...], Field(max_length=20)] = ()
    active_hours: Annotated[tuple[ActiveHours, ...], Field(max_length=40)] = ()

    def is_around(self, day: Weekday, hour: int) -> bool:
        """Whether the persona is usually around in `hour` (0–23, the brand's zone) of `day`."""
        return any(hours.covers(day, hour) for hours in self.active_hours)

    def attention_on(self, network: str) -> float:
        """Which share (0 to 1) of the time the persona is said to spend on a network."""
        return sum(place.share for place in self.attention if names(place.label, network))
