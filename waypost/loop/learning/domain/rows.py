"""One post as learning counts with it, and the shape in which many of them go to a child process and come back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """What a post brought (`count`), and what it was.

    `day` counts from any day that all rows share, in days. `weekday` is 0 on Monday; `hour` is the hour of the wall
    clock, with minutes as its fraction. `age_hours` is how old the post was when it was counted. `repeats` is how
    many posts of its pillar the brand had in the week before, `crowd` how many of any kind the channel in three days.
    An empty pillar or format is one that nobody named.
    """

    count: int
    pillar: str
    format: str
    channel: str
    weekday: int
    hour: float
    day: float
    age_hours: float
    repeats: int = 0
    crowd: int = 0


NAMES = tuple(field.name for field in fields(Row))


def as_columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Give rows as one list a field."""
    records = [asdict(row) for row in rows]
    return {name: [record[name] for record in records] for name in NAMES}


def from_columns(columns: Mapping[str, Sequence[Any]]) -> list[Row]:
    """Give the rows that `as_columns` was given."""
    return [Row(*values) for values in zip(*(columns[name] for name in NAMES), strict=True)]
