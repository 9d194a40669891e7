"""Gives each slot its persona, its stage of the funnel and its goal: fairly, and to whom is around."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from waypost.loop.planning.domain.apportion import sequence
from waypost.loop.planning.domain.heavy import prices
from waypost.loop.planning.domain.heavy.counts import Counts
from waypost.loop.planning.domain.heavy.solving import Line, Model, total
from waypost.loop.planning.domain.heavy.wishes import stages_on
from waypost.loop.planning.domain.layout import PillarPlan, PlannedSlot
from waypost.loop.planning.domain.planner import Question

EFFORT = 2.0
CLOSE = 0.001


def choose(question: Question, slots: Sequence[PlannedSlot], counts: Counts) -> tuple[PlannedSlot, ...]:
    """Choose for the whole period; `slots` are in order of time."""
    model = Model()
    before = {(slot.local, slot.channel): slot for slot in question.before} if question.gently else {}
    people: dict[tuple[int, str], Line] = {}
    steps: dict[tuple[int, str], Line] = {}
    for pillar in question.plan.pillars:
        mine = [place for place, slot in enumerate(slots) if slot.pillar == pillar.key]
        _meet(model, question, pillar, slots, mine, people)
        _walk(model, question, pillar, slots, mine, counts, steps)
    for lines, name in ((people, "persona"), (steps, "funnel_stage")):
        for (place, key), line in lines.items():
            was = before.get((slots[place].local, slots[place].channel))
            if was is not None and getattr(was, name) == key and was.pillar == slots[place].pillar:
                model.gain(2 * prices.IN_TURN, line)
    found = model.solve(seed=question.seed, effort=EFFORT, close=CLOSE)
    personas = {place: key for (place, key), line in people.items() if found[line]}
    stages = {place: key for (place, key), line in steps.items() if found[line]}
    goals = _goals(question, slots)
    return tuple(
        replace(slot, persona=personas.get(place), funnel_stage=stages.get(place), goal=goals.get(place))
        for place, slot in enumerate(slots)
    )


def personas_on(pillar: PillarPlan, channel: str) -> list[str]:
    """The personas of a pillar who are on a channel; where none is, all of them."""
    there = [who.key for who in pillar.personas if not who.channels or channel in who.channels]
    return there or [who.key for who in pillar.personas]


def _meet(
    model: Model,
    question: Question,
    pillar: PillarPlan,
    slots: Sequence[PlannedSlot],
    mine: Sequence[int],
    people: dict[tuple[int, str], Line],
) -> None:
    """One persona for each slot, all of a pillar's as often as each other."""
    if not pillar.personas or not mine:
        return
    for place in mine:
        for key in personas_on(pillar, slots[place].channel):
            people[place, key] = model.choice()
            model.gain(prices.MEETS * question.is_around(key, slots[place].local), people[place, key])
        model.require(total(people[place, key] for key in personas_on(pillar, slots[place].channel)) == 1)
    kept = Counter(slot.persona for slot in question.kept if slot.pillar == pillar.key)
    whole = len(mine) + sum(kept[who.key] for who in pillar.personas)
    for who in pillar.personas:
        part = total(people[place, who.key] for place in mine if (place, who.key) in people) + kept[who.key]
        share = Fraction(1, len(pillar.personas))
        model.near_share(part, whole, share, prices.UNEVEN_PERSONA, limit=whole)


def _walk(
    model: Model,
    question: Question,
    pillar: PillarPlan,
    slots: Sequence[PlannedSlot],
    mine: Sequence[int],
    counts: Counts,
    steps: dict[tuple[int, str], Line],
) -> None:
    """The stages that were counted for each channel, dealt in turns."""
    by_channel: dict[str, list[int]] = defaultdict(list)
    for place in mine:
        by_channel[slots[place].channel].append(place)
    for channel, places in by_channel.items():
        stages = stages_on(pillar, channel, question)
        wanted = counts.stages.get((channel, pillar.key), {})
        if not stages:
            continue
        for stage in stages:
            for place in places:
                steps[place, stage] = model.choice()
            model.require(total(steps[place, stage] for place in places) == wanted[stage])
        for place, turn in zip(places, sequence(wanted, len(places)), strict=True):
            model.require(total(steps[place, stage] for stage in stages) == 1)
            model.gain(prices.IN_TURN, steps[place, turn])


def _goals(question: Question, slots: Sequence[PlannedSlot]) -> Mapping[int, str]:
    """The goal of a slot's campaign where its pillar serves it, else the pillar's goals in turn."""
    pillars = {pillar.key: pillar for pillar in question.plan.pillars}
    campaigns = {need.key: need for need in question.campaigns}
    turns = Counter(slot.pillar for slot in question.kept)
    found: dict[int, str] = {}
    for place, slot in enumerate(slots):
        if slot.pillar is None:
            continue
        goals, need = pillars[slot.pillar].goals, campaigns.get(slot.campaign or "")
        if need is not None and need.goal is not None and need.is_served_by(slot.pillar):
            found[place] = need.goal
        elif goals:
            found[place] = goals[turns[slot.pillar] % len(goals)]
            turns[slot.pillar] += 1
    return found
