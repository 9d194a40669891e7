from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from waypost.foundation.notices.queries import notices, open_tasks
from waypost.foundation.workspaces.models import Workspace
from waypost.loop.listening.actions import pilots, platform_reviews
from waypost.loop.listening.actions.pilots import Seen
from waypost.loop.listening.domain.platforms import ASPECTS, Advice, Answer, Judged, Outcome
from waypost.loop.listening.models import PlatformReview
from waypost.loop.listening.tasks import call_pilots
from waypost.loop.listening.tests.factories import (
    EXITS,
    SUCCESS,
    running_pilot,
    weighed_network,
    worthy_network,
)
from waypost.loop.strategy.models import Proposal
from waypost.loop.strategy.tests.factories import accepted_strategy, member_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

HERE = "/tern/listening/networks/"


def at(review: PlatformReview, rest: str = "") -> str:
    return f"{HERE}{review.pk}/{rest}"


def sent(world: World, **said: Any) -> dict[str, Any]:
    answers = {f"{aspect.key}_answer": "yes" for aspect in ASPECTS}
    owner = member_of(world, "manager").pk
    return {**answers, "owner": owner, "stand_in": "", "hours": "3", **said}


def test_a_network_is_weighed_once_at_a_time(world: World) -> None:
    client = world.client("manager")

    first = client.post(HERE, {"network": "Threads", "why": "Two customers asked."})
    again = client.post(HERE, {"network": "threads"})

    assert first.status_code == 302
    assert again.status_code == 422
    assert "weighed already" in again.content.decode()


def test_answers_say_what_follows_and_a_no_that_ends_it_is_named(world: World) -> None:
    review = weighed_network(world)
    client = world.client("manager")

    client.post(at(review), sent(world))
    worth = client.get(at(review)).content.decode()
    client.post(at(review), sent(world, resources_answer="no", resources_why="Two hours are all we have."))
    not_now = client.get(at(review)).content.decode()

    assert "Worth a pilot" in worth
    assert "The hours are not there." in not_now
    assert "Two hours are all we have." in not_now


def test_whoever_keeps_it_does_not_stand_in_too(world: World) -> None:
    review = weighed_network(world)
    member = member_of(world, "manager")

    answer = world.client("manager").post(at(review), sent(world, stand_in=member.pk))

    assert answer.status_code == 422
    assert "Somebody else has to stand in" in answer.content.decode()


def test_the_strategy_is_quoted_beside_the_questions(world: World) -> None:
    accepted_strategy(world)

    page = world.client("manager").get(at(weighed_network(world))).content.decode()

    assert "From the strategy" in page


def test_not_now_keeps_its_reason_and_the_network_can_be_weighed_anew(world: World) -> None:
    review = weighed_network(world)
    client = world.client("strategist")

    empty = client.post(at(review, "refusal/"), {"reason": ""}, follow=True)
    client.post(at(review, "refusal/"), {"reason": "Nobody has the hours."})

    review.refresh_from_db()
    assert "why not" in empty.content.decode()
    assert (review.state, review.reason) == ("declined", "Nobody has the hours.")
    assert "Nobody has the hours." in client.get(HERE).content.decode()
    assert weighed_network(world).pk != review.pk
    with pytest.raises(Refusal, match="decided already"):
        platform_reviews.answer(review, judged={}, by=world.actor("manager"))


def begin(world: World, review: PlatformReview, **said: Any) -> PlatformReview:
    given = {
        "starts_on": world.workspace.today,
        "weeks": 4,
        "success": SUCCESS,
        "exits": EXITS,
        **said,
    }
    return pilots.begin(review, **given, by=world.actor("strategist"))


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ({"success": ()}, "every pilot succeeds"),
        ({"success": ("People like it",)}, "Give “People like it” a number"),
        ({"exits": ()}, "end it early"),
        ({"exits": EXITS * 7}, "Six are enough"),
        ({"weeks": 40}, "lengths that are offered"),
    ],
)
def test_a_pilot_without_criteria_and_an_end_does_not_begin(
    world: World, otherwise: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        begin(world, worthy_network(world), **otherwise)

    assert PlatformReview.objects.get().is_weighed


def test_a_pilot_does_not_begin_in_the_past_or_before_the_answers_allow_it(world: World) -> None:
    with pytest.raises(Refusal, match="today or later"):
        begin(world, worthy_network(world), starts_on=world.workspace.today - timedelta(days=1))
    with pytest.raises(Refusal, match="Not yet: Nobody knows yet"):
        begin(world, weighed_network(world, "Reddit"))


def test_what_was_written_stays_where_a_pilot_is_refused(world: World) -> None:
    review = worthy_network(world)
    words = {
        "starts_on": f"{world.workspace.today:%Y-%m-%d}",
        "weeks": "8",
        "success": "Joy",
        "exits": "4 hours",
    }

    answer = world.client("strategist").post(at(review, "pilot/"), words)

    assert answer.status_code == 422
    assert "Give “Joy” a number" in answer.content.decode()


def test_whoever_keeps_a_pilot_gets_a_task_by_its_end_and_is_told(world: World) -> None:
    review = running_pilot(world)

    task = open_tasks(world.access("manager")).get()

    assert (task.what, task.due_on, task.href) == (
        "Say what became of the pilot on Threads",
        world.workspace.today + timedelta(weeks=4),
        at(review),
    )
    assert "You keep the pilot on Threads" in notices(world.access("manager")).get(kind="pilot").sentence
    assert not notices(world.access("marketer")).filter(kind="pilot").exists()


def test_an_exit_that_comes_true_is_told_at_once_to_those_who_decide(world: World) -> None:
    review = running_pilot(world)
    rows = {row.words: row.pk for row in review.criteria.all()}
    seen = {f"met_{pk}": "yes" if words in EXITS else "" for words, pk in rows.items()}

    for _turn in range(2):
        world.client("manager").post(at(review, "criteria/"), seen)

    told = notices(world.access("strategist")).filter(kind="pilot")
    assert [notice.sentence for notice in told] == [
        "What was to end the pilot on Threads came true: More than 4 hours a week"
    ]
    assert "An exit criterion came true" in world.client("viewer").get(at(review)).content.decode()


def test_criteria_of_another_pilot_are_refused(world: World) -> None:
    with pytest.raises(Refusal, match="not the criteria"):
        pilots.observe(running_pilot(world), seen={987654: Seen(is_met=True)}, by=world.actor("manager"))


def test_at_its_end_a_pilot_waits_for_a_decision_and_people_are_told_once(world: World) -> None:
    review = running_pilot(world)

    call_pilots()
    review.refresh_from_db()
    assert review.called_at is None
    with clock.frozen_at(clock.now() + timedelta(weeks=4)):
        call_pilots()
        call_pilots()
        front = world.client("strategist").get("/tern/listening/").content.decode()

    told = notices(world.access("strategist")).filter(kind="pilot")
    assert len(told) == 1
    assert "has reached its end" in told[0].sentence
    assert "1 pilot at its end" in front
    assert "Term over" in front


def test_a_pilot_is_kept_with_somebody_to_stand_in_and_suggested_to_the_strategy(world: World) -> None:
    accepted_strategy(world)
    review = running_pilot(world)
    client = world.client("strategist")

    client.post(at(review, "decision/"), {"outcome": "keep", "reason": "It showed everything."})
    page = client.get(at(review)).content.decode()
    client.post(
        f"/tern/strategy/suggestions/network/{review.pk}/", {"section": "channels", "words": "Add Threads."}
    )

    review.refresh_from_db()
    assert (review.state, review.reason) == ("kept", "It showed everything.")
    assert "Suggest it to the strategy" in page
    assert not open_tasks(world.access("manager")).exists()
    assert Proposal.objects.get().title == "Add Threads."
    told = notices(world.access("manager")).filter(kind="pilot")
    assert "Threads is kept: It showed everything." in [notice.sentence for notice in told]


def test_without_somebody_to_stand_in_it_becomes_no_channel(world: World) -> None:
    review = running_pilot(world, stand_in=False)

    with pytest.raises(Refusal, match="no holidays"):
        pilots.decide(review, outcome=Outcome.KEEP, reason="It works.", by=world.actor("strategist"))


def test_a_pilot_that_is_stopped_leaves_the_task_to_say_goodbye(world: World) -> None:
    review = running_pilot(world)

    pilots.decide(review, outcome=Outcome.STOP, reason="Nobody answered.", by=world.actor("strategist"))

    assert open_tasks(world.access("manager")).get().what == "Say goodbye on Threads, and close the account"
    with pytest.raises(Refusal, match="no pilot running"):
        pilots.decide(review, outcome=Outcome.STOP, reason="Again.", by=world.actor("strategist"))


def test_a_pilot_gets_one_more_term_and_not_two(world: World) -> None:
    review = running_pilot(world)
    end = review.ends_on
    assert end is not None

    pilots.decide(review, outcome=Outcome.LONGER, weeks=6, reason="Half came true.", by=world.actor("owner"))

    review.refresh_from_db()
    assert review.ends_on == end + timedelta(weeks=6)
    assert open_tasks(world.access("manager")).get().due_on == review.ends_on
    assert "one more term" not in world.client("owner").get(at(review)).content.decode()
    with pytest.raises(Refusal, match="second term already"):
        pilots.decide(review, outcome=Outcome.LONGER, weeks=4, reason="Again.", by=world.actor("owner"))


def test_a_decision_takes_a_reason(world: World) -> None:
    answer = world.client("strategist").post(at(running_pilot(world), "decision/"), {"outcome": "stop"})

    assert answer.status_code == 422
    assert PlatformReview.objects.get().is_pilot


def test_a_manager_weighs_and_only_who_decides_strategy_decides(world: World) -> None:
    review = running_pilot(world)
    client = world.client("manager")

    assert client.post(at(review, "decision/"), {"outcome": "stop", "reason": "No."}).status_code == 403
    assert 'name="outcome"' not in client.get(at(review)).content.decode()


def test_who_works_alone_is_not_asked_who_keeps_it(world: World) -> None:
    Workspace.objects.filter(pk=world.workspace.pk).update(size="solo")
    review = weighed_network(world)

    page = world.client("owner").get(at(review)).content.decode()
    judged = {aspect.key: Judged(Answer.YES) for aspect in ASPECTS}
    found = platform_reviews.answer(review, judged=judged, by=world.actor("owner"))

    assert "Who would keep it" not in page
    assert found.owner is not None
    assert platform_reviews.opinion_on(found).advice is Advice.PILOT


def test_a_page_of_a_pilot_asks_seldom(world: World, django_assert_max_num_queries: Any) -> None:
    review = running_pilot(world)
    client = world.client("strategist")
    client.get(at(review))

    with django_assert_max_num_queries(12):
        client.get(at(review))
