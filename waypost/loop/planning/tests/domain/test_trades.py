from dataclasses import replace
from datetime import date, datetime, time, timedelta

from waypost.loop.planning.domain.capacity import Capacity, Hands
from waypost.loop.planning.domain.layout import ChannelPlan, PillarPlan, Plan, PlannedSlot
from waypost.loop.planning.domain.planner import Answer, Question
from waypost.loop.planning.domain.rhythm import Cadence, PostingTime
from waypost.loop.planning.domain.trades import Move, Names, moves, trades

MONDAY = date(2026, 9, 28)
NAMES = Names({"one": "Gallery"}, {"craft": "Craft", "offers": "Offers"}, {})
QUESTION = Question(
    plan=Plan(
        (ChannelPlan(Cadence("one", 3, (PostingTime(time(9)),)), {"reel": 1}, 0.0),),
        (PillarPlan("craft", 1), PillarPlan("offers", 1)),
        "UTC",
    ),
    first_on=MONDAY,
    last_on=MONDAY + timedelta(days=6),
    capacity=Capacity(hands=(Hands("Ana", 360),), efforts={"reel": 180}),
)


def slot(day, pillar="craft", format_="reel"):
    return PlannedSlot(datetime(2026, 9, day, 9), "one", pillar, format_)


def test_what_was_traded_is_said_the_gravest_first():
    answer = Answer((slot(28), slot(29)), 1, 1, left_out=((datetime(2026, 9, 30, 9), "one"),))

    assert trades(QUESTION, answer, NAMES) == [
        "Gallery: no slot at 1 place of its rhythm, because nobody has the time.",
        "Craft: 2 of 2 instead of 1.",
        "Offers: 0 of 2 instead of 1.",
    ]


def test_a_plan_is_held_against_what_stands():
    question = replace(QUESTION, before=(slot(28), slot(29)))
    answer = Answer((slot(28, "offers"), slot(30)), 1, 1)

    assert moves(question, answer) == Move(stays=0, changes=1, goes=1, comes=1)
