"""Chooses the times: for each channel and week as many as its rhythm has, among those that it likes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil

from waypost.loop.planning.domain.heavy import prices
from waypost.loop.planning.domain.heavy.solving import Line, Model, total
from waypost.loop.planning.domain.layout import ChannelPlan, free_seats
from waypost.loop.planning.domain.planner import Question
from waypost.loop.planning.domain.rhythm import USUAL_TIMES, Seat, Week, liked_days, posts_by_week, times_on

EFFORT = 0.25
CLOSE = 0.001


@dataclass(frozen=True)
class Times:
    """The seats of one week in order of time, with what they are worth and what no others could be worth more than."""

    seats: tuple[Seat, ...]
    worth: int
    bound: int


@dataclass(frozen=True)
class Offer:
    """The places of one channel in one week: those of its usual seats, and all between which it can choose."""

    usual: tuple[Seat, ...]
    places: tuple[Seat, ...]
    days: tuple[date, ...]
    whole: int

    @property
    def count(self) -> int:
        return len(self.usual)


def offers(question: Question) -> list[dict[str, Offer]]:
    """The places of every week, by channel."""
    weeks = question.weeks
    taken = [*((slot.local, slot.channel) for slot in question.kept), *question.emptied]
    free = free_seats(question.plan, weeks, taken)
    counts = {
        channel.key: posts_by_week(channel.cadence.posts_per_week, weeks)
        for channel in question.plan.channels
    }
    return [
        {
            channel.key: _offer(question, channel, week, seats, counts[channel.key][number], set(taken))
            for channel in question.plan.channels
        }
        for number, (week, seats) in enumerate(zip(weeks, free, strict=True))
    ]


def _offer(
    question: Question,
    channel: ChannelPlan,
    week: Week,
    seats: Sequence[Seat],
    whole: int,
    taken: set[Seat],
) -> Offer:
    first = question.not_before or datetime.min  # noqa: DTZ901 (a time on the wall)
    usual = tuple(seat for seat in seats if seat[1] == channel.key and seat[0] >= first)
    days = tuple(liked_days(channel.cadence.times, week.open_days, whole))
    liked = {
        (datetime.combine(day, at), channel.key)
        for day in days
        for at in times_on(channel.cadence.times, day) or list[time](USUAL_TIMES)
    }
    if question.gently:
        before = ((slot.local, slot.channel) for slot in question.before if slot.channel == channel.key)
        liked |= {seat for seat in before if seat[0].date() in days}
    places = {seat for seat in liked - taken if seat[0] >= first} | set(usual)
    return Offer(usual, tuple(sorted(places)) if usual else (), days, whole)


def choose(question: Question, week: dict[str, Offer]) -> Times:
    """Choose the seats of one week."""
    model = Model()
    chosen = {seat: model.choice() for offer in week.values() for seat in offer.places}
    for offer in week.values():
        _spread_out(model, offer, chosen)
    _thin_out(model, question, week, chosen)
    before = {(slot.local, slot.channel) for slot in question.before} if question.gently else set()
    worths = {seat: worth_of(question, seat, week[seat[1]], before) for seat in chosen}
    for seat, is_chosen in chosen.items():
        model.gain(worths[seat], is_chosen)
        model.cp.add_hint(is_chosen, seat in week[seat[1]].usual)
    found = model.solve(seed=question.seed, effort=EFFORT, close=CLOSE)
    seats = sorted(seat for seat, is_chosen in chosen.items() if found[is_chosen])
    return Times(tuple(seats), found.worth, found.bound)


def _spread_out(model: Model, offer: Offer, chosen: dict[Seat, Line]) -> None:
    """As many as the rhythm has, and in no run of days more than equal distances would put there."""
    model.require(total(chosen[seat] for seat in offer.places) == offer.count)
    by_day: dict[date, list[Line]] = defaultdict(list)
    for seat in offer.places:
        by_day[seat[0].date()].append(chosen[seat])
    length = len(offer.days)
    for start in range(length):
        for end in range(start + 1, length + 1):
            inside = [each for day in offer.days[start:end] for each in by_day[day]]
            most = ceil(offer.whole * (end - start) / length)
            if most < min(offer.count, len(inside)):
                model.require(total(inside) <= most)


def _thin_out(model: Model, question: Question, week: dict[str, Offer], chosen: dict[Seat, Line]) -> None:
    """Pay where a day carries more than its part of all channels' posts, and where two go out at one moment."""
    by_day: dict[date, list[Line]] = defaultdict(list)
    by_moment: dict[datetime, list[Line]] = defaultdict(list)
    for (moment, _channel), is_chosen in chosen.items():
        by_day[moment.date()].append(is_chosen)
        by_moment[moment].append(is_chosen)
    count = sum(offer.count for offer in week.values())
    fair = ceil(count / max(len(by_day), 1))
    kept = [slot.local for slot in question.kept]
    for day, lines in by_day.items():
        standing = sum(moment.date() == day for moment in kept)
        if len(lines) + standing > fair:
            model.beyond(
                total(lines) + standing, fair, prices.CROWDED_DAY, limit=max(len(lines) + standing - fair, 0)
            )
    for moment, lines in by_moment.items():
        standing = kept.count(moment)
        if len(lines) + standing > 1:
            model.beyond(total(lines) + standing, 1, prices.SAME_MOMENT, limit=len(lines) + standing - 1)


def worth_of(question: Question, seat: Seat, offer: Offer, before: Collection[Seat]) -> int:
    moment, channel = seat
    points = prices.POST * question.expected.of_time(moment) + prices.USUAL_PLACE * (seat in offer.usual)
    points += prices.STAYS_AT * (seat in before)
    met = _met_on(question, channel)
    around = sum(question.is_around(persona, moment) for persona in met)
    return round(points + (prices.IS_AROUND * around / len(met) if met else 0))


def _met_on(question: Question, channel: str) -> frozenset[str]:
    return frozenset(
        who.key
        for pillar in question.plan.pillars
        for who in pillar.personas
        if not who.channels or channel in who.channels
    )
