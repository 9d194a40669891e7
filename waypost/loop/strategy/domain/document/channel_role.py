"""What a channel is for, its rhythm and its mix. The key is the channel's key, bound or not yet."""

from datetime import time
from typing import Annotated

from pydantic import Field

from waypost.loop.strategy.domain.document.part import Item, Key, Lines, Number, Part, Share, Text
from waypost.loop.strategy.domain.document.week import ClockTime, Days, as_time


class PostingTime(Part):
    """A time on the wall, in the brand's zone, on some days; without days, on any."""

    days: Days = ()
    at: ClockTime

    @property
    def time(self) -> time:
        return as_time(self.at)


class ChannelRole(Item):
    """Why this channel, how often (posts a week), in which formats (shares of one), at which times.

    `never` says what is not posted there, `voice` how the brand's voice sounds there.
    `reactive_share` of its slots stay open for what the day brings, and `evergreen_share` of the others are kept for
    posts that are said again. `network` is a hint for connecting it.
    """

    network: Key | None = None
    purpose: Text = ""
    voice: Text = ""
    never: Lines = ()
    posts_per_week: Annotated[Number, Field(ge=0, le=200)] = 0
    reactive_share: Share = 0.2
    evergreen_share: Share = 0
    formats: Annotated[dict[Key, Share], Field(max_length=20)] = {}
    times: Annotated[tuple[PostingTime, ...], Field(max_length=60)] = ()
