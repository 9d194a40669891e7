"""The best plan of a tiny brand, found by trying every one."""

from itertools import combinations, product

from waypost.loop.planning.domain.capacity import loads
from waypost.loop.planning.domain.heavy.score import score
from waypost.loop.planning.domain.heavy.when import offers
from waypost.loop.planning.domain.layout import PlannedSlot
from waypost.loop.planning.domain.planner import Question, needs_of

Kind = tuple[str | None, str] | None


def best(question: Question) -> int:
    """What the best plan of a question with one channel and one week is worth; kinds first, then times, both whole."""
    (offer,) = offers(question)[0].values()
    (channel,) = question.plan.channels
    kinds: list[Kind] = [
        (pillar.key, format_) for pillar in question.plan.pillars for format_ in channel.formats
    ]
    kinds += [(None, ""), None]
    found = [
        _worth(question, places, chosen)
        for places in combinations(offer.places, offer.count)
        if _is_spread(places, offer.days, offer.whole)
        for chosen in product(kinds, repeat=offer.count)
    ]
    return max(worth for worth in found if worth is not None)


def _is_spread(places: tuple, days: tuple, whole: int) -> bool:  # type: ignore[type-arg]
    on = [place[0].date() for place in places]
    return all(
        sum(day in days[start:end] for day in on) <= -(-whole * (end - start) // len(days))
        for start in range(len(days))
        for end in range(start + 1, len(days) + 1)
    )


def _worth(question: Question, places: tuple, kinds: tuple[Kind, ...]) -> int | None:  # type: ignore[type-arg]
    slots = [
        PlannedSlot(local, channel, *kind)
        for (local, channel), kind in zip(places, kinds, strict=True)
        if kind is not None
    ]
    left_out = [place for place, kind in zip(places, kinds, strict=True) if kind is None]
    weeks = loads(question.capacity, [week.days for week in question.weeks], needs_of(slots))
    return score(question, slots, left_out) if all(week.fits for week in weeks) else None
