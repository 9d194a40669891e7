"""What accepting a version would touch, as later stages tell it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Touched:
    """So many of something that a new version touches, with a page that shows them. The label reads after the count."""

    label: str
    count: int
    href: str = ""
