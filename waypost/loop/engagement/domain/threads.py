"""Which messages belong under one root, whatever the order in which they arrive.

A conversation is what one person and we say to each other under one root. Every message points upwards: at the root
that its network names, else at what it answers, else at itself. Its root is where that way ends. Networks give us
some messages late and some never, so a way may end at an id that we have not seen; when that message arrives after
all, everything that ended there ends where its own way does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One message as threading sees it; all ids are the network's, nothing is the empty string."""

    remote_id: str
    in_reply_to: str = ""
    root: str = ""

    @property
    def upwards(self) -> str:
        """The id at which it points; its own when it stands at the top."""
        return self.root or self.in_reply_to or self.remote_id


def roots_of(said: Iterable[Said], known: Mapping[str, str]) -> dict[str, str]:
    """The root of every id in `said` and of every id and root in `known` (message to root, as found before)."""
    ways = {root: root for root in known.values()}
    ways |= {one.remote_id: one.upwards for one in said}
    ways |= known  # a message taken in before keeps its way
    return {start: _end(start, ways) for start in ways}


def _end(start: str, ways: Mapping[str, str]) -> str:
    """Where the way from `start` ends. In a circle, which no honest network makes, it is the smallest id in it."""
    seen: dict[str, None] = {}
    here = start
    while here not in seen:
        seen[here] = None
        here = ways.get(here, here)
    on_the_way = list(seen)
    return min(on_the_way[on_the_way.index(here) :])
