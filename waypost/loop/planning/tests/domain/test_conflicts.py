from dataclasses import replace
from datetime import date, datetime, time, timedelta

from waypost.loop.planning.domain.capacity import Capacity, Hands
from waypost.loop.planning.domain.conflicts import conflicts
from waypost.loop.planning.domain.layout import ChannelPlan, PillarPlan, Plan, PlannedSlot
from waypost.loop.planning.domain.planner import CampaignNeed, Question
from waypost.loop.planning.domain.rhythm import Cadence, PostingTime
from waypost.loop.planning.domain.trades import Names

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


FREE = Capacity()


def slot(day, format_="reel"):
    return PlannedSlot(datetime(2026, 9, day, 9), "one", "craft", format_)


def test_hours_that_do_not_do_are_said_with_their_numbers():
    assert conflicts(QUESTION, NAMES) == [
        "Gallery: a usual week needs 9 hours, 3 × reel a week alone 9 hours; there are 6 hours."
    ]


def test_where_hours_do_nothing_is_said():
    assert conflicts(replace(QUESTION, capacity=Capacity()), NAMES) == []


def test_a_campaign_that_wants_more_than_its_days_have_is_said():
    need = CampaignNeed("tides", "Tides", MONDAY, MONDAY, 9)

    (said,) = conflicts(replace(QUESTION, capacity=Capacity(), campaigns=(need,)), NAMES)

    assert said == "Tides wants 9 slots; in its days here the rhythm has about 1."


def test_two_campaigns_that_share_days_and_have_no_room_together_are_said():
    needs = tuple(
        CampaignNeed(key, key.title(), MONDAY, MONDAY + timedelta(days=6), 3) for key in ("tides", "sale")
    )

    (said,) = conflicts(replace(QUESTION, capacity=FREE, campaigns=needs), NAMES)

    assert said == "Tides and Sale share days: together they want 6 slots, and there are about 4."


def test_a_week_in_which_somebody_is_away_is_said_where_a_usual_one_would_do():
    away = frozenset(MONDAY + timedelta(days=day) for day in range(5))
    capacity = Capacity(hands=(Hands("Ana", 600, away=away),), efforts={"reel": 180})

    assert conflicts(replace(QUESTION, capacity=capacity), NAMES) == [
        "Gallery: hours are enough in a usual week, but not in 1 week, when somebody is away (from 28 September)."
    ]


def test_a_channel_that_nobody_is_down_for_is_said():
    capacity = Capacity(hands=(Hands("Ana", 600, frozenset({"other"})),), efforts={"reel": 180})
    channels = (*QUESTION.plan.channels, ChannelPlan(Cadence("other", 0)))
    plan = replace(QUESTION.plan, channels=channels)

    (said,) = conflicts(replace(QUESTION, plan=plan, capacity=capacity), NAMES)

    assert said == "Gallery: a usual week needs 9 hours, and nobody is down for it."


def test_what_people_decided_and_what_hours_there_are_is_said_week_by_week():
    kept = (slot(28), slot(29), slot(30))

    said = conflicts(replace(QUESTION, kept=kept), NAMES)

    assert (
        "Week of 28 September, what is decided already: Gallery: 3 × reel need 9 hours; Ana has 6 hours."
        in said
    )


def test_what_is_decided_beyond_the_rhythm_and_on_days_off_is_said():
    kept = (*(slot(day) for day in (28, 29, 30)), replace(slot(28), local=datetime(2026, 9, 28, 18)))

    said = conflicts(replace(QUESTION, capacity=FREE, kept=kept, days_off=(MONDAY,)), NAMES)

    assert said == [
        "Gallery: 2 slots stand that somebody decided about on days off. Move or drop them.",
        "Gallery: 4 slots stand already or are decided; its rhythm has 3 in these days.",
    ]


def test_a_period_without_a_day_is_said():
    days = tuple(MONDAY + timedelta(days=day) for day in range(7))

    assert conflicts(replace(QUESTION, capacity=FREE, days_off=days), NAMES) == [
        "Every day here is a day off: nothing can go out."
    ]


def test_evergreen_slots_need_no_hours():
    channel = replace(QUESTION.plan.channels[0], evergreen_share=0.5)
    plan = replace(QUESTION.plan, channels=(channel,))

    assert conflicts(replace(QUESTION, plan=plan), NAMES) == []
