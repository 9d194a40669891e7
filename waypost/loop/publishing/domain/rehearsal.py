"""A rehearsal: a week of posts played on a copy, before simulated networks, with what goes wrong chosen beforehand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from waypost.toolkit.wording import _


class Standing(StrEnum):
    """How far a rehearsal is."""

    WAITING = "waiting"
    PLAYING = "playing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


UNFINISHED = (Standing.WAITING, Standing.PLAYING)


class Fault(StrEnum):
    """What may go wrong in a rehearsal."""

    SILENCE = "silence"
    LOST = "lost"
    SLOW = "slow"
    BUSY = "busy"
    REFUSED = "refused"
    TOO_LONG = "too_long"
    TOKEN = "token"  # noqa: S105 (the name of a fault, not a secret)
    HOLD = "hold"
    OFF = "off"


@dataclass(frozen=True)
class Trouble:
    """How a fault is offered: what it is called, and what exactly happens."""

    label: str
    note: str


TROUBLES: Mapping[Fault, Trouble] = {
    Fault.SILENCE: Trouble(
        _("A network is down for an hour"), _("Nothing can be reached around the time of one of the posts.")
    ),
    Fault.LOST: Trouble(
        _("Answers get lost"), _("A third of the posts is stored, and the network’s answer never arrives.")
    ),
    Fault.SLOW: Trouble(
        _("The network is slow"), _("A quarter of the answers takes longer than Waypost waits for one.")
    ),
    Fault.BUSY: Trouble(
        _("The network asks to try again later"), _("A quarter of the posts is put off for ten minutes.")
    ),
    Fault.REFUSED: Trouble(
        _("The network refuses posts"), _("It refuses a fifth of them and stores nothing.")
    ),
    Fault.TOO_LONG: Trouble(_("A post is too long"), _("One post grows beyond what its network takes.")),
    Fault.TOKEN: Trouble(
        _("A channel loses its token"),
        _("Nothing can be posted there until somebody connects it again, three hours later."),
    ),
    Fault.HOLD: Trouble(
        _("A crisis hold in the middle"),
        _("Everything is stopped for two hours; then what is still in time is released."),
    ),
    Fault.OFF: Trouble(
        _("Waypost itself is off for two hours"), _("A power cut, or a computer that fell asleep.")
    ),
}

SHARES: Mapping[Fault, float] = {
    Fault.TOO_LONG: 0.0,
    Fault.LOST: 1 / 3,
    Fault.SLOW: 1 / 4,
    Fault.BUSY: 1 / 4,
    Fault.REFUSED: 1 / 5,
}
"""Faults that strike single posts, and what share of them; at least one. Each post meets one of them at most."""

EARLIEST = timedelta(minutes=30)
"""What lasts for a while begins at most so long before the post around which it happens."""
LASTS: Mapping[Fault, timedelta] = {
    Fault.SILENCE: timedelta(hours=1),
    Fault.TOKEN: timedelta(hours=3),
    Fault.HOLD: timedelta(hours=2),
    Fault.OFF: timedelta(hours=2),
}
PLACES = (0.2, 0.4, 0.6, 0.8)
"""How far along the week's posts what lasts may happen: one of each place, so that it does not all come at once."""
NEARBY = 0.08
"""So far before or behind its place it may be."""
RUNS = 9999


@dataclass(frozen=True)
class Script:
    """What goes wrong, and on which channel; without one, on all.

    `run` is the throw of the dice: another one strikes other posts at other times. With `approvals` what is in review is
    decided as people decided before.
    """

    faults: frozenset[Fault] = frozenset()
    channel_id: int | None = None
    run: int = 1
    approvals: bool = False

    @classmethod
    def of(cls, record: Mapping[str, object]) -> "Script":
        """Read what `as_record` wrote."""
        faults, channel_id = record.get("faults"), record.get("channel")
        assert isinstance(faults, list)
        assert channel_id is None or isinstance(channel_id, int)
        run = record.get("run", 1)
        assert isinstance(run, int)
        return cls(
            frozenset(Fault(fault) for fault in faults), channel_id, run, bool(record.get("approvals", False))
        )

    def as_record(self) -> dict[str, object]:
        """As plain values."""
        return {
            "faults": sorted(fault.value for fault in self.faults),
            "channel": self.channel_id,
            "run": self.run,
            "approvals": self.approvals,
        }

    @property
    def troubles(self) -> list[Trouble]:
        """What was chosen, in the order in which it is offered."""
        return [trouble for fault, trouble in TROUBLES.items() if fault in self.faults]


@dataclass(frozen=True)
class Coming:
    """A post of the week by the id of its publication: where it goes, and when. `by_program`: no person posts it.

    `lot` is what its luck hangs on, where the id is one that only this rehearsal knows.
    """

    id: int
    channel_id: int
    due_at: datetime
    by_program: bool = True
    lot: str = ""

    @property
    def luck(self) -> str:
        return self.lot or str(self.id)


@dataclass(frozen=True)
class Window:
    """A fault that lasts from one moment to another, on one channel or on all."""

    fault: Fault
    begins_at: datetime
    ends_at: datetime
    channel_id: int | None = None

    def covers(self, moment: datetime, channel_id: int | None = None) -> bool:
        """Whether it is on at a moment; for a channel, whether it is on there."""
        here = channel_id is None or self.channel_id in {None, channel_id}
        return here and self.begins_at <= moment < self.ends_at


@dataclass(frozen=True)
class Plan:
    """When what goes wrong, and which fault strikes which publication."""

    windows: tuple[Window, ...]
    struck: Mapping[int, Fault]


def plan(script: Script, coming: Sequence[Coming], begins_at: datetime) -> Plan:
    """Choose when and whom the faults of a script strike: always the same for the same posts and the same run.

    Nothing goes wrong before `begins_at`, and where nothing is coming nothing does.
    """
    due = sorted(coming, key=lambda each: (each.due_at, each.id))
    here = [each for each in due if script.channel_id in {None, each.channel_id} and each.by_program]
    windows = [
        window
        for fault in LASTS
        if fault in script.faults
        for window in _window(script, fault, due, here, begins_at)
    ]
    struck: dict[int, Fault] = {}
    for fault, share in SHARES.items():
        if fault in script.faults:
            free = [each for each in here if each.id not in struck]
            struck |= dict.fromkeys(_drawn(script, fault, free, share, len(here)), fault)
    return Plan(tuple(sorted(windows, key=lambda window: window.begins_at)), struck)


def chance(run: int, *of: object) -> float:
    """A number from 0 up to 1 that a run and what it is about decide, always the same."""
    digest = sha256(":".join(str(part) for part in (run, *of)).encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def _window(
    script: Script, fault: Fault, due: Sequence[Coming], here: Sequence[Coming], begins_at: datetime
) -> list[Window]:
    """Around which post a lasting fault happens: a hold and a power cut know no channels, a token has exactly one."""
    everywhere = fault in {Fault.HOLD, Fault.OFF}
    among = due if everywhere else here
    if not among:
        return []
    around = among[int(_place(script.run, fault) * (len(among) - 1))]
    starts_at = max(around.due_at - EARLIEST * chance(script.run, "how early", fault), begins_at)
    channel_id = around.channel_id if fault is Fault.TOKEN else None if everywhere else script.channel_id
    return [Window(fault, starts_at, starts_at + LASTS[fault], channel_id)]


def _place(run: int, fault: Fault) -> float:
    """How far along the week's posts a lasting fault happens: in each run they take their places in another order."""
    order = sorted(LASTS, key=lambda each: chance(run, "order", each))
    return PLACES[order.index(fault)] + NEARBY * (2 * chance(run, "place", fault) - 1)


def _drawn(script: Script, fault: Fault, free: Collection[Coming], share: float, of: int) -> list[int]:
    """So many of these as the share says, at least one, by a hash that only they, the fault and the run decide."""
    wanted = max(1, round(share * of))
    by_luck = sorted(free, key=lambda each: chance(script.run, fault, each.luck))
    return [each.id for each in by_luck[:wanted]]
