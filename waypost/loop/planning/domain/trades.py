"""Says what a plan traded: where it falls short of what the strategy or a campaign asks for, and why, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from waypost.loop.planning.domain.apportion import normalised
from waypost.loop.planning.domain.layout import ChannelPlan, PlannedSlot
from waypost.loop.planning.domain.planner import Answer, Question
from waypost.toolkit.wording import _, count


@dataclass(frozen=True)
class Names:
    """What people call channels, pillars and stages, by key."""

    channels: Mapping[str, str]
    pillars: Mapping[str, str]
    stages: Mapping[str, str]


@dataclass(frozen=True)
class Move:
    """How many slots of the present calendar a plan leaves, changes, takes away and adds."""

    stays: int
    changes: int
    goes: int
    comes: int


def trades(question: Question, answer: Answer, names: Names) -> list[str]:
    """What this plan gave up, the gravest first."""
    every = [*answer.slots, *(slot for slot in question.kept if question.first_on <= slot.local.date())]
    return [
        *_left_out(answer, names),
        *_off_pillars(question, every, names),
        *(line for channel in question.plan.channels for line in _off_formats(channel, every, names)),
        *_off_stages(question, every, names),
        *_short_campaigns(question, every),
    ]


def moves(question: Question, answer: Answer) -> Move:
    """Hold a plan against the slots that stand now and that nobody decided about."""
    before = {(slot.local, slot.channel): slot for slot in question.before}
    after = {(slot.local, slot.channel): slot for slot in answer.slots}
    both = before.keys() & after.keys()
    same = sum(
        (before[key].pillar, before[key].format) == (after[key].pillar, after[key].format) for key in both
    )
    return Move(same, len(both) - same, len(before) - len(both), len(after) - len(both))


def _left_out(answer: Answer, names: Names) -> Iterator[str]:
    for channel, number in Counter(channel for _moment, channel in answer.left_out).items():
        yield _("{channel}: no slot at {places} of its rhythm, because nobody has the time.").format(
            channel=names.channels.get(channel, channel), places=count(number, _("place"), _("places"))
        )


def _off_pillars(question: Question, every: Sequence[PlannedSlot], names: Names) -> Iterator[str]:
    planned = [slot.pillar for slot in every if slot.pillar]
    for key, share in normalised({pillar.key: pillar.share for pillar in question.plan.pillars}).items():
        yield from _off(names.pillars.get(key, key), planned.count(key), share, len(planned))


def _off_formats(channel: ChannelPlan, every: Sequence[PlannedSlot], names: Names) -> Iterator[str]:
    mine = [slot.format for slot in every if slot.pillar and slot.channel == channel.key]
    for key, share in channel.mix.items():
        what = f"{names.channels.get(channel.key, channel.key)}, {key.replace('-', ' ')}"
        yield from _off(what, mine.count(key), share, len(mine))


def _off_stages(question: Question, every: Sequence[PlannedSlot], names: Names) -> Iterator[str]:
    stages = [slot.funnel_stage for slot in every if slot.funnel_stage]
    for wish in question.stages:
        if wish.share:
            share = Fraction(wish.share).limit_denominator(1000)
            yield from _off(names.stages.get(wish.key, wish.key), stages.count(wish.key), share, len(stages))


def _off(what: str, number: int, share: Fraction, whole: int) -> Iterator[str]:
    if abs(number - share * whole) >= 1:
        yield _("{what}: {number} of {whole} instead of {due}.").format(
            what=what, number=number, whole=whole, due=round(share * whole)
        )


def _short_campaigns(question: Question, every: Sequence[PlannedSlot]) -> Iterator[str]:
    for need in question.campaigns:
        found = sum(slot.campaign == need.key for slot in every)
        if found < need.wants:
            yield _("{name}: {found} of the {wants} that it wants.").format(
                name=need.name, found=count(found, _("slot"), _("slots")), wants=need.wants
            )
