"""How much a network takes in a while, and what its answers say is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REST = "rest"
"""The name of a limit that a network made felt without saying which: it asked everybody to rest for a while."""


class Per(StrEnum):
    """Whose calls a network counts together."""

    CHANNEL = "channel"
    """Those of one account."""
    APP = "app"
    """Those of all accounts that this installation speaks for at one server: by its key, or by its address."""


class Spend(StrEnum):
    """What a call uses of a limit."""

    POST = "post"
    """A post that appears; a thread in one call is as many as it has parts."""
    UPLOAD = "upload"
    """A picture or a video that is left there."""
    EDIT = "edit"
    """A post that is there says something else."""
    DELETE = "delete"
    """A post that is there goes away."""
    CALL = "call"
    """Any other call: a look-up before a post, a look at its processing, reading what became of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit as a network states it: at most `most` of `unit` (a plural) in any `seconds`.

    `costs` says what each kind of call uses of it; what is not named uses nothing.
    """

    name: str
    unit: str
    per: Per
    most: int
    seconds: int
    costs: Mapping[Spend, int]

    def cost(self, spent: Mapping[Spend, int]) -> int:
        """What these calls use of this limit, in its own unit."""
        return sum(self.costs.get(kind, 0) * times for kind, times in spent.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a server said is left of a limit (by its name on the card, or REST): `left` until `until`."""

    limit: str
    left: int
    until: datetime
    per: Per = Per.CHANNEL
