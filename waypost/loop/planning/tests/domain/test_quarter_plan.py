import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.planning.domain.quarter_plan import (
    BudgetMove,
    DayKind,
    KeyDay,
    PlannedTest,
    QuarterPlan,
    Theme,
    as_record,
    differences,
    from_record,
)

DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
WORDS = st.text(max_size=20)
PLANS = st.builds(
    QuarterPlan,
    carried=st.text(max_size=40),
    themes=st.lists(
        st.builds(Theme, st.text(max_size=20), st.none() | DAYS, st.none() | DAYS, st.text(max_size=20)),
        max_size=4,
    ).map(tuple),
    days=st.lists(
        st.builds(KeyDay, st.text(max_size=20), DAYS, st.none() | DAYS, st.sampled_from(DayKind)), max_size=4
    ).map(tuple),
    targets=st.dictionaries(st.text(max_size=8), st.floats(-1e6, 1e6), max_size=4).map(
        lambda found: tuple(found.items())
    ),
    moves=st.lists(
        st.builds(BudgetMove, WORDS, WORDS, st.none() | st.integers(1, 10**9), WORDS, WORDS), max_size=3
    ).map(tuple),
    tests=st.lists(st.builds(PlannedTest, WORDS, WORDS, WORDS, st.none() | DAYS, WORDS), max_size=3).map(
        tuple
    ),
)


@given(PLANS)
def test_a_plan_is_read_as_it_was_written(plan):
    assert from_record(json.loads(json.dumps(as_record(plan)))) == plan
    assert differences(plan, plan, {}) == []


def test_an_empty_record_is_an_empty_plan():
    assert from_record({}) == QuarterPlan()


def test_what_changed_is_said_in_sentences():
    fair, fog = date(2026, 10, 14), date(2026, 10, 20)
    before = QuarterPlan(
        themes=(Theme("Fog"), Theme("Light")), days=(KeyDay("Fair", fair),), targets=(("reach", 1200.0),)
    )
    after = QuarterPlan(
        carried="Less of it.",
        themes=(Theme("Fog", note="Boats."), Theme("Storm")),
        days=(KeyDay("Fair", fog), KeyDay("Launch", fair, kind=DayKind.LAUNCH)),
        targets=(("reach", 1500.0), ("sales", 2.5)),
    )

    assert differences(before, after, {"reach": "Reach", "sales": "Sales"}) == [
        "It says what it carries on.",
        "The theme “Storm” is new.",
        "The theme “Fog” changed.",
        "The theme “Light” is out.",
        "“Fair” moves from 14 October to 20 October.",
        "“Launch” is a new day.",
        "“Reach” should reach 1,500, before it was 1,200.",
        "“Sales” should reach 2.5.",
    ]
    assert differences(after, QuarterPlan(carried="Less of it."), {})[-2:] == [
        "“reach” follows its line again.",
        "“sales” follows its line again.",
    ]


def test_what_changed_about_money_and_tests_is_said():
    move, test = BudgetMove("Print ads", "Reels"), PlannedTest("Captions first", "More saves", "Saves a post")
    before = QuarterPlan(moves=(move,), tests=(test,))
    after = before.with_outcomes({"From Print ads to Reels": "Two of five sold.", "Nothing of ours": "?"})

    assert differences(QuarterPlan(), before, {}) == [
        "The budget move “From Print ads to Reels” is new.",
        "The test “Captions first” is new.",
    ]
    assert differences(before, after, {}) == ["The budget move “From Print ads to Reels” changed."]
    assert differences(after, QuarterPlan(), {})[-1] == "The test “Captions first” is out."
    assert [step.outcome for step in after.steps] == ["Two of five sold.", ""]
