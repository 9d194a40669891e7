from datetime import timedelta
from typing import Any

import pytest
from django.urls import resolve

from tests.world import World
from waypost.foundation.notices.queries import open_tasks
from waypost.loop.strategy.actions import outsets
from waypost.loop.strategy.domain.outset import STEPS, beginnings
from waypost.loop.strategy.models import Outset
from waypost.loop.strategy.queries import set_up_outsets
from waypost.loop.strategy.tests.factories import LOST, answered_outset, begun_outset
from waypost.toolkit.refusal import NotAllowed, Refusal

HERE = "/tern/strategy/outsets/"


def of_step(name: str) -> dict[str, Any]:
    """The answers to one step, as its form sends them."""
    step = next(each for each in STEPS if each.name == name)
    return {question.key: LOST[question.key] for question in step.questions}


def test_a_check_is_answered_step_by_step_and_says_where_to_begin(world: World) -> None:
    client = world.client("strategist")

    answer = client.post(HERE)
    for step in STEPS:
        assert answer.headers["Location"].endswith(f"/steps/{step.name}/")
        answer = client.post(answer.headers["Location"], of_step(step.name))
    page = client.get(answer.headers["Location"]).content.decode()

    assert "Begin with strategy" in page
    assert "Nothing says what it should bring." in page
    assert "What is needed most comes first." in page
    assert "What changed since" not in page


def test_what_was_answered_is_kept_for_another_day(world: World) -> None:
    outset = begun_outset(world)
    client = world.client("strategist")
    client.post(f"{HERE}{outset.pk}/steps/goals/", of_step("goals"))

    page = client.get(HERE).content.decode()
    step = client.get(f"{HERE}{outset.pk}/steps/goals/").content.decode()

    assert f"{HERE}{outset.pk}/steps/business/" in page
    assert step.count(" checked") == 2
    assert "Some questions are still open" in client.get(f"{HERE}{outset.pk}/").content.decode()


def test_an_open_question_is_said_at_its_field(world: World) -> None:
    outset = begun_outset(world)

    answer = world.client("strategist").post(
        f"{HERE}{outset.pk}/steps/business/", {**of_step("business"), "hours": "-1", "scale": ""}
    )

    assert answer.status_code == 422
    assert "Choose one." in answer.content.decode()
    outset.refresh_from_db()
    assert outset.answers == {}


@pytest.mark.parametrize("answers", [{"goals": "perhaps"}, {"mood": "good"}, {"hours": "many"}])
def test_an_answer_that_is_not_offered_is_refused(world: World, answers: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="one of the answers"):
        outsets.answer(begun_outset(world), answers=answers, by=world.actor("strategist"))


def test_setting_up_changes_the_size_hands_out_tasks_and_tells_home(world: World) -> None:
    outset = answered_outset(world)

    world.client("owner").post(
        f"{HERE}{outset.pk}/setup/", {"takes_size": "on", "chosen": ["audit", "strategy"]}
    )

    world.workspace.refresh_from_db()
    given = list(open_tasks(world.access("owner")))
    today = world.workspace.today
    assert world.workspace.size == "solo"
    assert [task.href for task in given] == ["/tern/strategy/audits/", "/tern/strategy/"]
    assert [task.due_on for task in given] == [today + timedelta(weeks=1), today + timedelta(weeks=2)]
    assert set_up_outsets(world.access("owner")).get().first == "strategy"


def test_a_strategist_leaves_the_size_to_an_owner(world: World) -> None:
    outset = answered_outset(world)
    client = world.client("strategist")

    assert "takes_size" not in client.get(f"{HERE}{outset.pk}/").content.decode()
    with pytest.raises(NotAllowed, match="owner"):
        outsets.set_up(outset, takes_size=True, chosen=[], by=world.actor("strategist"))
    client.post(f"{HERE}{outset.pk}/setup/", {"chosen": []})
    world.workspace.refresh_from_db()
    assert world.workspace.size == "team"
    assert not open_tasks(world.access("strategist")).exists()


def test_every_first_thing_leads_to_a_page(world: World) -> None:
    outset = answered_outset(world)
    assert outset.outcome is not None

    for each in beginnings(outset.outcome, outset.answers):
        assert resolve(f"/tern/{each.page}").url_name


def test_nothing_is_set_up_from_half_a_check(world: World) -> None:
    with pytest.raises(Refusal, match="still open"):
        outsets.set_up(begun_outset(world), takes_size=False, chosen=[], by=world.actor("owner"))


def test_a_check_that_ended_stays_as_it_is(world: World) -> None:
    outset = answered_outset(world)
    outsets.set_up(outset, takes_size=False, chosen=[], by=world.actor("owner"))

    with pytest.raises(Refusal, match="has ended"):
        outsets.answer(outset, answers={"goals": "wish"}, by=world.actor("owner"))


def test_a_check_that_is_not_whole_is_gone_on_with(world: World) -> None:
    begun_outset(world)

    with pytest.raises(Refusal, match="begun already"):
        begun_outset(world)


def test_a_second_check_stands_beside_the_first(world: World) -> None:
    first = answered_outset(world)
    second = answered_outset(world, rhythm="steady")

    page = world.client("viewer").get(f"{HERE}{second.pk}/").content.decode()

    assert not Outset.objects.get(pk=first.pk).is_open
    assert "What changed since the last check" in page
    assert "Every week, as planned" in page
    assert "the last time" in page
    assert "Set it up" not in page


def test_a_viewer_answers_nothing(world: World) -> None:
    outset = begun_outset(world)
    client = world.client("viewer")

    assert client.post(f"{HERE}{outset.pk}/steps/goals/", of_step("goals")).status_code == 403
    assert client.post(HERE).status_code == 403
