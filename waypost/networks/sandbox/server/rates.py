"""A limit that can be switched on: how many posts an account may make in a minute, said in the headers of every answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from waypost.networks.sandbox.server.asking import Answered, refused
from waypost.networks.sandbox.truth import Owner, Truth
from waypost.toolkit import clock

SECONDS = 60
_SWITCH = "posts_a_minute"


@dataclass(frozen=True, slots=True)
class Rate:
    """What an account may still post until `resets_at`, seconds since 1970."""

    most: int
    left: int
    resets_at: int

    def refusal(self) -> Answered:
        """The answer to a post that is one too many."""
        wait = max(1, self.resets_at - int(clock.now().timestamp()))
        sentence = f"This account makes at most {self.most} posts a minute."
        return refused(429, "rate_limited", sentence, {"retry-after": str(wait)})

    def on(self, answer: Answered) -> Answered:
        """The answer with what is left in its headers."""
        return replace(answer, headers={**answer.headers, **self._headers()})

    def _headers(self) -> dict[str, str]:
        return {
            "ratelimit-limit": str(self.most),
            "ratelimit-remaining": str(self.left),
            "ratelimit-reset": str(self.resets_at),
        }


class Rates:
    """How many posts a minute each account may make; 0 is as many as it likes. Kept in the truth's file."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth

    @property
    def most(self) -> int:
        """Posts a minute, for each account."""
        return int(self._truth.switch(_SWITCH) or 0)

    def allow(self, most: int) -> None:
        """Change how many there may be."""
        self._truth.set_switch(_SWITCH, str(most))

    def of(self, owner: Owner) -> Rate | None:
        """What an account may still post in this minute of the clock; nothing where there is no limit."""
        most = self.most
        if not most:
            return None
        begun = int(clock.now().timestamp()) // SECONDS * SECONDS
        since = datetime.fromtimestamp(begun, UTC).isoformat()
        made = self._truth.run(
            "SELECT COUNT(*) FROM log WHERE account_id = ? AND at >= ?", owner.id, since
        ).fetchone()[0]
        return Rate(most, max(0, most - int(made)), begun + SECONDS)
