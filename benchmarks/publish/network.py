"""The sandbox as its administrator sees it: what was stored when, under which key, and how slow it is."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.request import Request, urlopen

from benchmarks.brand_keys import keys, token
from benchmarks.publish import ADMIN, CHANNELS


@dataclass(frozen=True)
class Stored:
    """One line of the sandbox's log."""

    at: float
    key: str
    handle: str


@dataclass
class Network:
    """One sandbox server and what its log said so far."""

    address: str
    lines: list[Stored] = field(default_factory=list)
    number: int = 0

    def open_accounts(self, count: int = CHANNELS) -> None:
        """Open the account of each channel, with the token that the brand has for it."""
        for key in keys(count):
            self._ask("POST", "/admin/accounts", {"handle": key, "name": key, "token": token(key)})

    def hang(self, handle: str) -> None:
        """Let every post of this account be stored and never answered, until it is healed."""
        self._ask("POST", "/admin/faults", {"kind": "hang_after", "account": handle})

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self._ask("DELETE", "/admin/faults")

    def read(self) -> list[Stored]:
        """Read on in the log; return what is new."""
        new: list[Stored] = []
        while page := self._ask("GET", f"/admin/posts?after={self.number}")["posts"]:
            self.number = page[-1]["number"]
            new += [
                Stored(datetime.fromisoformat(line["at"]).timestamp(), line["key"], line["handle"])
                for line in page
            ]
        self.lines += new
        return new

    def wait_for(self, wanted: set[str], seconds: float) -> set[str]:
        """Wait until everything with these keys is stored; return what is still missing after so many seconds."""
        deadline = time.monotonic() + seconds
        missing = wanted - {line.key for line in self.lines}
        while missing and time.monotonic() < deadline:
            missing -= {line.key for line in self.read()}
            time.sleep(0.25)
        return missing

    def moments(self, wanted: set[str]) -> dict[str, float]:
        """When each of these was stored first."""
        found: dict[str, float] = {}
        for line in self.lines:
            if line.key in wanted:
                found.setdefault(line.key, line.at)
        return found

    def twice(self) -> list[str]:
        """Keys that were stored more than once."""
        return [key for key, count in Counter(line.key for line in self.lines).items() if count > 1]

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        request = Request(
            self.address + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {ADMIN}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)
