"""What somebody says about their brand when they begin."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A channel, there already or planned. `formats` are those it can carry; empty means any."""

    key: str
    label: str
    network: str = ""
    formats: tuple[str, ...] = ()


@dataclass(frozen=True)
class BrandAnswers:
    """The five answers, and the name. `posts_per_week` is for all places together."""

    brand: str
    what: str
    for_whom: str
    want: str
    where: tuple[Place, ...]
    posts_per_week: int
