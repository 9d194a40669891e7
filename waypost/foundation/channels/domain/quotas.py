"""How much of a limit was used lately, counted in slices of its window so that one row holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from waypost.networks.contract import REST, Allowance, Limit, Per, Spend
from waypost.toolkit.wording import _

SLICES = 60
"""Parts of a window; a call counts until its whole slice has left it: at most a sixtieth longer than it must."""
LONGEST = timedelta(hours=24)
"""Nobody is believed who says to wait for longer than the longest window that any network has."""

Spent = Mapping[Spend, int]
"""What calls use, by kind."""


@dataclass(frozen=True, slots=True)
class Use:
    """What was used of a limit: slices as (number, amount), oldest first, and what the server said is left."""

    slices: tuple[tuple[int, int], ...] = ()
    left: int | None = None
    left_until: datetime | None = None

    def spent(self, limit: Limit, now: datetime) -> int:
        """What counts against the limit at `now`, in its own unit."""
        return sum(amount for _slice, amount in self._counting(limit, now))

    def room(self, limit: Limit | None, now: datetime, spared: int = 0) -> int | None:
        """How much may still be used at `now`, leaving `spared` of what the server said; None where nothing limits it."""
        said = None
        if self.left is not None and self.left_until is not None and now < self.left_until:
            said = max(0, self.left - spared)
        counted = None if limit is None else max(0, limit.most - self.spent(limit, now))
        return min((each for each in (said, counted) if each is not None), default=None)

    def room_at(self, limit: Limit | None, now: datetime, need: int, spared: int = 0) -> datetime:
        """From when on `need` fits (or the whole window, where it is more than ever fits)."""
        at = now
        if (
            self.left is not None
            and self.left_until is not None
            and self.left - spared < need
            and now < self.left_until
        ):
            at = self.left_until
        if limit is None:
            return at
        counting = self._counting(limit, now)
        over = sum(amount for _slice, amount in counting) + min(need, limit.most) - limit.most
        for number_, amount in counting:
            if over <= 0:
                break
            over -= amount
            at = max(at, _leaves_at(limit, number_))
        return at

    def spending(self, limit: Limit | None, now: datetime, amount: int) -> Use:
        """This after `amount` more was used at `now`."""
        left = self.left if self.left is None else max(0, self.left - amount)
        if limit is None:
            return replace(self, left=left)
        slices = dict(self._counting(limit, now))
        here = int(now.timestamp() / _length(limit))
        slices[here] = slices.get(here, 0) + amount
        return replace(self, slices=tuple(sorted(slices.items())), left=left)

    def returning(self, amount: int) -> Use:
        """This after `amount` that was taken a moment ago was not used after all."""
        kept, back = list(self.slices), amount
        while kept and back > 0:
            newest, used = kept.pop()
            back -= used
            if back < 0:
                kept.append((newest, -back))
        left = self.left if self.left is None else self.left + amount
        return replace(self, slices=tuple(kept), left=left)

    def hearing(self, allowance: Allowance, now: datetime) -> Use:
        """This after the server said what is left; of two words about the same while, the more careful one counts."""
        until = min(allowance.until, now + LONGEST)
        left = max(0, allowance.left)
        if self.left is not None and self.left_until is not None:
            is_same = abs(until - self.left_until) < timedelta(seconds=2)
            left = min(left, self.left) if is_same else left
        return replace(self, left=left, left_until=until)

    def _counting(self, limit: Limit, now: datetime) -> list[tuple[int, int]]:
        here = int(now.timestamp() / _length(limit))
        return [
            (number_, amount)
            for number_, amount in self.slices
            if number_ <= here and _leaves_at(limit, number_) > now
        ]


def _length(limit: Limit) -> float:
    """Seconds of one slice."""
    return limit.seconds / SLICES


def _leaves_at(limit: Limit, slice_number: int) -> datetime:
    """When a slice no longer counts: its last moment has left the window."""
    return datetime.fromtimestamp((slice_number + 1) * _length(limit) + limit.seconds, UTC)


@dataclass(frozen=True, slots=True)
class Grant:
    """How many calls of those asked for may be made now; for the rest, from when on, and which limit it is."""

    count: int
    until: datetime | None = None
    limit: str = ""


SPARED = 0.25
"""What whoever reads leaves of every limit for what is to be posted."""
FEW = 10
"""So much is little of a limit of which only the server knows how large it is."""


def leaving_room(limits: Iterable[Limit]) -> list[Limit]:
    """The limits as they bind whoever only reads: posts come first."""
    return [replace(limit, most=max(1, round(limit.most * (1 - SPARED)))) for limit in limits]


def worth_keeping(told: Iterable[Allowance], limits: Iterable[Limit]) -> list[Allowance]:
    """The last word about each limit of which little is left: while there is much, our own count is enough."""
    little = {limit.name: limit.most * SPARED for limit in limits}
    last = {each.limit: each for each in told}
    return [each for each in last.values() if each.left <= little.get(each.limit, FEW)]


def grant(
    wanted: Sequence[Spent],
    uses: Mapping[str, Use],
    limits: Iterable[Limit],
    now: datetime,
    spared: Mapping[str, int] | None = None,
) -> tuple[Grant, dict[str, Use]]:
    """Let through as many of `wanted`, in order, as all limits have room for; return it with the uses afterwards.

    `uses` are by the limit's name, and so is what is `spared` of that which the server said is left. A limit that no
    card names binds posts, one by one; a rest binds every call.
    """
    kept = spared or {}
    known: dict[str, Limit | None] = dict.fromkeys(uses) | {limit.name: limit for limit in limits}
    now_used = {name: uses.get(name, Use()) for name in known}
    for count, spent in enumerate(wanted):
        costs = {name: cost(name, limit, spent) for name, limit in known.items()}
        lacking = [
            name
            for name, cost in costs.items()
            if not _fits(now_used[name], known[name], cost, now, kept.get(name, 0))
        ]
        if lacking:
            free_at = {
                name: now_used[name].room_at(known[name], now, costs[name], kept.get(name, 0))
                for name in lacking
            }
            last = max(lacking, key=lambda name: free_at[name])
            return Grant(count, free_at[last], last), now_used
        now_used = {
            name: use.spending(known[name], now, costs[name]) if costs[name] else use
            for name, use in now_used.items()
        }
    return Grant(len(wanted)), now_used


def cost(name: str, limit: Limit | None, spent: Spent) -> int:
    """What calls use of the limit of this name."""
    if limit is not None:
        return limit.cost(spent)
    return 1 if name == REST else spent.get(Spend.POST, 0)


def _fits(use: Use, limit: Limit | None, cost: int, now: datetime, spared: int) -> bool:
    room = use.room(limit, now, spared)
    return not cost or room is None or room >= (cost if limit is None else min(cost, limit.most))


def sentence(limit: Limit | None, network: str) -> str:
    """Why something waits, as people read it."""
    if limit is None:
        return f"{network} asked for a pause."
    whom = _("this account") if limit.per is Per.CHANNEL else _("this installation")
    return f"{network} takes at most {limit.most:,} {limit.unit} {span(limit.seconds)} from {whom}."


def span(seconds: int) -> str:
    """A window in words: "an hour", "in 5 minutes"."""
    for length, one, many in (
        (86_400, "a day", "days"),
        (3600, "an hour", "hours"),
        (60, "a minute", "minutes"),
    ):
        if seconds == length:
            return one
        if seconds % length == 0:
            return f"in {seconds // length} {many}"
    return f"in {seconds} seconds"
