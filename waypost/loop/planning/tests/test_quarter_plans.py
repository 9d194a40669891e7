from datetime import date, timedelta

import pytest

from waypost.loop.planning import pacing
from waypost.loop.planning.actions import blackouts, capacity, quarter_plans, quarters
from waypost.loop.planning.domain.capacity import Unit
from waypost.loop.planning.domain.goal_weeks import Known
from waypost.loop.planning.domain.quarter_plan import DayKind, KeyDay, QuarterPlan, Theme
from waypost.loop.planning.models import QuarterChange, Slot
from waypost.loop.planning.queries import key_days
from waypost.loop.planning.tests.factories import drafted_quarter, member_of, opened_quarter, planned_campaign
from waypost.loop.strategy.models import Goal
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal

FAIR = KeyDay("Print fair", date(2026, 10, 14), kind=DayKind.LAUNCH)
PLAN = QuarterPlan(carried="Fog sells.", themes=(Theme("Storm season"),), days=(FAIR,))


def write(world, quarter, plan=PLAN, why="", **changed):
    said = {"starts_on": quarter.starts_on, "ends_on": quarter.ends_on, "seen": quarter.seen, **changed}
    return quarter_plans.write(quarter, plan=plan, why=why, **said, by=world.actor("manager"))


def words(response):
    return response.content.decode()


def test_a_draft_is_written_without_a_trace(world):
    quarter = write(world, drafted_quarter(world))

    assert quarter.plan == PLAN
    assert not QuarterChange.objects.exists()


def test_a_change_under_way_says_who_what_and_why(world):
    quarter = opened_quarter(world)
    with pytest.raises(Refusal, match="why it changes"):
        write(world, quarter)

    write(world, quarter, why="The fair was announced.")

    change = QuarterChange.objects.get()
    assert (change.by, change.why) == ("Mateus Ribeiro", "The fair was announced.")
    assert "“Print fair” is a new day." in change.what


def test_alone_one_need_not_say_why(world):
    world.workspace.size = "solo"
    world.workspace.save()

    write(world, opened_quarter(world))

    assert QuarterChange.objects.exists()


def test_the_same_plan_again_is_no_change(world):
    quarter = write(world, opened_quarter(world), why="So.")

    write(world, quarter, why="")

    assert QuarterChange.objects.count() == 1


def test_an_earlier_last_day_takes_slots_with_it_that_nobody_decided_about(world):
    quarter = opened_quarter(world)
    kept = Slot.objects.order_by("-at")[0]
    Slot.objects.filter(pk=kept.pk).update(kept_at=kept.at)
    before = Slot.objects.count()

    write(world, quarter, ends_on=date(2026, 10, 25), why="Stocktaking.")

    beyond = Slot.objects.filter(local_on__gt=date(2026, 10, 25))
    assert [slot.pk for slot in beyond] == [kept.pk]
    assert Slot.objects.count() < before


def test_a_later_last_day_is_laid_out(world):
    quarter = opened_quarter(world)

    write(world, quarter, ends_on=quarter.ends_on + timedelta(days=7), why="Longer.")

    assert Slot.objects.filter(local_on__gt=date(2026, 11, 1)).exists()


def test_what_somebody_else_wrote_is_not_written_over(world):
    quarter = drafted_quarter(world)
    seen = quarter.seen
    with clock.frozen_at(clock.now() + timedelta(minutes=1)):
        write(world, quarter)

    with pytest.raises(Refusal, match="while you were writing"):
        write(world, quarter, plan=QuarterPlan(), seen=seen)


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (QuarterPlan(days=(KeyDay("Fair", date(2027, 1, 1)),)), "outside these dates"),
        (QuarterPlan(days=(KeyDay("Fair", date(2026, 10, 9), date(2026, 10, 8)),)), "ends before it begins"),
        (QuarterPlan(themes=(Theme("Fog", date(2026, 10, 9), date(2026, 10, 8)),)), "ends before it begins"),
        (QuarterPlan(themes=tuple(Theme(str(n)) for n in range(13))), "12 themes"),
        (QuarterPlan(targets=(("none-of-ours", 1.0),)), "no goal"),
    ],
)
def test_what_cannot_be_is_refused(world, plan, said):
    with pytest.raises(Refusal, match=said):
        write(world, drafted_quarter(world), plan=plan)


def test_the_first_day_of_what_has_begun_stays(world):
    quarter = opened_quarter(world)

    with pytest.raises(Refusal, match="first day stays"):
        write(world, quarter, starts_on=quarter.starts_on + timedelta(days=1), why="Later.")


def test_closed_quarters_and_rolling_weeks_have_no_plan_to_write(world):
    closed = quarters.close(opened_quarter(world), by=world.actor("manager"))
    with pytest.raises(Refusal, match="closed"):
        write(world, closed)

    rolling = quarters.roll(world.workspace, by=world.actor("manager"))
    with pytest.raises(Refusal, match="roll on"):
        write(world, rolling)


@pytest.mark.parametrize("role", ["contributor", "client", "outsider"])
def test_those_who_do_not_plan_may_not_write_it(world, role):
    quarter = drafted_quarter(world)

    with pytest.raises(NotAllowed):
        quarter_plans.write(
            quarter,
            starts_on=quarter.starts_on,
            ends_on=quarter.ends_on,
            plan=PLAN,
            seen=quarter.seen,
            by=world.actor(role),
        )


def test_days_off_and_laying_out_again_leave_their_trace(world):
    quarter = opened_quarter(world)
    off = {"starts_on": date(2026, 10, 14), "ends_on": date(2026, 10, 16), "reason": "Fair"}
    blackouts.remove(
        blackouts.add(world.workspace, **off, by=world.actor("manager")), by=world.actor("owner")
    )
    quarters.lay_out(quarter, why="A new channel.", by=world.actor("strategist"))

    latest, given_back, taken = QuarterChange.objects.all()

    assert taken.what == ["Nothing goes out from 14 to 16 October: Fair."]
    assert given_back.what == ["Posts go out again from 14 to 16 October."]
    assert (latest.by, latest.why) == ("Sunniva Vale", "A new channel.")


def test_the_days_that_matter_are_known_to_the_calendar(world):
    write(world, drafted_quarter(world))

    assert key_days(world.workspace.pk, date(2026, 10, 1), date(2026, 10, 14)) == [FAIR]
    assert key_days(world.workspace.pk, date(2026, 10, 15), date(2026, 10, 31)) == []


def test_a_plan_is_written_on_its_page_and_read_on_the_quarters(world):
    quarter = opened_quarter(world)
    planned_campaign(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    client = world.client("manager")
    form = words(client.get(f"/tern/quarters/{quarter.pk}/plan"))

    answer = client.post(f"/tern/quarters/{quarter.pk}/plan", sent(quarter, goal.key))
    page = words(client.get(answer.url))

    assert "How the last one went" not in form
    for said in ("Fog sells.", "Storm season", "Print fair", "Spring tides", "The fair was announced."):
        assert said in page
    quarter.refresh_from_db()
    assert quarter.plan.target(goal.key) == 4200


def test_a_day_without_a_date_is_shown_again(world):
    quarter = opened_quarter(world)

    answer = world.client("manager").post(
        f"/tern/quarters/{quarter.pk}/plan", {**sent(quarter, "x"), "day-0-on": ""}
    )

    assert answer.status_code == 422
    assert "Say on which day it is." in words(answer)


def sent(quarter, goal):
    return {
        "starts_on": quarter.starts_on.isoformat(),
        "ends_on": quarter.ends_on.isoformat(),
        "carried": "Fog sells.",
        "why": "The fair was announced.",
        "seen": quarter.seen,
        "theme-TOTAL_FORMS": "1",
        "theme-INITIAL_FORMS": "0",
        "theme-0-name": "Storm season",
        "day-TOTAL_FORMS": "1",
        "day-INITIAL_FORMS": "0",
        "day-0-name": "Print fair",
        "day-0-kind": "launch",
        "day-0-on": "2026-10-14",
        "target-TOTAL_FORMS": "1",
        "target-INITIAL_FORMS": "1",
        "target-0-goal": goal,
        "target-0-value": "4200",
    }


def test_the_form_shows_how_the_last_one_went(world):
    before = quarters.close(opened_quarter(world), lessons="Fewer reels.", by=world.actor("manager"))
    first_on = before.ends_on + timedelta(days=1)
    following = drafted_quarter(world, starts_on=first_on, ends_on=first_on + timedelta(days=27))

    page = words(world.client("manager").get(f"/tern/quarters/{following.pk}/plan"))

    assert "How the last one went" in page
    assert "0 of 36 slots got a post." in page
    assert "Fewer reels." in page


def test_goals_are_broken_down_by_week_with_what_is_known(world, monkeypatch):
    quarter = opened_quarter(world)
    goal = Goal.objects.filter(workspace=world.workspace)[0]
    write(world, quarter, plan=QuarterPlan(targets=((goal.key, 4200.0),)), why="Aim.")
    points = ((quarter.starts_on, 3000.0),)
    monkeypatch.setattr(pacing, "_sources", {"a": lambda *_asked: {goal.key: Known(3000.0, points)}})

    page = words(world.client("viewer").get(f"/tern/quarters/{quarter.pk}/goals"))

    assert "From 3,000 to 4,200" in page
    assert "3,300" in page
    assert "was 3,000" in page


def test_the_plan_is_printed(world):
    quarter = write(world, opened_quarter(world), why="Print.")
    client = world.client("client")

    answer = client.get(f"/tern/quarters/{quarter.pk}/plan.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert "tern-2026-10-05-plan.pdf" in answer["Content-Disposition"]


@pytest.mark.parametrize("state", ["draft", "open"])
def test_its_pages_ask_the_database_at_most_fifteen_times(world, django_assert_max_num_queries, state):
    before = opened_quarter(world)
    following = {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 12, 31)}
    quarter = drafted_quarter(world, **following) if state == "draft" else before
    hands = {member_of(world, "manager"): 300}
    capacity.describe(world.workspace, unit=Unit.HOURS, hands=hands, by=world.actor("manager"))
    client = world.client("manager")

    for tail in ("", "/goals", "/plan"):
        client.get(f"/tern/quarters/{quarter.pk}{tail}")
        with django_assert_max_num_queries(15):
            client.get(f"/tern/quarters/{quarter.pk}{tail}")
