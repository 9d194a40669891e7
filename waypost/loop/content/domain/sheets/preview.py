"""What would become of a table, row by row, before anything does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from waypost.loop.content.domain.sheets.post import SheetPost


@dataclass(frozen=True)
class Foreseen:
    """A row and what would become of it: `outcome` is new, updated, skipped or wrong."""

    post: SheetPost
    outcome: str
    channels: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """Every row of a table, foreseen."""

    rows: Sequence[Foreseen]

    @property
    def counts(self) -> Counter[str]:
        """How many of each outcome."""
        return Counter(row.outcome for row in self.rows)

    @property
    def wrong(self) -> list[Foreseen]:
        """The rows that are not imported as they are."""
        return [row for row in self.rows if row.outcome == "wrong"]

    @property
    def taken(self) -> list[Foreseen]:
        """The rows that become or change a post."""
        return [row for row in self.rows if row.outcome in ("new", "updated")]
