from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from waypost.foundation.notices.queries import notices
from waypost.loop.listening.actions import trends
from waypost.loop.listening.domain.trends import Effort, Fit, Outcome, Risk, Saturation
from waypost.loop.listening.models import Trend
from waypost.loop.listening.tasks import bring_back_trends
from waypost.loop.listening.tests.factories import (
    checked_trend,
    joined_trend,
    noted_trend,
    waiting_trend,
    weighed_trend,
)
from waypost.loop.planning.models import Idea
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.domain.document.boundaries import Boundaries, BoundaryTopic
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal

HERE = "/tern/listening/"
TOPICS = (
    BoundaryTopic(key="politics", label="Party politics", stance="never", why="We print for everybody."),
    BoundaryTopic(key="prices", label="Prices of others", stance="care", how="Never by name."),
)


def at(trend: Trend, rest: str = "") -> str:
    return f"{HERE}trends/{trend.pk}/{rest}"


@pytest.fixture
def bounded(world: World) -> None:
    """A strategy that never talks about politics, and about others' prices with care."""
    accepted_strategy(world, tern_and_tide().model_copy(update={"boundaries": Boundaries(topics=TOPICS)}))


def test_a_trend_is_noted_in_a_line_and_stands_first(world: World) -> None:
    today = world.workspace.today

    world.client("contributor").post(
        f"{HERE}trends/", {"title": "Repairs, before and after", "seen_on": f"{today:%Y-%m-%d}"}
    )

    page = world.client("viewer").get(HERE).content.decode()
    assert "Repairs, before and after" in page
    assert "1 trend to judge" in page
    assert "To be judged" in page


def test_a_day_to_come_is_refused_at_its_field(world: World) -> None:
    tomorrow = world.workspace.today + timedelta(days=1)

    answer = world.client("manager").post(
        f"{HERE}trends/", {"title": "Repairs", "seen_on": f"{tomorrow:%Y-%m-%d}"}
    )

    assert answer.status_code == 422
    assert "still to come" in answer.content.decode()
    assert not Trend.objects.exists()


@pytest.mark.usefixtures("bounded")
def test_what_breaks_a_boundary_stops_there_for_everybody(world: World) -> None:
    trend = noted_trend(world, title="A joke about politics")
    client = world.client("owner")
    assert "A word of it is in" in client.get(at(trend)).content.decode()

    client.post(at(trend, "boundaries/"), {"touches": ["politics"]})
    page = client.get(at(trend)).content.decode()

    assert "It stops here" in page
    assert "Who has joined it already?" not in page
    with pytest.raises(Refusal, match="never talk about"):
        trends.decide(trend, outcome=Outcome.POST, reason="It is funny.", by=world.actor("owner"))
    client.post(at(trend, "decision/"), {"outcome": "skip"})
    trend.refresh_from_db()
    assert (trend.outcome, trend.advised) == ("skip", "skip")


@pytest.mark.usefixtures("bounded")
def test_nothing_is_weighed_before_the_boundaries(world: World) -> None:
    trend = noted_trend(world)

    with pytest.raises(Refusal, match="boundaries first"):
        trends.judge(trend, fit=Fit.STRONG, by=world.actor("manager"))
    answer = world.client("manager").post(at(trend, "boundaries/"), {})

    assert answer.status_code == 422
    assert "held it against" in answer.content.decode()
    assert not Trend.objects.get().is_checked


@pytest.mark.usefixtures("bounded")
def test_what_takes_care_is_adapted(world: World) -> None:
    trend = trends.check(noted_trend(world), touches=["prices"], by=world.actor("manager"))

    found = trends.judge(
        trend,
        fit=Fit.STRONG,
        saturation=Saturation.FEW,
        risk=Risk.LOW,
        effort=Effort.LIGHT,
        by=world.actor("manager"),
    )

    assert trends.advice_on(found).outcome is Outcome.ADAPT
    assert "Prices of others" in trends.advice_on(found).why


def test_a_boundary_that_is_no_more_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="changed meanwhile"):
        trends.check(noted_trend(world), touches=["politics"], by=world.actor("manager"))


def test_a_brand_without_boundaries_is_asked_whom_it_could_hurt(world: World) -> None:
    page = world.client("manager").get(at(noted_trend(world))).content.decode()

    assert "whom it could hurt" in page
    assert "Write them down" in page


def test_the_judgement_says_why_and_fills_in_the_decision(world: World) -> None:
    trend = checked_trend(world)
    judged = {"fit": "strong", "saturation": "few", "risk": "low", "effort": "light"}

    world.client("manager").post(at(trend), judged)
    page = world.client("manager").get(at(trend)).content.decode()

    assert "It fits, it is early, and it takes little." in page
    assert "First seen today" in page
    assert 'value="post" id="id_outcome_0" checked' in page or "checked" in page.split('value="post"')[1][:80]


def test_the_same_trend_is_worth_less_a_week_later(world: World) -> None:
    trend = weighed_trend(world, saturation=Saturation.MANY)

    with clock.frozen_at(clock.now() + timedelta(days=8)):
        later = trends.advice_on(Trend.objects.get())

    assert trends.advice_on(trend).outcome is Outcome.ADAPT
    assert later.outcome is Outcome.SKIP


def test_what_was_decided_keeps_the_reasons_of_its_day(world: World) -> None:
    trend = joined_trend(world)

    with clock.frozen_at(clock.now() + timedelta(days=30)):
        page = world.client("viewer").get(at(trend)).content.decode()

    assert "First seen today" in page
    assert "30 days" not in page


def test_against_the_judgement_takes_a_reason(world: World) -> None:
    trend = weighed_trend(world)

    answer = world.client("manager").post(at(trend, "decision/"), {"outcome": "skip"})
    assert answer.status_code == 422
    assert "The judgement says: post now" in answer.content.decode()
    world.client("manager").post(
        at(trend, "decision/"), {"outcome": "skip", "reason": "We are two this week."}
    )

    trend.refresh_from_db()
    assert (trend.outcome, trend.advised, trend.reason) == ("skip", "post", "We are two this week.")
    assert "We are two this week." in world.client("viewer").get(at(trend)).content.decode()


def test_what_is_not_weighed_may_be_skipped_and_not_joined(world: World) -> None:
    trend = noted_trend(world)

    with pytest.raises(Refusal, match="boundaries first"):
        trends.decide(trend, outcome=Outcome.ADAPT, by=world.actor("manager"))

    assert trends.decide(trend, outcome=Outcome.SKIP, by=world.actor("manager")).outcome == Outcome.SKIP


def test_what_is_joined_becomes_an_idea_in_one_click(world: World) -> None:
    trend = joined_trend(world)

    answer = world.client("contributor").post(at(trend, "idea/"))

    idea = Idea.objects.get()
    assert answer.headers["Location"] == "/tern/ideas"
    assert idea.title == trend.title
    assert "Post now. It fits" in idea.note
    with pytest.raises(Refusal, match="among the ideas"):
        trends.keep_as_idea(trend, by=world.actor("contributor"))


def test_what_waits_or_is_skipped_is_no_idea(world: World) -> None:
    with pytest.raises(Refusal, match="Choose first"):
        trends.keep_as_idea(waiting_trend(world), by=world.actor("manager"))


def test_waiting_takes_a_day_to_come(world: World) -> None:
    trend = weighed_trend(world, risk=Risk.UNCLEAR)

    with pytest.raises(Refusal, match="from tomorrow on"):
        trends.decide(trend, outcome=Outcome.WAIT, again_on=world.workspace.today, by=world.actor("manager"))


def test_what_waits_comes_back_on_its_day_and_people_are_told_once(world: World) -> None:
    trend = waiting_trend(world)

    bring_back_trends()
    trend.refresh_from_db()
    assert not trend.is_open
    with clock.frozen_at(clock.now() + timedelta(days=2)):
        bring_back_trends()
        bring_back_trends()

    trend.refresh_from_db()
    told = notices(world.access("manager")).filter(kind="trend")
    assert trend.is_open
    assert trend.again_on is None
    assert [notice.href for notice in told] == [at(trend)]
    assert "waited until today" in told[0].sentence
    assert not notices(world.access("viewer")).filter(kind="trend").exists()


def test_what_was_decided_is_judged_again_by_whoever_thinks_better_of_it(world: World) -> None:
    trend = joined_trend(world)

    world.client("manager").post(at(trend, "return/"))

    trend.refresh_from_db()
    assert trend.is_open
    assert not notices(world.access("strategist")).filter(kind="trend").exists()


def test_a_viewer_reads_and_decides_nothing(world: World) -> None:
    trend = weighed_trend(world)
    client = world.client("viewer")

    page = client.get(at(trend)).content.decode()

    assert "It fits, it is early" in page
    assert "<h2" in page
    assert 'name="outcome"' not in page
    assert client.post(at(trend, "decision/"), {"outcome": "skip"}).status_code == 403
    assert client.post(f"{HERE}trends/", {"title": "x"}).status_code == 403


def test_many_trends_are_read_with_few_questions(world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        noted_trend(world, title=f"Trend {number}")
    client = world.client("manager")
    client.get(HERE)

    with django_assert_max_num_queries(12):
        client.get(HERE)


@pytest.mark.usefixtures("bounded")
def test_a_trend_still_touches_a_boundary_that_has_another_key_now(world: World) -> None:
    trend, other = checked_trend(world), noted_trend(world)
    trends.check(trend, touches=["politics", "prices"], by=world.actor("manager"))
    renamed = TOPICS[0].model_copy(update={"key": "elections", "label": "Elections", "was": "politics"})
    after = tern_and_tide().model_copy(update={"boundaries": Boundaries(topics=(renamed, TOPICS[1]))})

    versions.adopt(world.workspace, strategy=after, by=world.actor("strategist"))

    trend.refresh_from_db()
    other.refresh_from_db()
    assert trend.touches == ["elections", "prices"]
    assert other.touches == []
    assert trends.advice_on(trend).is_final


@pytest.mark.usefixtures("bounded")
def test_a_new_version_without_other_keys_leaves_trends_as_they_are(world: World) -> None:
    trend = checked_trend(world)
    trends.check(trend, touches=["politics"], by=world.actor("manager"))

    versions.adopt(world.workspace, strategy=tern_and_tide(), by=world.actor("strategist"))

    trend.refresh_from_db()
    assert trend.touches == ["politics"]
