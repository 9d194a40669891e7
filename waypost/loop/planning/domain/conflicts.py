"""Says what cannot be had together, whatever the plan: one sentence for each thing that no plan may do."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from waypost.loop.planning.domain.capacity import Capacity, Limit, Unit, amount_words, in_words, loads
from waypost.loop.planning.domain.layout import ChannelPlan
from waypost.loop.planning.domain.planner import Question, needs_of
from waypost.loop.planning.domain.rhythm import posts_by_week
from waypost.loop.planning.domain.trades import Names
from waypost.toolkit.wording import _, count, listed

USUAL_WEEK = tuple(date(1970, 1, 5) + timedelta(days=day) for day in range(7))
"""Seven days on which nobody is away."""


def conflicts(question: Question, names: Names) -> list[str]:
    """What cannot be had together whatever the plan: “Gallery: 3 videos a week need 9 hours; there are 6.”"""
    return [
        *_no_day(question),
        *_pinned_on_days_off(question, names),
        *_pinned_beyond_rhythm(question, names),
        *_pinned_beyond_hours(question, names),
        *_too_little_time(question, names),
        *_somebody_away(question, names),
        *_too_little_room(question),
        *_campaigns_crowd(question),
    ]


def _no_day(question: Question) -> Iterator[str]:
    if not any(week.open_days for week in question.weeks):
        yield _("Every day here is a day off: nothing can go out.")


def _pinned_on_days_off(question: Question, names: Names) -> Iterator[str]:
    """What people decided stays, on a day off too."""
    off = Counter(slot.channel for slot in question.kept if slot.local.date() in question.days_off)
    for key, number in sorted(off.items()):
        yield _("{channel}: {slots} that somebody decided about on days off. Move or drop {them}.").format(
            channel=names.channels.get(key, key),
            slots=count(number, _("slot stands"), _("slots stand")),
            them=_("it") if number == 1 else _("them"),
        )


def _pinned_beyond_rhythm(question: Question, names: Names) -> Iterator[str]:
    standing = Counter(
        slot.channel for slot in question.kept if question.first_on <= slot.local.date() <= question.last_on
    )
    for channel in question.plan.channels:
        whole = sum(posts_by_week(channel.cadence.posts_per_week, question.weeks))
        if standing[channel.key] > whole:
            yield _(
                "{channel}: {number} slots stand already or are decided; its rhythm has {whole} in these days."
            ).format(
                channel=names.channels.get(channel.key, channel.key),
                number=standing[channel.key],
                whole=whole,
            )


def _pinned_beyond_hours(question: Question, names: Names) -> Iterator[str]:
    """Weeks in which what people decided needs more than there is: the planner takes nothing of it away."""
    standing = [slot for slot in question.kept if question.first_on <= slot.local.date()]
    for week in loads(question.capacity, [week.days for week in question.weeks], needs_of(standing)):
        for short in week.shortfalls:
            yield _("Week of {monday}, what is decided already: {said}").format(
                monday=f"{week.monday:%-d %B}", said=in_words(short, names.channels)
            )


def _too_little_time(question: Question, names: Names) -> Iterator[str]:
    """Held against a usual week: the rhythm with its formats' shares, for every set of channels that has its own hands."""
    capacity = question.capacity
    weeks = [USUAL_WEEK] if question.weeks else []
    if not weeks:
        return
    told: list[frozenset[str]] = []
    channels = {channel.key: channel for channel in question.plan.channels}
    for limit in reversed(capacity.limits(weeks[0], channels)):
        posts = _posts_of(limit, channels)
        needs = _needs(capacity, posts)
        if needs <= limit.amount or any(limit.channels <= other for other in told):
            continue
        told.append(limit.channels)
        where = listed(tuple(names.channels.get(key, key) for key in sorted(limit.channels)))
        if not limit.names:
            yield _("{where}: a usual week needs {needs}, and nobody is down for it.").format(
                where=where, needs=amount_words(needs, capacity.unit)
            )
            continue
        costliest = max(posts, key=lambda format_: (capacity.effort(format_) * posts[format_], format_))
        alone = round(capacity.effort(costliest) * posts[costliest])
        yield _("{where}: a usual week needs {needs}, {what} alone {alone}; there {are} {has}.").format(
            where=where,
            needs=amount_words(needs, capacity.unit),
            what=_made(costliest, posts[costliest]),
            alone=amount_words(alone, capacity.unit),
            are="is"
            if limit.amount in (0, 1) or (capacity.unit is Unit.HOURS and limit.amount == 60)
            else "are",
            has=amount_words(limit.amount, capacity.unit),
        )


def _somebody_away(question: Question, names: Names) -> Iterator[str]:
    """Weeks that are too short only because somebody is away, for the largest set of channels that it shows in."""
    capacity = question.capacity
    channels = {channel.key: channel for channel in question.plan.channels}
    usual = {limit.channels: limit.amount for limit in capacity.limits(USUAL_WEEK, channels)}
    short: dict[frozenset[str], list[date]] = {}
    for week in question.weeks:
        if len(week.days) < len(USUAL_WEEK):
            continue
        told: list[frozenset[str]] = []
        for limit in reversed(capacity.limits(week.days, channels)):
            needs = _needs(capacity, _posts_of(limit, channels))
            if limit.amount < needs <= usual[limit.channels] and not any(
                limit.channels <= other for other in told
            ):
                told.append(limit.channels)
                short.setdefault(limit.channels, []).append(week.days[0])
    for keys, mondays in short.items():
        yield _(
            "{where}: {enough} in a usual week, but not in {weeks}, when somebody is away ({first})."
        ).format(
            where=listed(tuple(names.channels.get(key, key) for key in sorted(keys))),
            enough=_("hours are enough") if capacity.unit is Unit.HOURS else _("hands are enough"),
            weeks=count(len(mondays), _("week"), _("weeks")),
            first=_("from {monday}").format(monday=f"{mondays[0]:%-d %B}"),
        )


def _posts_of(limit: Limit, channels: Mapping[str, ChannelPlan]) -> dict[str, Fraction]:
    """The posts of each format that a usual week of these channels has."""
    posts: defaultdict[str, Fraction] = defaultdict(Fraction)
    for key in sorted(limit.channels & channels.keys()):
        for format_, number in _usual_week(channels[key]).items():
            posts[format_] += number
    return dict(posts)


def _needs(capacity: Capacity, posts: Mapping[str, Fraction]) -> int:
    return round(sum(capacity.effort(format_) * number for format_, number in posts.items()))


def _usual_week(channel: ChannelPlan) -> dict[str, Fraction]:
    """How many posts of each format a usual week has ("" are those that stay open)."""
    whole = Fraction(channel.cadence.posts_per_week).limit_denominator(1000)
    open_ = whole * Fraction(channel.reactive_share).limit_denominator(1000)
    shares = channel.mix or {"": Fraction(1)}
    week = {format_: share * (whole - open_) for format_, share in shares.items()}
    return {**week, "": week.get("", Fraction(0)) + open_}


def _made(format_: str, number: Fraction) -> str:
    words = f"{float(number):.1f}".removesuffix(".0")
    return _("{number} × {format} a week").format(
        number=words, format=format_.replace("-", " ") if format_ else _("open post")
    )


def _too_little_room(question: Question) -> Iterator[str]:
    for need in question.campaigns:
        room = _room(question, need.first_on, need.last_on)
        if need.wants > room:
            yield _("{name} wants {wants}; in its days here the rhythm has about {room}.").format(
                name=need.name, wants=count(need.wants, _("slot"), _("slots")), room=room
            )


def _campaigns_crowd(question: Question) -> Iterator[str]:
    """Two campaigns that each have room, but not both: a slot belongs to one of them."""
    for one, other in combinations(question.campaigns, 2):
        first, last = min(one.first_on, other.first_on), max(one.last_on, other.last_on)
        meet = one.first_on <= other.last_on and other.first_on <= one.last_on
        room, alone = _room(question, first, last), (one, other)
        has_room = all(need.wants <= _room(question, need.first_on, need.last_on) for need in alone)
        if meet and has_room and one.wants + other.wants > room:
            yield _(
                "{one} and {other} share days: together they want {wants} slots, and there are about {room}."
            ).format(one=one.name, other=other.name, wants=one.wants + other.wants, room=room)


def _room(question: Question, first_on: date, last_on: date) -> int:
    """About how many slots the rhythm has on these days, as far as they lie here."""
    first, last = max(first_on, question.first_on), min(last_on, question.last_on)
    days = (last - first).days + 1 - sum(first <= day <= last for day in question.days_off)
    per_week = sum(channel.cadence.posts_per_week for channel in question.plan.channels)
    return int(per_week * days / 7 + 1) if days > 0 else 0
