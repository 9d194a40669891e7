"""What a plan is worth: what the planner weighs, added up over the slots as they lie.

Which persona meets which hour is not in it: that is settled last, among all that is worth the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil

from waypost.loop.planning.domain.apportion import Share, normalised
from waypost.loop.planning.domain.heavy import prices, what, when
from waypost.loop.planning.domain.heavy.solving import COARSE
from waypost.loop.planning.domain.heavy.what import MONTH, parts_of
from waypost.loop.planning.domain.layout import PlannedSlot
from waypost.loop.planning.domain.planner import Question
from waypost.loop.planning.domain.rhythm import Seat


def score(question: Question, slots: Sequence[PlannedSlot], left_out: Sequence[Seat] = ()) -> int:
    """Add up what new `slots` are worth beside those that stand, in points."""
    parts = (_times, _choices, _shares, _evenness, _campaigns, _company, _people, _staying)
    seats = sorted([*((slot.local, slot.channel) for slot in slots), *left_out])
    return sum(sum(part(question, slots, seats)) for part in parts) - prices.LEFT_OUT * len(left_out)


def beyond(part: int, whole: int, share: Fraction) -> int:
    """How many slots a part is further than one from its share of the whole."""
    share = share.limit_denominator(COARSE)
    return max(0, ceil(abs(part - share * whole) - 1 + Fraction(1, share.denominator)))


def _times(question: Question, _slots: Sequence[PlannedSlot], seats: Sequence[Seat]) -> Iterator[int]:
    before = {(slot.local, slot.channel) for slot in question.before} if question.gently else set()
    number_of = {day: number for number, week in enumerate(question.weeks) for day in week.days}
    kept = [slot.local for slot in question.kept]
    for number, offers in enumerate(when.offers(question)):
        mine = [seat for seat in seats if number_of[seat[0].date()] == number]
        for seat in mine:
            yield when.worth_of(question, seat, offers[seat[1]], before)
        days = {moment.date() for offer in offers.values() for moment, _channel in offer.places}
        fair = ceil(len(mine) / max(len(days), 1))
        by_day = Counter(moment.date() for moment, _channel in mine)
        for day in days:
            load = by_day[day] + sum(moment.date() == day for moment in kept)
            yield -prices.CROWDED_DAY * max(load - fair, 0)
        for moment, count in Counter(moment for moment, _channel in mine).items():
            yield -prices.SAME_MOMENT * max(count + kept.count(moment) - 1, 0)


def _choices(question: Question, slots: Sequence[PlannedSlot], _seats: Sequence[Seat]) -> Iterator[int]:
    pillars = {pillar.key: pillar for pillar in question.plan.pillars}
    channels = {channel.key: channel for channel in question.plan.channels}
    for slot in slots:
        if slot.pillar is None:
            yield prices.POST
            continue
        yield what.worth_of(question, channels[slot.channel], pillars[slot.pillar], slot.format)


def _shares(question: Question, slots: Sequence[PlannedSlot], seats: Sequence[Seat]) -> Iterator[int]:
    every = [*slots, *_standing(question)]
    planned = [slot for slot in every if slot.pillar]
    for key, share in _pillars(question).items():
        part = sum(slot.pillar == key for slot in planned)
        yield -prices.OFF_PILLAR * beyond(part, len(planned), share)
    for channel in question.plan.channels:
        if not any(seat[1] == channel.key for seat in seats):
            continue
        mine = [slot for slot in every if slot.channel == channel.key]
        with_pillar = [slot for slot in mine if slot.pillar]
        for key, share in channel.mix.items() if _pillars(question) else ():
            part = sum(slot.format == key for slot in with_pillar)
            yield -prices.OFF_FORMAT * beyond(part, len(with_pillar), share)
        open_share = Fraction(channel.reactive_share) if _pillars(question) else Fraction(1)
        yield -prices.OFF_OPEN * beyond(len(mine) - len(with_pillar), len(mine), open_share)
    stages = Counter(slot.funnel_stage for slot in every if slot.funnel_stage)
    for wish in question.stages:
        if wish.share:
            part = stages[wish.key]
            yield -prices.OFF_STAGE * beyond(part, stages.total(), Fraction(wish.share))


def _evenness(question: Question, slots: Sequence[PlannedSlot], seats: Sequence[Seat]) -> Iterator[int]:
    shares = _pillars(question)
    if not shares:
        return
    every = [*slots, *_standing(question)]
    for number, week in enumerate(question.weeks[:-1], start=1):
        until = [slot for slot in every if slot.local.date() <= week.days[-1]]
        yield from _off(until, shares, prices.UNEVEN_PILLAR)
        for channel in question.plan.channels:
            there = sum(seat[1] == channel.key and seat[0].date() <= week.days[-1] for seat in seats)
            if there:
                mine = [slot for slot in until if slot.channel == channel.key]
                kept = sum(
                    slot.channel == channel.key and slot.local.date() <= week.days[-1]
                    for slot in _standing(question)
                )
                open_ = sum(slot.pillar is None for slot in mine)
                yield -prices.UNEVEN_OPEN * beyond(open_, there + kept, Fraction(channel.reactive_share))
                if number % MONTH == 0:
                    yield from _off(mine, channel.mix, prices.UNEVEN_FORMAT, "format")
    for channel in question.plan.channels:
        yield from _off([slot for slot in every if slot.channel == channel.key], shares, prices.ONE_SIDED)


def _off(
    slots: Sequence[PlannedSlot], shares: dict[str, Fraction], price: int, name: str = "pillar"
) -> Iterator[int]:
    planned = [slot for slot in slots if slot.pillar]
    for key, share in shares.items():
        yield -price * beyond(sum(getattr(slot, name) == key for slot in planned), len(planned), share)


def _campaigns(question: Question, slots: Sequence[PlannedSlot], seats: Sequence[Seat]) -> Iterator[int]:
    weeks = question.weeks
    for need in question.campaigns:
        mine = [slot for slot in slots if slot.campaign == need.key]
        wants = max(need.wants - sum(slot.campaign == need.key for slot in _standing(question)), 0)
        yield prices.SERVES * sum(need.is_served_by(slot.pillar) for slot in mine)
        yield -prices.SHORT_CAMPAIGN * max(wants - len(mine), 0)
        room = [seat[0].date() for seat in seats if need.holds(seat[0].date())]
        ends = [week.days[-1] for week in weeks if any(day in week.days for day in room)]
        for end in ends[:-1]:
            due = int(Fraction(wants * sum(day <= end for day in room), len(room)))
            yield -prices.UNEVEN_CAMPAIGN * max(
                abs(sum(slot.local.date() <= end for slot in mine) - due) - 1, 0
            )


def _company(question: Question, slots: Sequence[PlannedSlot], seats: Sequence[Seat]) -> Iterator[int]:
    """Pillars that follow themselves on a channel, and days with more of one than they must have."""
    standing = _standing(question)
    every = sorted([*slots, *standing], key=lambda slot: (slot.local, slot.channel))
    for channel in {slot.channel for slot in slots}:
        mine = [slot for slot in every if slot.channel == channel]
        for one, other in pairwise(mine):
            if one.pillar and one.pillar == other.pillar and not (one in standing and other in standing):
                yield -prices.FOLLOWS_ITSELF
    loads = Counter([*(seat[0].date() for seat in seats), *(slot.local.date() for slot in standing)])
    by_day: Counter[tuple[date, str]] = Counter(
        (slot.local.date(), slot.pillar) for slot in every if slot.pillar
    )
    for (day, _pillar), count in by_day.items():
        fair = ceil(loads[day] / max(len(question.plan.pillars), 1))
        yield -prices.SAME_DAY * max(count - fair, 0)


def _people(question: Question, slots: Sequence[PlannedSlot], _seats: Sequence[Seat]) -> Iterator[int]:
    standing = _standing(question)
    for pillar in question.plan.pillars:
        if any(slot.pillar == pillar.key for slot in slots) and pillar.personas:
            met = Counter(slot.persona for slot in [*slots, *standing] if slot.pillar == pillar.key)
            whole = sum(met[who.key] for who in pillar.personas)
            for who in pillar.personas:
                share = Fraction(1, len(pillar.personas))
                yield -prices.UNEVEN_PERSONA * beyond(met[who.key], whole, share)


def _staying(question: Question, slots: Sequence[PlannedSlot], _seats: Sequence[Seat]) -> Iterator[int]:
    if not question.gently:
        return
    before = {(slot.local, slot.channel): slot for slot in question.before}
    stayed = parts_of(slots, question.weeks) & parts_of(question.before, question.weeks)
    for (_place, name, _key), count in stayed.items():
        yield count * (prices.STAYS_AS_PILLAR if name == "pillar" else prices.STAYS_AS_FORMAT)
    for slot in slots:
        was = before.get((slot.local, slot.channel))
        if was is not None and was.pillar == slot.pillar:
            yield prices.STAYS_PILLAR + prices.STAYS_FORMAT * (was.format == slot.format)


def _pillars(question: Question) -> dict[str, Fraction]:
    shares: dict[str, Share] = {pillar.key: pillar.share for pillar in question.plan.pillars}
    return normalised(shares)


def _standing(question: Question) -> list[PlannedSlot]:
    first, last = question.first_on, question.last_on
    return [slot for slot in question.kept if first <= slot.local.date() <= last]
