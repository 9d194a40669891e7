"""The ledger: what really arrived, and what the network answers by it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from tests.chaos.ledger.families import Family, remembers
from tests.chaos.ledger.fates import Fate, fate_of
from waypost.networks.contract import Identity
from waypost.toolkit import clock

PAGE = 50
Said = tuple[int, dict[str, Any]]
"""A status and what stands in the answer."""


@dataclass(frozen=True)
class Stored:
    """One post as it stands on the network. `key` is what the sender calls it; only some families take it for more."""

    id: str
    at: str
    family: str
    account: str
    key: str
    text: str
    in_reply_to: str


class Book:
    """Everything that was ever asked and stored, in this process's memory: it is never killed."""

    def __init__(self) -> None:
        self.stored: list[Stored] = []
        self.confirmed: set[str] = set()
        self._of: defaultdict[tuple[str, str], list[Stored]] = defaultdict(list)
        self._known: dict[tuple[str, ...], Stored] = {}
        self._containers: dict[str, tuple[str, str]] = {}
        self._asked: Counter[tuple[str, ...]] = Counter()

    def is_first(self, *asked: str) -> bool:
        """Whether this was never asked before."""
        self._asked[asked] += 1
        return self._asked[asked] == 1

    def fate(self, new: dict[str, Any]) -> Fate:
        """What becomes of a call that brings this post."""
        fate, is_first = fate_of(self.text_of(new)), self.is_first("post", new["key"])
        return fate if is_first or fate is Fate.REFUSED else Fate.FINE

    def text_of(self, new: dict[str, Any]) -> str:
        """What a post says: a container says it for those that come in two phases."""
        return self._containers[new["container"]][1] if "container" in new else new["text"]

    def store(self, family: Family, account: str, new: dict[str, Any], header: str) -> Said:
        """Store a post, or say that it is there already, as this family does."""
        text = self.text_of(new)
        identity = _identity(family, account, new, header, text)
        known = self._known.get(identity) if identity else None
        if known and family.offers in {Identity.KEY, Identity.HEADER}:
            return 200, _shown(known)
        if known:
            return 422, {"error": "duplicate", "message": "This is here already."}
        stored = Stored(
            id=str(len(self.stored) + 1),
            at=clock.now().isoformat(),
            family=family.name,
            account=account,
            key=new["key"],
            text=text,
            in_reply_to=new["in_reply_to"],
        )
        self.stored.append(stored)
        self._of[family.name, account].append(stored)
        if identity:
            self._known[identity] = stored
        if family.named:
            self._known.setdefault((family.name, account, new["key"]), stored)
        return 201, _shown(stored)

    def contain(self, account: str, text: str) -> Said:
        """Make a container, which nobody sees until it is published."""
        handle = f"c{len(self._containers) + 1}"
        self._containers[handle] = (account, text)
        return 201, {"id": handle}

    def published(self, family: Family, account: str, name: str) -> Said:
        """The post that has this key or name, or that was made of this container."""
        found = self._known.get((family.name, account, name))
        return 200, {"post": _shown(found) if found else None}

    def posts(self, family: Family, account: str, since: datetime, before: str) -> Said:
        """An account's own posts since a moment, newest first, a page at a time."""
        recent = takewhile(
            lambda stored: datetime.fromisoformat(stored.at) >= since,
            reversed(self._of[family.name, account]),
        )
        found = [stored for stored in recent if not before or int(stored.id) < int(before)]
        page = found[:PAGE]
        older = page[-1].id if len(found) > PAGE else ""
        return 200, {"posts": [_shown(stored) for stored in page], "older": older}

    def whole(self) -> dict[str, Any]:
        """The ledger, and the keys of which a sender was told in so many words that they are there."""
        return {"stored": [asdict(stored) for stored in self.stored], "confirmed": sorted(self.confirmed)}


def _identity(
    family: Family, account: str, new: dict[str, Any], header: str, text: str
) -> tuple[str, ...] | None:
    """What makes two calls the same post here; nothing where each is another."""
    match family.offers:
        case Identity.KEY:
            return (family.name, account, new["key"])
        case Identity.TWO_PHASE:
            return (family.name, account, new["container"])
        case Identity.HEADER if remembers(account):
            return (family.name, account, header)
        case Identity.DUPLICATE_CHECK:
            return (family.name, account, text)
        case _:
            return None


def _shown(stored: Stored) -> dict[str, Any]:
    return {
        "id": stored.id,
        "url": f"http://{stored.family}.example/{stored.id}",
        "text": stored.text,
        "at": stored.at,
        "in_reply_to": stored.in_reply_to,
    }
