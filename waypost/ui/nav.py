"""What the frame of a page draws; `interfaces` fills it, the templates only arrange it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Stop:
    """A place in the navigation. In the loop it is a waypost: `filled` when its stage is in order today,
    with the number of things that wait for this person. `handy` stops go into the bar of a phone."""

    label: str
    href: str
    icon: str = "slot"
    current: bool = False
    filled: bool = False
    waiting: int = 0
    handy: bool = False


@dataclass(frozen=True)
class Brand:
    """A brand that this person can switch to."""

    name: str
    href: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class Navigation:
    """`pinned` stand above the loop, `stops` are the loop in order, `places` stand beneath it."""

    brand: Brand | None = None
    brands: tuple[Brand, ...] = ()
    pinned: tuple[Stop, ...] = ()
    stops: tuple[Stop, ...] = ()
    places: tuple[Stop, ...] = ()
    person: str = ""
    person_places: tuple[Stop, ...] = ()
    search_href: str = ""
    search_source: str = ""
    simulated_href: str = ""
    """Where it is said what is simulated; empty for a real brand."""

    @property
    def bar(self) -> tuple[Stop, ...]:
        """The four destinations of a phone's bar; the fifth opens everything."""
        everything = (*self.pinned, *self.stops, *self.places)
        chosen = [stop for stop in everything if stop.handy] or list(everything)
        return tuple(chosen[:4])

    @property
    def waiting(self) -> int:
        """How many things wait behind the bar's fifth place."""
        shown = self.bar
        return sum(stop.waiting for stop in (*self.pinned, *self.stops, *self.places) if stop not in shown)
