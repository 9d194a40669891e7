"""Chooses which of a week's seats gets which pillar and format, so that a pillar does not bunch; and the campaigns' seats."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from waypost.loop.planning.domain.heavy import prices
from waypost.loop.planning.domain.heavy.counts import Counts
from waypost.loop.planning.domain.heavy.first import NOTHING, OPEN, Kind
from waypost.loop.planning.domain.heavy.solving import Line, Model, Solved, total
from waypost.loop.planning.domain.heavy.what import worth_of
from waypost.loop.planning.domain.layout import PlannedSlot
from waypost.loop.planning.domain.planner import Question
from waypost.loop.planning.domain.rhythm import Seat, Week

EFFORT = 0.6
CLOSE = 0.0


@dataclass(frozen=True)
class Placed:
    """The slots of one week, and what no others could be worth more than."""

    slots: tuple[PlannedSlot, ...]
    left_out: tuple[Seat, ...]
    worth: int
    bound: int


def choose(
    question: Question, number: int, seats: Sequence[Seat], counts: Counts, ahead: Sequence[PlannedSlot]
) -> Placed:
    """Choose for one week; `ahead` are the slots of the weeks before it."""
    model, week = Model(), question.weeks[number]
    kinds = _pair(question, number, counts)
    chosen = _kinds_of(model, number, seats, counts, kinds)
    campaigns = _campaigns_of(model, question, number, chosen, counts)
    standing = [slot for slot in question.kept if slot.local.date() in week.days]
    _keep_apart(model, seats, chosen, [*standing, *_last_of_each(ahead)])
    _mix_days(model, question, week, chosen, standing)
    before = {(slot.local, slot.channel): slot for slot in question.before} if question.gently else {}
    for (seat, kind), line in chosen.items():
        was = before.get(seat)
        if was is not None and kind != NOTHING and (was.pillar or "") == kind[0]:
            same = prices.STAYS_FORMAT if was.format == kind[1] else 0
            model.gain(prices.STAYS_PILLAR + same, line)
    found = model.solve(seed=question.seed, effort=EFFORT, close=CLOSE)
    most = sum(prices.STAYS_PILLAR + prices.STAYS_FORMAT for seat in seats if seat in before)
    return _placed(seats, chosen, campaigns, found, most)


def _pair(question: Question, number: int, counts: Counts) -> dict[str, dict[Kind, int]]:
    """Pair the pillars and formats of each channel's week, by what the pairs are worth."""
    model = Model()
    pairs: dict[tuple[str, Kind], Line] = {}
    for channel in question.plan.channels:
        place = (channel.key, number)
        pillars, formats = counts.pillars.get(place, {}), counts.formats.get(place, {})
        for pillar in question.plan.pillars:
            for format_ in formats if pillars.get(pillar.key) else ():
                line = pairs[channel.key, (pillar.key, format_)] = model.number(formats[format_])
                model.gain(worth_of(question, channel, pillar, format_), line)
        for position, wanted in ((0, pillars), (1, formats)):
            for key, count in wanted.items():
                mine = [
                    line
                    for (where, kind), line in pairs.items()
                    if where == channel.key and kind[position] == key
                ]
                if mine:
                    model.require(total(mine) == count)
    found = model.solve(seed=question.seed, effort=EFFORT)
    kinds: dict[str, dict[Kind, int]] = defaultdict(dict)
    for (channel_key, kind), line in pairs.items():
        if found[line]:
            kinds[channel_key][kind] = found[line]
    return kinds


def _kinds_of(
    model: Model,
    number: int,
    seats: Sequence[Seat],
    counts: Counts,
    kinds: Mapping[str, Mapping[Kind, int]],
) -> dict[tuple[Seat, Kind], Line]:
    """One kind for every seat, and of every kind as many as its channel gets this week."""
    chosen: dict[tuple[Seat, Kind], Line] = {}
    for channel in sorted({channel for _moment, channel in seats}):
        place = (channel, number)
        wanted = {OPEN: counts.open[place], NOTHING: counts.left_out[place], **kinds.get(channel, {})}
        mine = [seat for seat in seats if seat[1] == channel]
        for kind, count in wanted.items():
            if count:
                for seat in mine:
                    chosen[seat, kind] = model.choice()
                model.require(total(chosen[seat, kind] for seat in mine) == count)
        for seat in mine:
            model.require(total(chosen[seat, kind] for kind, count in wanted.items() if count) == 1)
    return chosen


def _campaigns_of(
    model: Model, question: Question, number: int, chosen: Mapping[tuple[Seat, Kind], Line], counts: Counts
) -> dict[tuple[Seat, str], Line]:
    belongs: dict[tuple[Seat, str], Line] = {}
    for need in question.campaigns:
        for (key, channel, week), count in counts.campaigns.items():
            if key == need.key and week == number:
                seats = sorted(
                    {seat for seat, _kind in chosen if seat[1] == channel and need.holds(seat[0].date())}
                )
                for seat in seats:
                    belongs[seat, key] = model.choice()
                    serving = [
                        line
                        for (where, kind), line in chosen.items()
                        if where == seat and need.is_served_by(kind[0]) and kind not in (OPEN, NOTHING)
                    ]
                    served = model.choice()
                    model.require(served <= belongs[seat, key])
                    model.require(served <= total(serving))
                    model.gain(prices.SERVES, served)
                short = model.number(count)
                model.require(total(belongs[seat, key] for seat in seats) + short == count)
                model.gain(-prices.SHORT_CAMPAIGN, short)
    for seat in {seat for seat, _key in belongs}:
        planned = [
            line for (where, kind), line in chosen.items() if where == seat and kind not in (OPEN, NOTHING)
        ]
        model.require(
            total(line for (where, _key), line in belongs.items() if where == seat) <= total(planned)
        )
    return belongs


def _last_of_each(ahead: Sequence[PlannedSlot]) -> list[PlannedSlot]:
    """The last slot of each channel before this week."""
    return list({slot.channel: slot for slot in sorted(ahead, key=lambda slot: slot.local)}.values())


def _keep_apart(
    model: Model,
    seats: Sequence[Seat],
    chosen: Mapping[tuple[Seat, Kind], Line],
    standing: Sequence[PlannedSlot],
) -> None:
    """Pay where a pillar follows itself on a channel."""
    by_seat: dict[Seat, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for (seat, (pillar, _how)), line in chosen.items():
        by_seat[seat][pillar].append(line)
    for slot in standing:
        by_seat[slot.local, slot.channel][slot.pillar or ""].append(1)
    for channel in {channel for _moment, channel in seats}:
        order = sorted(seat for seat in by_seat if seat[1] == channel)
        for one, other in pairwise(order):
            for pillar in by_seat[one].keys() & by_seat[other].keys() - {OPEN[0], NOTHING[0]}:
                both = total(by_seat[one][pillar]) + total(by_seat[other][pillar])
                if not isinstance(both, int):
                    model.beyond(both, 1, prices.FOLLOWS_ITSELF, limit=1)


def _mix_days(
    model: Model,
    question: Question,
    week: Week,
    chosen: Mapping[tuple[Seat, Kind], Line],
    standing: Sequence[PlannedSlot],
) -> None:
    """Pay where a day has more of a pillar than it must, whatever the channel."""
    by_day: dict[date, dict[str, list[Line]]] = {day: defaultdict(list) for day in week.days}
    for ((moment, _channel), (pillar, _how)), line in chosen.items():
        by_day[moment.date()][pillar].append(line)
    loads = Counter(moment.date() for moment, _channel in {seat for seat, _kind in chosen})
    for slot in standing:
        by_day[slot.local.date()][slot.pillar or ""].append(1)
        loads[slot.local.date()] += 1
    for day, pillars in by_day.items():
        fair = ceil(loads[day] / max(len(question.plan.pillars), 1))
        for pillar, lines in pillars.items():
            if pillar not in (OPEN[0], NOTHING[0]) and len(lines) > fair:
                model.beyond(total(lines), fair, prices.SAME_DAY, limit=len(lines))


def _placed(
    seats: Sequence[Seat],
    chosen: Mapping[tuple[Seat, Kind], Line],
    campaigns: Mapping[tuple[Seat, str], Line],
    found: Solved,
    most: int,
) -> Placed:
    kinds = {seat: kind for (seat, kind), line in chosen.items() if found[line]}
    belongs = {seat: key for (seat, key), line in campaigns.items() if found[line]}
    slots = [
        PlannedSlot(
            local=seat[0],
            channel=seat[1],
            pillar=kinds[seat][0] or None,
            format=kinds[seat][1],
            campaign=belongs.get(seat),
        )
        for seat in seats
        if kinds[seat] != NOTHING
    ]
    left_out = tuple(seat for seat in seats if kinds[seat] == NOTHING)
    return Placed(tuple(slots), left_out, found.worth, most)
