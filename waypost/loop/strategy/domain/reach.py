"""Who is reached when: a persona's hours over the week, and the posting times of its channels within or beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from waypost.loop.strategy.domain.document import ChannelRole, Persona, Strategy, Weekday

_MARGIN, _HOUR = 18, 10.75
"""In the picture of a week, whose days are ten units high: the names of the days, and an hour."""


@dataclass(frozen=True)
class Block:
    """Hours of one day in which a persona is around; days count from Monday as 0."""

    day: int
    starts: int
    ends: int

    @property
    def x(self) -> str:
        """Where it begins in the picture of a week."""
        return _x(self.starts)

    @property
    def width(self) -> str:
        return f"{(self.ends - self.starts) * _HOUR:g}"


@dataclass(frozen=True)
class Mark:
    """A posting time of a channel on one day, in hours of the day, and whether the persona is around then."""

    channel: str
    day: int
    hour: float
    meets: bool

    @property
    def x(self) -> str:
        """Where it lies in the picture of a week."""
        return _x(self.hour)

    @property
    def y(self) -> str:
        return f"{self.day * 10 + 5.5:g}"


@dataclass(frozen=True)
class PersonaWeek:
    """A persona's week. Without hours there is nothing to meet."""

    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]

    @property
    def met(self) -> int:
        """How many of the posting times find the persona around."""
        return sum(mark.meets for mark in self.marks)


def week_of(persona: Persona, strategy: Strategy) -> PersonaWeek:
    """Give a persona's week with the posting times of the channels on which we meet it."""
    roles = [role for role in strategy.channel_roles if role.key in persona.channels]
    blocks = tuple(
        Block(day.number, hours.starts, hours.ends) for hours in persona.active_hours for day in hours.days
    )
    return PersonaWeek(blocks, tuple(mark for role in roles for mark in _marks(role, persona)))


def _x(hour: float) -> str:
    return f"{_MARGIN + hour * _HOUR:g}"


def _marks(role: ChannelRole, persona: Persona) -> Iterator[Mark]:
    for posting in role.times:
        for day in posting.days or tuple(Weekday):
            hour = posting.time.hour
            meets = persona.is_around(day, hour)
            yield Mark(role.label, day.number, hour + posting.time.minute / 60, meets)
