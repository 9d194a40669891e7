"""What comes again and again: a rule of RFC 5545 (section 3.3.10) on the wall clock, and what was taken out of it.

Times are naive: what a clock on the brand's wall shows. The moment of each is `clock.to_utc`, which treats the gap and
the repeated hour of a clock change as RFC 5545 (3.3.5) asks: a time that does not exist moves forward by the gap, one
that comes twice is the first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrule, rrulestr

from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

LONGEST = 500
"""Characters of a rule, at most."""
MOST_A_DAY = 6
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = frozenset(
    [
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "BYDAY",
        "BYMONTHDAY",
        "BYMONTH",
        "BYSETPOS",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYHOUR",
        "BYMINUTE",
        "WKST",
    ]
)
FORM = "Write a rule such as FREQ=WEEKLY;BYDAY=TU,TH."


@dataclass(frozen=True)
class Recurrence:
    """`start` is the first time, whether or not the rule names it; `rule` was read by `read`."""

    rule: str
    start: datetime
    skipped: frozenset[datetime] = frozenset()

    def times(self) -> Iterator[datetime]:
        """Every time in order, from the start, without those that were skipped; perhaps without end."""
        return (local for local in self._all() if local not in self.skipped)

    def between(self, after: datetime, until: datetime) -> list[datetime]:
        """The times later than `after`, up to and including `until`."""
        found = []
        for local in self.times():
            if local > until:
                break
            if local > after:
                found.append(local)
        return found

    def next(self, after: datetime, count: int) -> list[datetime]:
        """The next `count` times later than `after`; fewer where it ends."""
        return list(islice((local for local in self.times() if local > after), count))

    def holds(self, local: datetime) -> bool:
        """Whether this is one of its times, skipped or not."""
        return any(each == local for each in _up_to(self._all(), local))

    def _all(self) -> Iterator[datetime]:
        """Skipped ones too: RFC 5545 counts them (COUNT), then leaves them out (EXDATE)."""
        parts = _parts(self.rule)
        until = datetime.fromisoformat(parts["UNTIL"]) if "UNTIL" in parts else None
        most = int(parts.get("COUNT", 0)) or None
        following = (local for local in _rule(self.rule, self.start) if local > self.start)
        every = _with(self.start, following)
        yield from islice(every if until is None else _up_to(every, until), most)


def read(said: str, start: datetime, zone: str) -> str:
    """The rule that somebody wrote, in one spelling; a Refusal (field `rule`) that says what is wrong with it.

    UNTIL becomes a time on the wall of `zone`; a day alone counts whole.
    """
    said = said.strip().upper().removeprefix("RRULE:").rstrip(";")
    if len(said) > LONGEST:
        raise Refusal("That rule is too long.", field="rule")
    parts = _checked(_parts(said))
    if "UNTIL" in parts:
        parts["UNTIL"] = _until(parts["UNTIL"], zone).strftime(_STAMP)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    _must_yield(rule, start)
    return rule


def ends_on(rule: str) -> date | None:
    """The last day of the rule, where it names one."""
    until = _parts(rule).get("UNTIL")
    return datetime.fromisoformat(until).date() if until else None


def in_parts(rule: str) -> dict[str, str]:
    """The parts of a rule that was read, by name."""
    return _parts(rule)


_STAMP = "%Y%m%dT%H%M%S"


def _parts(rule: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in rule.split(";") if part]
    return {name.strip(): value.strip() for name, _sign, value in pairs}


def _checked(parts: dict[str, str]) -> dict[str, str]:
    unknown = sorted(parts.keys() - PARTS)
    if unknown:
        raise Refusal(f"“{unknown[0][:20]}” is not part of a rule here. {FORM}", field="rule")
    if parts.get("FREQ") not in FREQUENCIES:
        raise Refusal(
            f"Say how often with FREQ, as {', '.join(FREQUENCIES[:-1])} or {FREQUENCIES[-1]}. {FORM}",
            field="rule",
        )
    if "COUNT" in parts and "UNTIL" in parts:
        raise Refusal("A rule ends by COUNT or by UNTIL, not by both. Take one out.", field="rule")
    if any(
        not parts.get(name, "1").isdecimal() or int(parts.get(name, "1")) < 1
        for name in ("COUNT", "INTERVAL")
    ):
        raise Refusal("COUNT and INTERVAL are whole numbers from 1.", field="rule")
    if int(parts.get("INTERVAL", "1")) > 1000:
        raise Refusal("INTERVAL is 1,000 at most.", field="rule")
    return parts


def _until(said: str, zone: str) -> datetime:
    try:
        if "T" not in said:
            return datetime.combine(date.fromisoformat(said), time(23, 59, 59))
        moment = datetime.fromisoformat(said.removesuffix("Z"))
    except ValueError as error:
        raise Refusal("Write UNTIL as a day, like 20271231.", field="rule") from error
    return clock.to_local(moment.replace(tzinfo=UTC), zone) if said.endswith("Z") else moment


def _must_yield(rule: str, start: datetime) -> None:
    """A rule without any time (30 February) would be sought to the end of the calendar: seek it near that end instead."""
    far = start.replace(year=_like(start.year))
    try:
        first = list(islice(_rule(rule, far), MOST_A_DAY + 1))
    except (ValueError, OverflowError, IndexError, TypeError) as error:
        raise Refusal(f"That is not a rule of RFC 5545. {FORM}", field="rule") from error
    if not first:
        raise Refusal("No day fits this rule. Look at its days and months again.", field="rule")
    if len(first) > MOST_A_DAY and first[-1] - first[0] < timedelta(days=1):
        raise Refusal(f"That is more than {MOST_A_DAY} times a day. Leave some hours out.", field="rule")
    last_on = ends_on(rule)
    if last_on is not None and last_on < start.date():
        raise Refusal("The last day comes before the first. Choose a later one.", field="until")


def _like(year: int) -> int:
    """A year near the end of the calendar that begins on the same day of the week and is as long."""
    looks = (date(year, 1, 1).weekday(), date(year, 12, 31).weekday())
    return next(
        late
        for late in range(9904, 9960)
        if (date(late, 1, 1).weekday(), date(late, 12, 31).weekday()) == looks
    )


@lru_cache(maxsize=1000)
def _rule(rule: str, start: datetime) -> rrule:
    """The times of a rule without its end, kept as they are computed: pages ask for them again and again."""
    endless = ";".join(
        f"{name}={value}" for name, value in _parts(rule).items() if name not in {"COUNT", "UNTIL"}
    )
    found = rrulestr(endless, dtstart=start, cache=True)
    assert isinstance(found, rrule), "one rule"
    return found


def _with(start: datetime, following: Iterator[datetime]) -> Iterator[datetime]:
    yield start
    yield from following


def _up_to(times: Iterator[datetime], until: datetime) -> Iterator[datetime]:
    for local in times:
        if local > until:
            return
        yield local
