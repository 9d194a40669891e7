"""Chooses how many posts of which pillar and format each channel gets in each week, what stays open, and the stages.

One model of counts for the whole period: shares, capacity and campaigns are about counts, not about places.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from waypost.loop.planning.domain.apportion import normalised
from waypost.loop.planning.domain.heavy import prices
from waypost.loop.planning.domain.heavy.counts import Counts, What
from waypost.loop.planning.domain.heavy.first import NOTHING, OPEN, Kind, Place, first_counts, formats_of
from waypost.loop.planning.domain.heavy.solving import Line, Solved, total
from waypost.loop.planning.domain.heavy.wishes import fit_capacity, serve_campaigns, walk_the_funnel
from waypost.loop.planning.domain.layout import EVERGREEN, ChannelPlan, PillarPlan, PlannedSlot
from waypost.loop.planning.domain.planner import Question
from waypost.loop.planning.domain.rhythm import Seat, Week

EFFORT = 1.0
CLOSE = 0.002
NEAR = 0.015
TURNS, AT_ONCE = 8, 4
"""Where the best is further than NEAR, so many turns look at so many channels or weeks at a time."""
MONTH = 4
"""Formats need not lie evenly within so many weeks."""


def likes(pillar: PillarPlan, channel: ChannelPlan, format_: str) -> bool:
    """Whether a pillar goes with a format; where it goes with none of a channel's, every one is as good.

    What is said again has the format that it always had: every pillar goes with it.
    """
    liked = set(pillar.formats) & set(formats_of(channel))
    return not liked or format_ in (*liked, EVERGREEN)


def worth_of(question: Question, channel: ChannelPlan, pillar: PillarPlan, format_: str) -> int:
    """What a post of a pillar in a format is worth on a channel."""
    worth = prices.POST * (1 + question.expected.of_choice(channel.key, pillar.key, format_))
    return round(worth) - (0 if likes(pillar, channel, format_) else prices.UNLIKED)


def choose(question: Question, seats: Sequence[Sequence[Seat]]) -> Counts:
    """Choose the counts of the whole period; `seats` are those of each week.

    Where the bound is far, the period is solved as one span too: small enough for whole slots to be seen, not parts.
    """
    what = _asked(question, seats, question.weeks)
    what.model.begin_from(list(_first(what)))
    found = what.model.solve(seed=question.seed, effort=EFFORT, close=CLOSE)
    if not _is_close(what, found) and not what.is_whole:
        whole = _whole(question, seats)
        totals = whole.model.solve(seed=question.seed, effort=EFFORT, close=CLOSE, linear=2)
        found = replace(found, bound=min(found.bound, totals.bound))
    return _counts(what, _better(what, found))


def _is_close(what: What, found: Solved) -> bool:
    """Whether looking further is not worth it, by what a typical post in every place is worth."""
    return found.bound - found.worth <= NEAR * prices.POST * what.sizes.total()


def _asked(question: Question, seats: Sequence[Sequence[Seat]], spans: Sequence[Week]) -> What:
    """The model of what is asked for, in these spans."""
    what = What(question, seats, spans)
    _fill(what)
    what.add_up()
    _pair(what)
    _hold_shares(what)
    _lie_evenly(what)
    fit_capacity(what)
    serve_campaigns(what)
    walk_the_funnel(what)
    _stay(what)
    return what


def _whole(question: Question, seats: Sequence[Sequence[Seat]]) -> What:
    """The model of the period as one span. Every answer for its weeks is one of it too: its bound holds for them."""
    days = tuple(day for week in question.weeks for day in week.days)
    open_days = tuple(day for week in question.weeks for day in week.open_days)
    return _asked(question, [[seat for week in seats for seat in week]], [Week(days, open_days)])


def _parts(what: What) -> Iterator[tuple[Line, Place]]:
    """Everything that is counted by channel and week, with both."""
    for lines in (what.open, what.left_out):
        yield from ((line, place) for place, line in lines.items())
    for kinds in (what.pillars, what.formats):
        yield from ((line, place) for (place, _key), line in kinds.items())


def _better(what: What, found: Solved) -> Solved:
    """Go on from what was found: some channels anew while the others stay, then some weeks, in turns."""
    channels = [channel.key for channel in what.question.plan.channels]
    parts = list(_parts(what))
    for turn in range(TURNS):
        if _is_close(what, found):
            break
        some = {channels[(turn * 2 + step) % len(channels)] for step in range(AT_ONCE)}
        near = {(turn * 2 + step) % len(what.weeks) for step in range(AT_ONCE)}
        stays = [
            line for line, (channel, week) in parts if not (channel in some if turn % 2 else week in near)
        ]
        found = what.model.improve(found, stays, seed=what.question.seed + turn, effort=EFFORT / 10)
    return found


def _fill(what: What) -> None:
    """Give every place of the rhythm to a pillar in a format, to what the day brings, or to nothing."""
    model, plan = what.model, what.question.plan
    shares = normalised({pillar.key: pillar.share for pillar in plan.pillars})
    for channel in plan.channels:
        for place, size in what.sizes.items():
            if place[0] != channel.key:
                continue
            what.open[place] = model.number(size)
            model.gain(prices.POST, what.open[place])
            what.left_out[place] = model.number(size if what.question.capacity.is_known else 0)
            model.gain(-prices.LEFT_OUT, what.left_out[place])
            planned = what.planned_at[place] = model.number(size if shares else 0)
            model.require(planned + what.open[place] + what.left_out[place] == size)
            for key in shares:
                what.pillars[place, key] = model.number(size)
            for format_ in formats_of(channel) if shares else ():
                what.formats[place, format_] = model.number(size)
            for lines in (what.pillars, what.formats):
                model.require(
                    total(line for (where, _key), line in lines.items() if where == place) == planned
                )


def _pair(what: What) -> None:
    """Pair pillars with formats on each channel over the whole period, by what the pairs are worth."""
    model, question = what.model, what.question
    for channel in question.plan.channels:
        pairs: dict[Kind, Line] = {}
        for pillar in question.plan.pillars:
            if (channel.key, pillar.key) in what.on_channel:
                for format_ in formats_of(channel):
                    pairs[pillar.key, format_] = line = model.number(what.sizes.total())
                    model.gain(worth_of(question, channel, pillar, format_), line)
        for pillar in question.plan.pillars:
            mine = total(line for (about, _how), line in pairs.items() if about == pillar.key)
            if (channel.key, pillar.key) in what.on_channel:
                model.require(mine == what.planned(channel=channel.key, pillar=pillar.key))
        for format_ in formats_of(channel) if pairs else ():
            mine = total(line for (_about, how), line in pairs.items() if how == format_)
            model.require(mine == what.planned(channel=channel.key, format_=format_))


def _hold_shares(what: What) -> None:
    """Pillars over everything, formats and what stays open on each channel: within one slot of their shares."""
    model, plan = what.model, what.question.plan
    shares = normalised({pillar.key: pillar.share for pillar in plan.pillars})
    most = what.sizes.total() + len(what.kept)
    whole = what.planned() + what.standing() - what.standing(pillar=None)
    for key, share in shares.items():
        part = what.planned(pillar=key) + what.standing(pillar=key)
        model.near_share(part, whole, share, prices.OFF_PILLAR, limit=most)
    for channel in plan.channels:
        if not any(key == channel.key for key, _week in what.open):
            continue
        mine = what.planned(channel=channel.key)
        kept = what.standing(channel=channel.key) - what.standing(channel=channel.key, pillar=None)
        if shares:
            _hold_formats(what, channel, mine, kept, most)
        open_ = _open(what, channel.key) + what.standing(channel=channel.key, pillar=None)
        share = Fraction(channel.reactive_share).limit_denominator(1000) if shares else Fraction(1)
        model.near_share(open_, mine + kept + open_, share, prices.OFF_OPEN, limit=most)


def _hold_formats(what: What, channel: ChannelPlan, mine: Line, kept: int, most: int) -> None:
    size = sum(count for (key, _span), count in what.sizes.items() if key == channel.key)
    steps = what.model.steps(mine, size) if channel.mix and (what.is_whole or what.is_small) else []
    for format_, share in channel.mix.items():
        part = what.planned(channel=channel.key, format_=format_)
        part += what.standing(channel=channel.key, format_=format_)
        if steps:
            what.model.near_step(part, steps, kept, share, prices.OFF_FORMAT, limit=most)
        else:
            what.model.near_share(part, mine + kept, share, prices.OFF_FORMAT, limit=most)


def _open(what: What, channel: str, upto: int | None = None) -> Line:
    return total(
        line for (key, week), line in what.open.items() if key == channel and (upto is None or week <= upto)
    )


def _lie_evenly(what: What) -> None:
    """Pay where, at the end of a week, something is further than one from what was due until then."""
    model, plan = what.model, what.question.plan
    shares = normalised({pillar.key: pillar.share for pillar in plan.pillars})
    most = what.sizes.total() + len(what.kept)
    ends = list(what.weeks)[:-1]
    for week in ends if shares else ():
        whole = what.planned(upto=week) + what.standing(upto=week) - what.standing(upto=week, pillar=None)
        for key, share in shares.items():
            part = what.planned(upto=week, pillar=key) + what.standing(upto=week, pillar=key)
            model.near_share(part, whole, share, prices.UNEVEN_PILLAR, limit=most)
    for channel in plan.channels if shares else ():
        mine = what.planned(channel=channel.key)
        kept = what.standing(channel=channel.key) - what.standing(channel=channel.key, pillar=None)
        for key, share in shares.items():
            part = what.planned(channel=channel.key, pillar=key)
            part += what.standing(channel=channel.key, pillar=key)
            model.near_share(part, mine + kept, share, prices.ONE_SIDED, limit=most)
        for week in ends:
            _open_evenly(what, channel, week, most)
        for week in ends[MONTH - 1 :: MONTH]:
            _formats_evenly(what, channel, week, most)


def _open_evenly(what: What, channel: ChannelPlan, week: int, most: int) -> None:
    whole = sum(what.sizes[channel.key, each] for each in range(week + 1))
    if whole:
        kept = what.standing(channel=channel.key, upto=week)
        part = _open(what, channel.key, week) + what.standing(channel=channel.key, upto=week, pillar=None)
        share = Fraction(channel.reactive_share).limit_denominator(1000)
        what.model.near_share(part, whole + kept, share, prices.UNEVEN_OPEN, limit=most)


def _formats_evenly(what: What, channel: ChannelPlan, week: int, most: int) -> None:
    if not any(what.sizes[channel.key, each] for each in range(week + 1)):
        return
    kept = what.standing(channel=channel.key, upto=week)
    kept -= what.standing(channel=channel.key, upto=week, pillar=None)
    whole = what.planned(channel=channel.key, upto=week) + kept
    for format_, share in channel.mix.items():
        part = what.planned(channel=channel.key, upto=week, format_=format_)
        part += what.standing(channel=channel.key, upto=week, format_=format_)
        what.model.near_share(part, whole, share, prices.UNEVEN_FORMAT, limit=most)


def _stay(what: What) -> None:
    """Where a plan is changed gently, gain for each slot that stays as it was on its channel in its week."""
    if not what.question.gently:
        return
    parts: dict[tuple[Place, str, str], Line] = {}
    parts |= {(place, "pillar", key): line for (place, key), line in what.pillars.items()}
    parts |= {(place, "format", key): line for (place, key), line in what.formats.items()}
    parts |= {(place, "pillar", ""): line for place, line in what.open.items()}
    prices_of = {"pillar": prices.STAYS_AS_PILLAR, "format": prices.STAYS_AS_FORMAT}
    for (place, name, key), count in sorted(parts_of(what.question.before, what.spans).items()):
        line = parts.get((place, name, key))
        if line is not None:
            stays = what.model.number(count)
            what.model.require(stays <= line)
            what.model.gain(prices_of[name], stays)


def parts_of(slots: Iterable[PlannedSlot], weeks: Sequence[Week]) -> Counter[tuple[Place, str, str]]:
    """How many slots of each pillar ("" is open) and of each format every channel has in every week."""
    week_of = {day: number for number, week in enumerate(weeks) for day in week.days}
    found: Counter[tuple[Place, str, str]] = Counter()
    for slot in slots:
        place = (slot.channel, week_of.get(slot.local.date(), -1))
        found[place, "pillar", slot.pillar or ""] += 1
        found[place, "format", slot.format] += bool(slot.pillar)
    return found


def _first(what: What) -> Iterator[tuple[Line, int]]:
    """The first answer, which is then made better."""
    standing: dict[Place, Counter[str]] = defaultdict(Counter)
    for week, slot in what.kept:
        standing[slot.channel, week][slot.format] += 1
    first = first_counts(what.question, what.sizes, standing)
    for (place, key), line in what.pillars.items():
        yield line, sum(count for (pillar, _how), count in first[place].items() if pillar == key)
    for (place, key), line in what.formats.items():
        planned = ((kind, count) for kind, count in first[place].items() if kind not in (OPEN, NOTHING))
        yield line, sum(count for (_about, how), count in planned if how == key)
    for place, line in what.open.items():
        yield line, first[place][OPEN]
        yield what.left_out[place], first[place][NOTHING]


def _counts(what: What, found: Solved) -> Counts:
    stages: dict[tuple[str, str], dict[str, int]] = {}
    for (channel, pillar, stage), line in what.stages.items():
        stages.setdefault((channel, pillar), {})[stage] = found[line]
    forgiven = sum(price * min(found[line], most) for price, line, most in what.forgiven)
    return Counts(
        pillars=_by_place(what, what.pillars, found),
        formats=_by_place(what, what.formats, found),
        open=_values(what.open, found),
        left_out=_values(what.left_out, found),
        campaigns={key: found[line] for key, line in what.campaigns.items() if found[line]},
        stages=stages,
        worth=found.worth,
        bound=found.bound + forgiven,
    )


def _values(lines: Mapping[Place, Line], found: Solved) -> dict[Place, int]:
    return {place: found[line] for place, line in lines.items()}


def _by_place(
    what: What, lines: Mapping[tuple[Place, str], Line], found: Solved
) -> dict[Place, dict[str, int]]:
    by_place: dict[Place, dict[str, int]] = {place: {} for place in what.open}
    for (place, key), line in lines.items():
        by_place[place][key] = found[line]
    return by_place
