"""The brands that the planner is measured on: tiny ones that can be tried out whole, a small and a large one."""

import random
from dataclasses import replace
from datetime import date, time, timedelta

from waypost.loop.planning.domain.capacity import Capacity, Hands
from waypost.loop.planning.domain.layout import ChannelPlan, PersonaPlan, PillarPlan, Plan
from waypost.loop.planning.domain.planner import CampaignNeed, Expected, Question, StageWish
from waypost.loop.planning.domain.rhythm import Cadence, PostingTime

MONDAY = date(2026, 9, 28)
QUARTER_END = MONDAY + timedelta(days=90)
FORMATS = ("image", "video", "carousel", "text", "story")
EFFORTS = {"video": 90, "carousel": 60, "image": 30, "text": 20, "story": 15}
PERSONAS = ("anna", "ben", "cyd", "dan")
TIMES = (PostingTime(time(9)), PostingTime(time(12, 30)), PostingTime(time(17)))


def tiny(seed: int) -> Question:
    """One week of one channel with three posts, two pillars, two formats; what is expected is drawn."""
    luck = random.Random(seed)
    channel = ChannelPlan(
        Cadence("one", 3, TIMES[:1]),
        {"image": luck.randint(1, 3), "video": luck.randint(1, 3)},
        luck.choice((0.0, 0.2, 0.34)),
    )
    pillars = (
        PillarPlan("craft", luck.randint(1, 4), formats=("video",)),
        PillarPlan("offers", luck.randint(1, 4)),
    )
    return Question(
        plan=Plan((channel,), pillars, "UTC"),
        first_on=MONDAY,
        last_on=MONDAY + timedelta(days=6),
        capacity=Capacity(hands=(Hands("Ana", luck.choice((75, 150, 400))),), efforts=EFFORTS, usual=30),
        expected=Expected(
            pillars={"craft": luck.uniform(-0.3, 0.3)},
            formats={"video": luck.uniform(-0.3, 0.3)},
            weekdays={str(day): luck.uniform(-0.2, 0.2) for day in range(7)},
        ),
    )


def small() -> Question:
    """A quarter of a shop: two channels, three pillars."""
    channels = (
        ChannelPlan(Cadence("gallery", 3, TIMES[:2]), {"image": 60, "carousel": 40}),
        ChannelPlan(Cadence("journal", 2.5), {"text": 1}),
    )
    pillars = (
        PillarPlan("craft", 50, formats=("image",), personas=tuple(map(PersonaPlan, PERSONAS[:2]))),
        PillarPlan("offers", 20),
        PillarPlan("behind", 30),
    )
    return Question(plan=Plan(channels, pillars, "Europe/Lisbon"), first_on=MONDAY, last_on=QUARTER_END)


def short_of_hours(question: Question, hours: float) -> Question:
    """The same with so many hours a week, of one person."""
    hands = (Hands("Ana", round(60 * hours)),)
    return replace(question, capacity=Capacity(hands=hands, efforts=EFFORTS, usual=30))


def large() -> Question:
    """A quarter of 12 channels, 6 pillars, 4 personas, 5 formats and 60 slots a week, with hours and a campaign."""
    mix = {format_: 30 - 4 * place for place, format_ in enumerate(FORMATS)}
    pillars = tuple(
        PillarPlan(
            key,
            30 - 3 * place,
            formats=FORMATS[place % 3 : place % 3 + 2],
            personas=tuple(map(PersonaPlan, PERSONAS[: 2 + place % 3])),
            goals=("reach", "sales"),
            funnel_stages=("see", "think", "do"),
        )
        for place, key in enumerate("abcdef")
    )
    return Question(
        plan=Plan(
            tuple(ChannelPlan(Cadence(f"channel-{place}", 5, TIMES), mix) for place in range(12)),
            pillars,
            "Europe/Lisbon",
        ),
        first_on=MONDAY,
        last_on=QUARTER_END,
        days_off=(MONDAY + timedelta(days=10), MONDAY + timedelta(days=45)),
        capacity=Capacity(hands=(Hands("Ana", 2400), Hands("Ben", 1600)), efforts=EFFORTS, usual=30),
        campaigns=(
            CampaignNeed(
                "autumn",
                "Autumn",
                MONDAY + timedelta(days=9),
                MONDAY + timedelta(days=30),
                60,
                frozenset("bc"),
                "reach",
            ),
        ),
        stages=(StageWish("see", 0.5), StageWish("think", 0.3), StageWish("do", 0.2)),
        hours={key: frozenset((day, hour) for day in range(5) for hour in (9, 12)) for key in PERSONAS},
        expected=Expected(
            {"a": 0.2, "b": -0.1},
            {"video": 0.3, "text": -0.2},
            {"channel-1": 0.1},
            {"5": -0.2, "2": 0.1},
            {"week-9": -0.1, "week-17": 0.15, "week-12": 0.05},
        ),
    )
