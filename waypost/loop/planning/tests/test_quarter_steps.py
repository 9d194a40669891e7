"""Where money moves in a quarter, what is tested, what should change in the strategy; and what came of each."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from waypost.loop.planning.actions import quarter_plans, quarters
from waypost.loop.planning.domain.quarter_plan import BudgetMove, PlannedTest, QuarterPlan
from waypost.loop.planning.models import Quarter
from waypost.loop.planning.queries import suggested_from
from waypost.loop.planning.tests.factories import drafted_quarter, opened_quarter
from waypost.loop.strategy.actions import suggestions
from waypost.loop.strategy.models import StrategyVersion
from waypost.toolkit.refusal import NotAllowed, Refusal

MOVE = BudgetMove("Print ads", "Reels", 120000, "Nobody reads them.")
TEST = PlannedTest("Captions first", "Twice as many saves", "Saves a post", date(2026, 10, 20))
PLAN = QuarterPlan(moves=(MOVE,), tests=(TEST,))


def words(response):
    return response.content.decode()


def written(world, quarter, plan=PLAN):
    said = {"starts_on": quarter.starts_on, "ends_on": quarter.ends_on, "seen": quarter.seen}
    return quarter_plans.write(quarter, plan=plan, why="So.", **said, by=world.actor("manager"))


def posted(world, quarter, moves=(), tests=(), role="manager"):
    rows = {
        "starts_on": quarter.starts_on.isoformat(),
        "ends_on": quarter.ends_on.isoformat(),
        "seen": quarter.seen,
        "why": "So.",
    }
    for prefix in ("theme", "day", "target"):
        rows |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    for prefix, found in (("move", moves), ("test", tests)):
        rows |= {f"{prefix}-TOTAL_FORMS": len(found), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(found):
            rows |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return world.client(role).post(f"/tern/quarters/{quarter.pk}/plan", rows)


def test_money_and_tests_are_written_in_rows_and_stand_on_the_page_of_the_quarter(world):
    quarter = drafted_quarter(world)
    move = {"taken_from": "Print ads", "given_to": "Reels", "amount": "1200", "why": "Nobody reads them."}
    test = {
        "name": "Captions first",
        "hypothesis": "Twice as many saves",
        "judged_by": "Saves a post",
        "until": "2026-10-20",
    }

    posted(world, quarter, [move, {"taken_from": ""}], [test, {"name": ""}])

    assert Quarter.objects.get().plan == PLAN
    page = words(world.client("viewer").get(f"/tern/quarters/{quarter.pk}"))
    for said in ("From Print ads to Reels", "1,200.00 EUR", "Twice as many saves", "Saves a post"):
        assert said in page
    assert 'value="1200.00"' in words(world.client("manager").get(f"/tern/quarters/{quarter.pk}/plan"))


def test_what_nobody_could_judge_says_why_beside_its_field_and_loses_nothing(world):
    quarter = drafted_quarter(world)

    answer = posted(world, quarter, [{"given_to": "Reels"}], [{"name": "Captions first"}])

    assert answer.status_code == 422
    for said in ("Say where the money comes from.", "Say what you expect of it.", "Say how you will know."):
        assert said in words(answer)
    assert 'value="Captions first"' in words(answer)
    assert Quarter.objects.get().plan == QuarterPlan()


def test_a_form_without_these_rows_leaves_them_as_they_are(world):
    quarter = written(world, drafted_quarter(world))
    rows = {
        "starts_on": quarter.starts_on,
        "ends_on": quarter.ends_on,
        "seen": quarter.seen,
        "carried": "Fog.",
    }
    for prefix in ("theme", "day", "target"):
        rows |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}

    world.client("manager").post(f"/tern/quarters/{quarter.pk}/plan", rows)

    assert Quarter.objects.get().plan == replace(PLAN, carried="Fog.")


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (QuarterPlan(moves=(MOVE, replace(MOVE, why="Twice."))), "by the same name"),
        (QuarterPlan(moves=(BudgetMove("Ads", ""),)), "where it goes"),
        (QuarterPlan(moves=(replace(MOVE, amount_minor=0),)), "moves nothing"),
        (QuarterPlan(tests=(replace(TEST, judged_by=""),)), "how it is judged"),
        (QuarterPlan(tests=(replace(TEST, until=date(2027, 5, 1)),)), "outside these dates"),
        (QuarterPlan(tests=tuple(replace(TEST, name=str(n)) for n in range(13))), "12 tests"),
    ],
)
def test_what_cannot_be_is_refused(world, plan, said):
    with pytest.raises(Refusal, match=said):
        written(world, drafted_quarter(world), plan)


def test_what_came_of_each_is_said_on_closing_and_meets_whoever_plans_the_next_quarter(world):
    quarter = written(world, opened_quarter(world))
    client = world.client("manager")
    assert "What came of it?" in words(client.get(f"/tern/quarters/{quarter.pk}"))

    client.post(
        f"/tern/quarters/{quarter.pk}/closing", {"lessons": "Fog sells.", "outcome_1": "Thrice as many."}
    )

    quarter.refresh_from_db()
    assert [each.outcome for each in quarter.plan.steps] == ["", "Thrice as many."]
    after = quarter.ends_on + timedelta(days=1)
    following = drafted_quarter(world, starts_on=after, ends_on=after + timedelta(days=27))
    for address in (f"/tern/quarters/{following.pk}", f"/tern/quarters/{following.pk}/plan"):
        page = words(client.get(address))
        assert "Thrice as many." in page
        assert "Nobody said what came of it" in page


def test_a_change_of_the_strategy_is_suggested_from_the_plan_and_stands_beside_it(world):
    quarter = drafted_quarter(world)
    before = StrategyVersion.objects.count()
    client = world.client("manager")
    address = f"/tern/strategy/suggestions/quarter/{quarter.pk}/"
    assert address in words(client.get(f"/tern/quarters/{quarter.pk}"))

    client.post(address, {"words": "Less fog, more harbour.", "section": "pillars"})

    assert StrategyVersion.objects.count() == before
    page = words(world.client("viewer").get(f"/tern/quarters/{quarter.pk}"))
    assert "What should change in the strategy" in page
    assert "Less fog, more harbour." in page


def test_what_was_suggested_from_another_quarter_stands_there(world):
    first = opened_quarter(world)
    after = first.ends_on + timedelta(days=1)
    second = drafted_quarter(world, starts_on=after, ends_on=after + timedelta(days=27))
    said = {"section": "pillars", "words": "Less fog.", "kind": "quarter", "thing_id": first.pk}
    made = suggestions.suggest(world.workspace, **said, by=world.actor("manager"))

    seen = world.access("viewer")
    assert list(suggested_from(seen, first)) == [made]
    assert not suggested_from(seen, second).exists()
    assert "Less fog." in words(world.client("manager").get(f"/tern/quarters/{second.pk}/plan"))


def test_nothing_is_suggested_from_a_quarter_of_another_brand(world):
    theirs = drafted_quarter(world)
    accepted = world.across()
    opened_quarter(accepted)

    with pytest.raises(Refusal, match="not there any more"):
        suggestions.suggest(
            accepted.workspace,
            section="pillars",
            words="Less fog.",
            kind="quarter",
            thing_id=theirs.pk,
            by=accepted.actor("owner"),
        )


@pytest.mark.parametrize("role", ["contributor", "viewer"])
def test_those_who_do_not_plan_write_none_of_it(world, role):
    quarter = opened_quarter(world)

    assert posted(world, quarter, [{"taken_from": "a", "given_to": "b"}], role=role).status_code == 403
    with pytest.raises(NotAllowed):
        quarters.close(quarter, outcomes={"a": "b"}, by=world.actor(role))


def test_many_steps_ask_the_database_no_more_often(world, django_assert_max_num_queries):
    steps = tuple(replace(TEST, name=str(number)) for number in range(12))
    quarter = written(world, opened_quarter(world), QuarterPlan(tests=steps))
    client = world.client("manager")
    client.get(f"/tern/quarters/{quarter.pk}")

    with django_assert_max_num_queries(15):
        client.get(f"/tern/quarters/{quarter.pk}")
