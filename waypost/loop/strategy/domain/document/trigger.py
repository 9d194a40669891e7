"""What Waypost can count by itself, and from where on somebody should look: metric × threshold × window."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AllowInfNan, Field, StrictFloat, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from waypost.loop.strategy.domain.document.part import Part
from waypost.toolkit.wording import _


class Measure(StrEnum):
    """What is counted of what people say to us."""

    MESSAGES = "messages"
    PEOPLE = "people"
    UNHAPPY = "unhappy"
    WAITING = "waiting"


class Against(StrEnum):
    """What the threshold is: a number of them, so many times what is usual, or a share of all messages in percent."""

    NUMBER = "number"
    USUAL = "usual"
    PERCENT = "percent"


class Trigger(Part):
    """Met when `measure` comes to `at_least` within so many minutes; of people waiting, when they waited that long."""

    measure: Measure
    at_least: Annotated[StrictInt | Annotated[StrictFloat, AllowInfNan(False)], Field(gt=0, le=1_000_000)]
    against: Against = Against.NUMBER
    within_minutes: Annotated[int, Field(ge=10, le=10080)] = 60

    @model_validator(mode="after")
    def _can_be_counted(self) -> Self:
        is_share = self.against is Against.PERCENT
        if is_share and (self.measure is not Measure.UNHAPPY or self.at_least > 100):
            raise PydanticCustomError(
                "share_of_what",
                _("Only unhappy messages have a share, of 100% at most. Give a number instead."),
            )
        if self.against is Against.USUAL and (self.measure is Measure.WAITING or self.at_least <= 1):
            raise PydanticCustomError(
                "usual_of_what",
                _("Say how many times the usual, more than once, of messages, unhappy messages or people."),
            )
        return self
