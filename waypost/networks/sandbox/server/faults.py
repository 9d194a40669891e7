"""Faults that can be switched on: what goes wrong, at which call, for whom, how often."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

from waypost.networks.sandbox.truth import Truth


class FaultKind(StrEnum):
    """What goes wrong."""

    LOST_ANSWER = "lost_answer"
    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    RATE_LIMITED = "rate_limited"
    HANG_BEFORE = "hang_before"
    HANG_AFTER = "hang_after"
    SLOW = "slow"
    RESET_MID_ANSWER = "reset_mid_answer"
    UNREADABLE = "unreadable"
    REFUSED = "refused"
    DISCONNECTED = "disconnected"
    DUPLICATE = "duplicate"


MEANINGS = {
    FaultKind.LOST_ANSWER: "Stores the post, then the connection breaks without an answer.",
    FaultKind.ERROR_BEFORE: "Answers 500 and stores nothing.",
    FaultKind.ERROR_AFTER: "Stores the post, then answers 500.",
    FaultKind.RATE_LIMITED: "Answers 429 and says when to come back.",
    FaultKind.HANG_BEFORE: "Stores nothing and never answers.",
    FaultKind.HANG_AFTER: "Stores the post and never answers.",
    FaultKind.SLOW: "Takes its time before it does anything.",
    FaultKind.RESET_MID_ANSWER: "Stores the post, then breaks off in the middle of the answer.",
    FaultKind.UNREADABLE: "Stores the post, then answers 200 with something unreadable.",
    FaultKind.REFUSED: "Refuses with a documented 422; stores nothing.",
    FaultKind.DISCONNECTED: "Says that the token is no longer good.",
    FaultKind.DUPLICATE: "Refuses with 422 because it looks like a repeat; stores nothing.",
}

NOT_STORED = frozenset(
    {
        FaultKind.ERROR_BEFORE,
        FaultKind.RATE_LIMITED,
        FaultKind.HANG_BEFORE,
        FaultKind.REFUSED,
        FaultKind.DISCONNECTED,
        FaultKind.DUPLICATE,
    }
)


class Call(StrEnum):
    """Which calls a fault strikes."""

    PUBLISH = "publish"
    UPLOAD = "upload"
    LOOK = "look"
    ARRIVALS = "arrivals"
    COUNTS = "counts"
    RENEW = "renew"
    CHANGE = "change"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault as somebody asked for it.

    `account` is a handle, or nothing for all; `count` how often it strikes at most (None: always);
    `probability` from 0 to 1, drawn from `seed`; `seconds` for slow, and for when to come back after a 429.
    """

    kind: FaultKind
    call: Call = Call.PUBLISH
    account: str = ""
    count: int | None = None
    probability: float = 1.0
    seed: int = 0
    seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """A fault that is on, and how often it was asked and has struck."""

    id: int
    fault: Fault
    asked: int
    hit: int


class Faults:
    """The faults that are on, kept in the truth's file so that a restart forgets none."""

    def __init__(self, truth: Truth) -> None:
        self._truth = truth
        self._on = bool(self.all())

    def switch_on(self, fault: Fault) -> int:
        """Switch a fault on and return its number."""
        self._on = True
        return int(
            self._truth.run(
                "INSERT INTO fault (kind, call, account, probability, seed, seconds, remaining)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                fault.kind, fault.call, fault.account, fault.probability, fault.seed, fault.seconds, fault.count,
            ).lastrowid or 0
        )  # fmt: skip

    def switch_off(self, number: int | None = None) -> None:
        """Switch one fault off, or all."""
        self._truth.run("DELETE FROM fault WHERE ?1 IS NULL OR id = ?1", number)
        self._on = bool(self.all())

    def all(self) -> list[Switched]:
        """Every fault that is on, oldest first."""
        rows = self._truth.run(
            "SELECT id, kind, call, account, remaining, probability, seed, seconds, asked, hit FROM fault ORDER BY id"
        )
        return [
            Switched(
                id=row[0],
                fault=Fault(
                    kind=FaultKind(row[1]), call=Call(row[2]), account=row[3], count=row[4],
                    probability=row[5], seed=row[6], seconds=row[7],
                ),
                asked=row[8],
                hit=row[9],
            )
            for row in rows
        ]  # fmt: skip

    def strike(self, call: Call, handle: str) -> Fault | None:
        """Say which fault strikes this call, if any: the oldest that fits and whose draw comes up."""
        if not self._on:
            return None
        for switched in self.all():
            if _fits(switched.fault, call, handle) and self._draw(switched):
                return switched.fault
        return None

    def _draw(self, switched: Switched) -> bool:
        fault = switched.fault
        # Seeded by the question's number, so that one sequence of calls always meets the same faults.
        is_hit = random.Random(f"{fault.seed}:{switched.asked}").random() < fault.probability  # noqa: S311
        self._truth.run(
            "UPDATE fault SET asked = asked + 1, hit = hit + ?1, remaining = remaining - ?1 WHERE id = ?2",
            int(is_hit), switched.id,
        )  # fmt: skip
        return is_hit


def _fits(fault: Fault, call: Call, handle: str) -> bool:
    return (
        (fault.call is Call.ANY or fault.call is call)
        and fault.account in ("", handle)
        and (fault.count is None or fault.count > 0)
    )
