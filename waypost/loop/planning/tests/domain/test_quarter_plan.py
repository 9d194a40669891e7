import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from waypost.loop.planning.domain.quarter_plan import (
    DayKind,
    KeyDay,
    QuarterPlan,
    Theme,
    as_record,
    differences,
    from_record,
)

DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
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
