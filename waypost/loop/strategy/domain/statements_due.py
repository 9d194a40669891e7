"""Which words agreed for a crisis must be read again, told ahead and on the day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from waypost.loop.strategy.domain.document import HoldingStatement, Strategy
from waypost.toolkit.wording import _, count

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Due:
    """A statement that ends soon or has ended; `once` names this telling, so that it is told once."""

    statement: HoldingStatement
    sentence: str
    once: str


def statements_due(strategy: Strategy, today: date) -> Iterator[Due]:
    """Tell of each statement whose day comes within two weeks, and again when it has passed."""
    for statement in strategy.crisis_plan.holding_statements:
        ends_on = statement.expires_on
        if ends_on is None or ends_on - AHEAD > today:
            continue
        told = f"statement.{statement.key}.{ends_on.isoformat()}"
        whose = _(" Kept true by {owner}.").format(owner=statement.owner) if statement.owner else ""
        if statement.is_expired(today):
            sentence = _("“{label}” may not be used any more until somebody has read it again.")
            yield Due(statement, sentence.format(label=statement.label) + whose, f"{told}.over")
        else:
            left = (ends_on - today).days
            when = _("in {days}").format(days=count(left, "day", "days")) if left else _("today")
            sentence = _("The words for “{label}” end {when}: read them again.")
            yield Due(statement, sentence.format(label=statement.label, when=when) + whose, f"{told}.soon")
