"""A version of a strategy as it is handed on from one place to another."""

from dataclasses import dataclass
from datetime import datetime

from waypost.loop.strategy.domain.document import Strategy


@dataclass(frozen=True)
class PastVersion:
    """What a version said, from when on, and why it came; who decided it stays where it was."""

    strategy: Strategy
    accepted_at: datetime
    note: str = ""
