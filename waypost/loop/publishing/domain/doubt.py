"""When a doubt may be ended, and when a post may be sent again (ENGINE: "Resolving unknown")."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from waypost.networks.contract import Identity


class Verdict(StrEnum):
    LOOK_AGAIN = "look_again"
    SEND_AGAIN = "send_again"
    ASK = "ask"


@dataclass(frozen=True)
class Doubt:
    """What is known about an attempt that ended in doubt.

    `deadline` is the moment until which its sender was allowed to write; `looks` counts the looks that found
    nothing, `last_look_at` is the latest of them. `holder_is_done`: the sender reported the end of its call, or
    it is proven dead, so that nothing can leave from it any more.
    """

    deadline: datetime
    settles_after: timedelta
    looks: int
    last_look_at: datetime | None
    offers: Identity
    findable: bool
    holder_is_done: bool

    @property
    def settled_at(self) -> datetime:
        """From when on a look counts as the last one."""
        return self.deadline + self.settles_after

    @property
    def is_absent(self) -> bool:
        """Two looks found nothing, the last of them after everything had time to settle."""
        return self.looks >= 2 and self.last_look_at is not None and self.last_look_at >= self.settled_at

    def verdict(self) -> Verdict:
        """What to do after the looks so far.

        Sent again only when absent, and either the key is the record's identity (so that a late twin is the
        same record) or nothing can leave from the old sender any more.
        """
        if not self.findable:
            return Verdict.ASK
        if not self.is_absent:
            return Verdict.LOOK_AGAIN
        if self.offers is Identity.KEY or self.holder_is_done:
            return Verdict.SEND_AGAIN
        return Verdict.ASK

    def next_look_at(self, now: datetime) -> datetime:
        """When to look again after a look: when everything has settled, then ever more rarely."""
        if now < self.settled_at:
            return self.settled_at
        return now + timedelta(seconds=min(600, 15 * 2 ** min(self.looks, 6)))
