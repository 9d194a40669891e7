"""A creator with what the criteria in force say: what every page of creators draws."""

from collections.abc import Iterable
from dataclasses import dataclass

from waypost.loop.promotion.domain.judging import Judgement, judge
from waypost.loop.promotion.models import Creator
from waypost.loop.strategy.domain.document import Strategy


@dataclass(frozen=True)
class Row:
    """A creator and the judgement of them; None where the strategy has no criteria."""

    creator: Creator
    judgement: Judgement | None

    @property
    def share(self) -> str:
        """What is reached so far, for a bar."""
        return f"{(self.judgement.least or 0) * 100:.1f}%" if self.judgement else "0%"

    @property
    def possible(self) -> str:
        """What can still be reached, for a bar."""
        return f"{(self.judgement.most or 0) * 100:.1f}%" if self.judgement else "0%"

    @property
    def line(self) -> str:
        """The line from which we say yes, for a bar; "" without one."""
        line = self.judgement.line if self.judgement else None
        return "" if line is None else f"{line * 100:.1f}%"


def rows_of(creators: Iterable[Creator], strategy: Strategy | None) -> list[Row]:
    """Each creator judged; the best first, and whoever was not looked at in full after those."""
    rows = [Row(each, judge(each.seen, strategy) if strategy else None) for each in creators]
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[bool, float, str]:
    found = row.judgement
    if found is None or found.least is None:
        return True, 0.0, row.creator.name.casefold()
    return not found.is_whole, -found.least, row.creator.name.casefold()
