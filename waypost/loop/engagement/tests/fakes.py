"""A network that only converses, and answers as a test has told it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from waypost.loop.engagement.tests.factories import arrival
from waypost.networks import registry
from waypost.networks.contract import Account, Arrival, Arrivals


@dataclass
class TalkingNetwork:
    """Hands over what was said in pages; the cursor is how many were handed over. Raises `trouble` while there is some."""

    said: list[Arrival] = field(default_factory=list)
    page: int = 2
    trouble: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def let_say(self, count: int) -> None:
        self.said += [arrival(f"Word {number}") for number in range(count)]

    def arrivals(self, account: Account, cursor: str) -> Arrivals:
        self.asked.append(cursor)
        if self.trouble is not None:
            raise self.trouble
        start = int(cursor or 0)
        found = tuple(self.said[start : start + self.page])
        end = start + len(found)
        return Arrivals(messages=found, cursor=str(end), more=end < len(self.said))


@pytest.fixture
def talking(monkeypatch: pytest.MonkeyPatch) -> TalkingNetwork:
    network = TalkingNetwork()
    monkeypatch.setattr(registry, "conversation", lambda name: network)
    return network
