from datetime import date, datetime

from waypost.loop.planning.domain.goal_weeks import GoalInPeriod, GoalWeek
from waypost.loop.planning.domain.quarter_plan import (
    BudgetMove,
    DayKind,
    KeyDay,
    PlannedTest,
    QuarterPlan,
    Theme,
)
from waypost.loop.planning.domain.quarter_sheet import Line, Printed, quarter_sheet
from waypost.ui.paper.markdown import markdown

FIRST, LAST = date(2026, 10, 5), date(2026, 11, 1)


def printed(**changed):
    facts = {
        "brand": "Tern & Tide",
        "name": "Plan for Q4 2026",
        "note": "A draft",
        "first_on": FIRST,
        "last_on": LAST,
    }
    return Printed(**{"plan": QuarterPlan(), **facts, **changed})


def test_an_empty_plan_prints_its_dates_and_nothing_else():
    sheet = quarter_sheet(printed())

    assert [chapter.title for chapter in sheet.chapters] == ["What it is about"]


def test_a_plan_is_printed_with_its_days_goals_and_posts():
    fair = KeyDay("Print fair", date(2026, 10, 14), kind=DayKind.LAUNCH, note="New series")
    week = GoalWeek(date(2026, 10, 11), 1240.0, 40.0, 1250.0)
    goal = GoalInPeriod("reach", "Reach", "people", 1200, 1400, weeks=(week,))

    words = markdown(
        quarter_sheet(
            printed(
                plan=QuarterPlan(carried="More fog.", themes=(Theme("Storm season"),), days=(fair,)),
                campaigns=[("Spring tides", FIRST, LAST)],
                goals=[goal],
                lines=[
                    Line(datetime(2026, 10, 6, 9), "Gallery", "Fog"),
                    Line(datetime(2026, 10, 5, 7), "Journal", "Boats"),
                ],
                off={date(2026, 10, 20): "Inventory"},
                holidays={FIRST: "Republic Day", date(2026, 10, 20): "Elsewhere"},
            )
        )
    )

    for said in (
        "More fog.",
        "Storm season",
        "Print fair: New series",
        "Spring tides",
        "1,240",
        "1,250",
        "Inventory",
    ):
        assert said in words
    assert "Elsewhere" not in words
    assert words.index("Boats") < words.index("| Gallery |")


def test_money_tests_and_changes_of_the_strategy_are_printed_with_what_came_of_them():
    plan = QuarterPlan(
        moves=(BudgetMove("Print ads", "Reels", 120000, "Nobody reads them.", "Two of five sold."),),
        tests=(PlannedTest("Captions first", "More saves", "Saves a post", date(2026, 10, 20)),),
    )

    words = markdown(quarter_sheet(printed(plan=plan, suggested=[("Less fog", "Waits")])))

    for said in (
        "Print ads",
        "1,200.00 EUR",
        "Two of five sold.",
        "More saves",
        "20 Oct 2026",
        "Less fog",
        "Waits",
    ):
        assert said in words
