"""What a period's counts must fit and serve: what people can make, the campaigns, the stages of the funnel."""

from collections import Counter
from fractions import Fraction

from waypost.loop.planning.domain.heavy import prices
from waypost.loop.planning.domain.heavy.counts import What
from waypost.loop.planning.domain.heavy.first import Place
from waypost.loop.planning.domain.heavy.solving import total
from waypost.loop.planning.domain.layout import PillarPlan
from waypost.loop.planning.domain.planner import CampaignNeed, Question


def fit_capacity(what: What) -> None:
    """Never ask more of a week than there is; what stands already is never asked less."""
    capacity = what.question.capacity
    for (number, channels), room in _rooms(what).items():
        asked = total(
            capacity.effort(format_) * line
            for ((channel, where), format_), line in what.formats.items()
            if where == number and channel in channels
        )
        asked += capacity.effort("") * total(
            line for (channel, where), line in what.open.items() if where == number and channel in channels
        )
        what.model.require(asked <= room)


def _rooms(what: What) -> Counter[tuple[int, frozenset[str]]]:
    """What the weeks of each span have left for a set of channels, beside what stands."""
    capacity, rooms = what.question.capacity, Counter[tuple[int, frozenset[str]]]()
    channels = [channel.key for channel in what.question.plan.channels]
    every = [*channels, *{slot.channel for _week, slot in what.kept}]
    for week in what.question.weeks:
        standing = [slot for _span, slot in what.kept if slot.local.date() in week.days]
        for limit in capacity.limits(week.days, every):
            made = sum(capacity.effort(slot.format) for slot in standing if slot.channel in limit.channels)
            rooms[what.week_of[week.days[0].toordinal()], limit.channels] += max(limit.amount - made, 0)
    return rooms


def serve_campaigns(what: What) -> None:
    """Give each campaign its slots within its days, evenly, with pillars that serve its goal where that can be."""
    model = what.model
    for need in what.question.campaigns:
        room = _room(what, need)
        for (channel, week), count in room.items():
            belongs = what.campaigns[need.key, channel, week] = model.number(count)
            served = model.number(count)
            model.require(served <= belongs)
            serving = [pillar.key for pillar in what.question.plan.pillars if need.is_served_by(pillar.key)]
            mine = (what.pillars.get(((channel, week), key), 0) for key in serving)
            model.require(served <= total(mine))
            model.gain(prices.SERVES, served)
        standing = sum(slot.campaign == need.key for _week, slot in what.kept)
        wants = max(need.wants - standing, 0)
        given = total(what.campaigns[need.key, channel, week] for channel, week in room)
        short = model.number(wants)
        model.require(given + short == wants)
        model.gain(-prices.SHORT_CAMPAIGN, short)
        beside = sum(_most_within(what, need, place) for place in what.sizes) - room.total()
        what.forgiven.append((prices.SHORT_CAMPAIGN, short, beside))
        _campaign_evenly(what, need, room, wants)
    for place in {(channel, week): None for _key, channel, week in what.campaigns}:
        mine = (line for (_key, *where), line in what.campaigns.items() if tuple(where) == place)
        model.require(total(mine) <= what.planned_at[place])


def _room(what: What, need: CampaignNeed) -> Counter[Place]:
    return Counter(
        (channel, week)
        for week in what.weeks
        for moment, channel in what.seats[week]
        if need.holds(moment.date())
    )


def _most_within(what: What, need: CampaignNeed, place: Place) -> int:
    """How many of a channel's seats of a week any other times could bring into a campaign's days, spread as they are."""
    channel, week = place
    days = what.spans[week].open_days
    inside = sum(need.holds(day) for day in days)
    times = next(each.cadence.times for each in what.question.plan.channels if each.key == channel)
    if not inside:
        return 0
    if any(posting.weekday is not None for posting in times):
        return what.sizes[place]
    whole = what.sizes[place] + sum(slot.channel == channel and at == week for at, slot in what.kept)
    return max(min(what.sizes[place], -(-whole * inside // len(days))), 0)


def _campaign_evenly(what: What, need: CampaignNeed, room: Counter[Place], wants: int) -> None:
    weeks = sorted({week for _channel, week in room})
    for week in weeks[:-1]:
        part = total(what.campaigns[need.key, channel, each] for channel, each in room if each <= week)
        there = sum(count for (_channel, each), count in room.items() if each <= week)
        due = Fraction(wants * there, room.total())
        for line in (part - int(due), int(due) - part):
            what.model.beyond(line, 1, prices.UNEVEN_CAMPAIGN, limit=wants)


def walk_the_funnel(what: What) -> None:
    """Share each pillar's posts on a channel out among its stages, and hold the stages' shares of all of them."""
    model, wishes = what.model, {wish.key: wish for wish in what.question.stages}
    for pillar in what.question.plan.pillars:
        for channel in what.question.plan.channels:
            stages = stages_on(pillar, channel.key, what.question)
            mine = what.planned(channel=channel.key, pillar=pillar.key)
            if stages and (channel.key, pillar.key) in what.on_channel:
                most = sum(what.sizes[channel.key, week] for week in what.weeks)
                for stage in stages:
                    what.stages[channel.key, pillar.key, stage] = model.number(most)
                model.require(total(what.stages[channel.key, pillar.key, stage] for stage in stages) == mine)
    shares = {key: wish.share for key, wish in wishes.items() if wish.share}
    kept = Counter(slot.funnel_stage for _week, slot in what.kept if slot.funnel_stage)
    whole = total(what.stages.values()) + kept.total()
    for key, share in shares.items():
        part = total(line for (_channel, _pillar, stage), line in what.stages.items() if stage == key)
        exact = Fraction(share).limit_denominator(1000)
        limit = what.sizes.total() + len(what.kept)
        model.near_share(part + kept[key], whole, exact, prices.OFF_STAGE, limit=limit)


def stages_on(pillar: PillarPlan, channel: str, question: Question) -> tuple[str, ...]:
    """The stages that a pillar's posts on a channel can serve; where none of them is at home there, all of them."""
    wishes = {wish.key: wish for wish in question.stages}
    at_home = tuple(
        key
        for key in pillar.funnel_stages
        if key not in wishes or not wishes[key].channels or channel in wishes[key].channels
    )
    return at_home or pillar.funnel_stages
