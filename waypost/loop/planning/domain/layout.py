"""Lays the slots of a period: from each channel's rhythm and format mix, and the pillars' shares.

The order of decisions: how many posts in each week and when (`rhythm`); which of a channel's slots stay open for
reactive posts, and which of all the others each pillar gets (`apportion`); within a week, pillars and formats go where they meet their channel's
and each other's share best and do not bunch. Everything follows from the input alone: the same plan gives the same slots.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Generic, TypeVar

from waypost.loop.planning.domain.apportion import Share, normalised, shares_left, spread
from waypost.loop.planning.domain.rhythm import Cadence, Seat, Week, seats, weeks_of
from waypost.toolkit import clock

REACTIVE_SHARE = 0.2
"""How many of a channel's slots stay open for what nobody could plan, where the strategy says nothing else."""
EVERGREEN = "evergreen"
"""The format of a slot that is kept for a post which is said again: nobody has to make it."""


@dataclass(frozen=True)
class ChannelPlan:
    """What the strategy wants from one channel: its rhythm, the shares of its formats, the share that stays open.

    `evergreen_share` of the slots that do not stay open are kept for posts that are said again.
    """

    cadence: Cadence
    formats: Mapping[str, Share] = field(default_factory=dict)
    reactive_share: float = REACTIVE_SHARE
    evergreen_share: float = 0.0

    @property
    def key(self) -> str:
        return self.cadence.channel

    @property
    def mix(self) -> dict[str, Fraction]:
        """The shares of everything with a pillar, by format: evergreen first, then the formats share the rest."""
        shares = normalised(self.formats)
        evergreen = Fraction(self.evergreen_share).limit_denominator(1000)
        if not evergreen:
            return shares
        rest = {key: (1 - evergreen) * share for key, share in (shares or {"": Fraction(1)}).items()}
        return {**rest, EVERGREEN: rest.get(EVERGREEN, Fraction(0)) + evergreen}


@dataclass(frozen=True)
class PersonaPlan:
    """Whom a slot is for, and on which channels they are; none means anywhere."""

    key: str
    channels: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PillarPlan:
    """A pillar's target share (any unit), and what it goes with; personas, goals and stages take turns."""

    key: str
    share: Share
    formats: tuple[str, ...] = ()
    personas: tuple[PersonaPlan, ...] = ()
    goals: tuple[str, ...] = ()
    funnel_stages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything a layout follows from. `zone` is an IANA name; slots are in its wall-clock time."""

    channels: tuple[ChannelPlan, ...]
    pillars: tuple[PillarPlan, ...]
    zone: str


@dataclass(frozen=True, order=True)
class PlannedSlot:
    """A place in the calendar; without a pillar it stays open for a reactive post."""

    local: datetime
    channel: str
    pillar: str | None = None
    format: str = ""
    persona: str | None = None
    goal: str | None = None
    funnel_stage: str | None = None
    campaign: str | None = None

    def at(self, zone: str) -> datetime:
        """The moment of this slot in UTC: in a gap moved forward by the gap, in a repeated hour the first."""
        return clock.to_utc(self.local, zone)


Key = TypeVar("Key", bound=Hashable)


def lay_out(
    plan: Plan,
    first_on: date,
    last_on: date,
    *,
    blackouts: Iterable[date] = (),
    kept: Sequence[PlannedSlot] = (),
    emptied: Sequence[Seat] = (),
    not_before: datetime | None = None,
) -> list[PlannedSlot]:
    """Give the slots that are missing in the period (both days included), in order of time.

    `kept` slots stand already: each fills the place nearest to it, and its pillar counts. `emptied` are places that a
    person cleared: they stay empty. Nothing is laid before the wall-clock time `not_before`.
    """
    weeks = weeks_of(first_on, last_on, frozenset(blackouts))
    free = free_seats(plan, weeks, [*((slot.local, slot.channel) for slot in kept), *emptied])
    if not_before is not None:
        free = [[seat for seat in week if seat[0] >= not_before] for week in free]
    slots = _with_formats(plan, _with_pillars(plan, free, kept), kept)
    return _with_people(plan, [slot for week in slots for slot in week], kept)


def counts(slots: Iterable[PlannedSlot]) -> tuple[Counter[str], Counter[str | None]]:
    """Count slots by channel and by pillar (None is the open share), for a preview."""
    slots = list(slots)
    return Counter(slot.channel for slot in slots), Counter(slot.pillar for slot in slots)


def free_seats(plan: Plan, weeks: Sequence[Week], taken: Sequence[Seat]) -> list[list[Seat]]:
    """The seats of each week that no slot stands near: each slot takes its channel's nearest seat of its week."""
    number_of = {day: number for number, week in enumerate(weeks) for day in week.days}
    free = seats([channel.cadence for channel in plan.channels], weeks)
    for seat in sorted(taken):
        number = number_of.get(seat[0].date())
        if number is not None:
            _take_nearest(free[number], seat)
    return free


def _take_nearest(free: list[Seat], seat: Seat) -> None:
    moment, channel = seat
    mine = [other for other in free if other[1] == channel]
    if mine:
        free.remove(min(mine, key=lambda other: (abs(other[0] - moment), other[0])))


def _with_pillars(
    plan: Plan, weeks: Sequence[Sequence[Seat]], kept: Sequence[PlannedSlot]
) -> list[list[PlannedSlot]]:
    shares = normalised({pillar.key: pillar.share for pillar in plan.pillars})
    is_open = _open_seats(plan, weeks, kept) if shares else {seat for week in weeks for seat in week}
    sizes = [sum(seat not in is_open for seat in week) for week in weeks]
    standing = [slot for slot in kept if slot.pillar is not None]
    given = Counter(slot.pillar for slot in standing if slot.pillar is not None)
    left = shares_left(shares, len(standing) + sum(sizes), given)
    on_channel = _Balance(shares, ((slot.channel, slot.pillar) for slot in standing if slot.pillar))
    laid: list[list[PlannedSlot]] = []
    for week, dealt in zip(weeks, spread(left, sizes), strict=True):
        remaining = Counter(dealt)
        slots: list[PlannedSlot] = []
        for moment, channel in week:
            if (moment, channel) in is_open:
                slots.append(PlannedSlot(moment, channel))
                continue
            bunched = _pillars_near(slots, moment, channel)
            costs = {key: (bunched[key], on_channel.surplus(channel, key)) for key in remaining}
            commonest, count = remaining.most_common(1)[0]
            # A pillar with more than half of what remains could not avoid its own company later.
            pillar = commonest if 2 * count > remaining.total() + 1 else min(remaining, key=costs.__getitem__)
            _take(remaining, pillar)
            on_channel.add(channel, pillar)
            slots.append(PlannedSlot(moment, channel, pillar))
        laid.append(slots)
    return laid


def _open_seats(plan: Plan, weeks: Sequence[Sequence[Seat]], kept: Sequence[PlannedSlot]) -> set[Seat]:
    """Choose each channel's seats that stay open, at even distances."""
    chosen: set[Seat] = set()
    for channel in plan.channels:
        mine = [[seat for seat in week if seat[1] == channel.key] for week in weeks]
        shares = {True: channel.reactive_share, False: 1 - channel.reactive_share}
        standing = Counter(slot.pillar is None for slot in kept if slot.channel == channel.key)
        sizes = [len(week) for week in mine]
        left = shares_left(shares, standing.total() + sum(sizes), standing)
        for week, turns in zip(mine, spread(left, sizes), strict=True):
            chosen.update(seat for seat, stays_open in zip(week, turns, strict=True) if stays_open)
    return chosen


def _pillars_near(slots: Sequence[PlannedSlot], moment: datetime, channel: str) -> Counter[str | None]:
    """Weigh the pillars that would bunch at `moment`: the channel's last one, and those of the same day."""
    near = Counter({slot.pillar for slot in slots if slot.local.date() == moment.date()})
    near.update([slot.pillar for slot in slots if slot.channel == channel][-1:] * 2)
    near.pop(None, None)
    return near


def _with_formats(
    plan: Plan, weeks: Sequence[Sequence[PlannedSlot]], kept: Sequence[PlannedSlot]
) -> list[list[PlannedSlot]]:
    liked: dict[str | None, frozenset[str]] = {row.key: frozenset(row.formats) for row in plan.pillars}
    laid = [list(week) for week in weeks]
    for channel in plan.channels:
        if channel.mix:
            standing = [slot for slot in kept if slot.channel == channel.key and slot.pillar]
            _deal_formats(channel, laid, standing, liked)
    return laid


def _deal_formats(
    channel: ChannelPlan,
    weeks: Sequence[list[PlannedSlot]],
    standing: Sequence[PlannedSlot],
    liked: Mapping[str | None, frozenset[str]],
) -> None:
    """Give the slots of one channel that have a pillar their formats; who likes certain formats chooses first."""
    mine = [
        [index for index, slot in enumerate(week) if slot.channel == channel.key and slot.pillar]
        for week in weeks
    ]
    sizes = [len(indices) for indices in mine]
    left = shares_left(channel.mix, len(standing) + sum(sizes), Counter(slot.format for slot in standing))
    with_pillar = _Balance(channel.mix, ((slot.pillar, slot.format) for slot in standing))
    for week, indices, dealt in zip(weeks, mine, spread(left, sizes), strict=True):
        remaining = Counter(dealt)
        for index in sorted(indices, key=lambda index: not liked[week[index].pillar]):
            pillar = week[index].pillar
            wanted = {*(liked[pillar] or channel.mix), EVERGREEN}
            costs = {key: (int(key not in wanted), with_pillar.surplus(pillar, key)) for key in remaining}
            format_ = min(remaining, key=costs.__getitem__)
            _take(remaining, format_)
            with_pillar.add(pillar, format_)
            week[index] = replace(week[index], format=format_)


def _with_people(plan: Plan, slots: Sequence[PlannedSlot], kept: Sequence[PlannedSlot]) -> list[PlannedSlot]:
    """Let each pillar's personas and goals take turns, so that every pair of them meets."""
    pillars = {pillar.key: pillar for pillar in plan.pillars}
    turns = Counter(slot.pillar for slot in kept)
    peopled: list[PlannedSlot] = []
    for slot in slots:
        if slot.pillar is None:
            peopled.append(slot)
            continue
        pillar, turn = pillars[slot.pillar], turns[slot.pillar]
        turns[slot.pillar] += 1
        around = [who.key for who in pillar.personas if not who.channels or slot.channel in who.channels]
        personas = around or [who.key for who in pillar.personas]
        rounds = turn // max(len(personas), 1)
        peopled.append(
            replace(
                slot,
                persona=_turn_of(personas, turn),
                goal=_turn_of(pillar.goals, turn + rounds),
                funnel_stage=_turn_of(pillar.funnel_stages, turn),
            )
        )
    return peopled


def _turn_of(keys: Sequence[str], turn: int) -> str | None:
    return keys[turn % len(keys)] if keys else None


class _Balance(Generic[Key]):
    """How many more of each key a row (a channel, a pillar) has had than its shares say."""

    def __init__(self, shares: Mapping[Key, Fraction], seen: Iterable[tuple[Hashable, Key]]) -> None:
        self.shares = shares
        self.seen: Counter[tuple[Hashable, Key]] = Counter()
        self.rows: Counter[Hashable] = Counter()
        for row, key in seen:
            self.add(row, key)

    def add(self, row: Hashable, key: Key) -> None:
        self.seen[row, key] += 1
        self.rows[row] += 1

    def surplus(self, row: Hashable, key: Key) -> Fraction:
        return self.seen[row, key] - self.shares.get(key, Fraction(0)) * (self.rows[row] + 1)


def _take(remaining: Counter[Key], key: Key) -> None:
    remaining[key] -= 1
    if not remaining[key]:
        del remaining[key]
