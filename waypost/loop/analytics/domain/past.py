"""A post that went out somewhere else, with what was counted of it there: how results travel from one place to another."""

from dataclasses import dataclass
from datetime import datetime

from waypost.networks.contract import Counts


@dataclass(frozen=True, slots=True)
class PastReading:
    """What a network said of a post at one moment."""

    at: datetime
    counts: Counts


@dataclass(frozen=True, slots=True)
class PastResult:
    """A post of the past with its readings, oldest first. `pillar` is a key of the strategy, or empty.

    `is_explained` says that somebody gave it a why, or said that it has none. `followers` are the channel's at its
    first reading; `told_by` is the tool whose figures these are, where they are not the network's.
    """

    remote_id: str
    at: datetime
    text: str = ""
    url: str = ""
    format: str = "text"
    pillar: str = ""
    is_explained: bool = False
    reactive: bool = False
    told_by: str = ""
    followers: int | None = None
    gone_at: datetime | None = None
    readings: tuple[PastReading, ...] = ()
