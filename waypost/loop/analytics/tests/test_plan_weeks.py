from datetime import date

import pytest

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.loop.analytics import tasks
from waypost.loop.analytics.actions import plan_weeks
from waypost.loop.analytics.domain.plan_weeks import REACHES_BACK, to_note, value_of
from waypost.loop.analytics.models import PlanWeek
from waypost.loop.analytics.tests.factories import METER, NOON, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import ago, limit, page, strategy_of_old
from waypost.loop.content.models import Post
from waypost.loop.strategy.actions import versions
from waypost.loop.strategy.models import Persona
from waypost.loop.strategy.tests.documents import tern_and_tide
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed

MONDAY = date(2026, 11, 9)
"""The week that is over, seen from the Wednesday that the tests call now."""


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def sent_of(world: World, pillar: str, *days: float, **details: object) -> None:
    for day in days:
        read_post(world, at=ago(day), pillar=pillar, likes=3, **details)


def test_a_week_that_is_over_is_kept_as_it_was(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, 5, 6, 7, 11)

    noted = plan_weeks.note(world.workspace, by=METER)

    last = PlanWeek.objects.get(monday=MONDAY)
    assert noted[-1].monday == MONDAY
    assert (last.posts, last.pillars_off, last.version) == (5, 75, 1)
    assert last.kept < last.channels


def test_weeks_before_the_strategy_and_the_one_that_runs_are_not_kept(world: World) -> None:
    strategy_of_old(world)

    mondays = [week.monday for week in plan_weeks.note(world.workspace, by=METER)]

    assert mondays[0] == date(2026, 8, 10)
    assert mondays[-1] == MONDAY


def test_what_is_kept_stays_though_reasons_change_later(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, 5, 6, 7, 11)
    plan_weeks.note(world.workspace, by=METER)
    sent_of(world, "finished-work", 4, 5, 6)

    assert plan_weeks.note(world.workspace, by=METER) == []
    assert PlanWeek.objects.get(monday=MONDAY).pillars_off == 75


def test_every_brand_with_a_strategy_is_noted_at_night(world: World) -> None:
    strategy_of_old(world)

    tasks.note_weeks()

    assert PlanWeek.objects.filter(workspace=world.workspace).exists()
    assert not PlanWeek.objects.filter(workspace=world.other).exists()


def test_the_page_draws_the_trend_with_the_versions_as_flags(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, 5, 6, 7, 11, 18, 25)
    with clock.frozen_at(ago(20)):
        versions.adopt(
            world.workspace,
            strategy=tern_and_tide().model_copy(update={"purpose": "Else."}),
            by=world.actor("strategist"),
        )
    assert 'id="trend"' not in page(world, "plan/")
    plan_weeks.note(world.workspace, by=METER)

    said = page(world, "plan/")

    assert 'id="trend"' in said
    assert "Pillars, points off plan" in said
    assert "Flags are versions of the strategy." in said
    assert "Rhythm, per cent" in page(world, "plan/?trend=rhythm")


def test_who_sees_some_channels_only_sees_no_trend_of_all(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, 5, 6, 7, 11)
    plan_weeks.note(world.workspace, by=METER)
    limit(world, "gallery")

    assert 'id="trend"' not in page(world, "plan/")


def test_words_that_the_voice_avoids_are_found_and_open_to_their_posts(world: World) -> None:
    strategy_of_old(world)
    word = tern_and_tide().voice.banned_words[0]
    sent_of(world, "harbour-life", 4, body=f"{word.upper()} prints at the quay.")
    sent_of(world, "harbour-life", 5, 6, body=f"x{word}x is no such word.")

    said = page(world, "plan/")
    listed = page(world, f"posts/?since=2026-10-19&until=2026-11-15&said={word}")

    assert f"1 post said “{word.lower()}”, which the voice avoids" in said
    assert "1 post, saying" in listed


def test_hashtags_outside_of_the_sets_are_found_and_open_to_their_posts(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, body="Low tide. #HarbourLife #MondayMood")
    sent_of(world, "harbour-life", 5, body="Look: https://tern.example/a#part #mondaymood")
    sent_of(world, "harbour-life", 6, body="A #MustHave for the wall, number #1.")

    said = page(world, "plan/")
    listed = page(world, "posts/?since=2026-10-19&until=2026-11-15&said=%23MondayMood")

    assert "2 posts used #MondayMood: it stands in none of the sets" in said
    assert "1 post used #MustHave: the voice avoids “must-have”" in said
    assert said.index("#MustHave") < said.index("#MondayMood")
    assert "used #HarbourLife" not in said
    assert "used #part" not in said
    assert "said=%23MondayMood" in said
    assert "2 posts, saying" in listed


def test_no_more_than_the_five_most_used_hashtags_are_said(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, 5, body="#often")
    sent_of(world, "harbour-life", 6, body="#a #b #c #d #e #f")

    said = page(world, "plan/")

    assert "2 posts used #often" in said
    assert said.count("it stands in none of the sets") == 5
    assert "used #e:" not in said


def test_hashtags_on_channels_of_others_are_not_said(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, body="#often")
    limit(world, "journal")

    assert "#often" not in page(world, "plan/")


def test_goals_and_personas_for_which_nothing_was_are_found(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4)

    said = page(world, "plan/")

    assert "No post was for “" in said
    assert said.index("<h3>Goals</h3>") < said.index("<h3>Channel roles</h3>")


def test_the_page_asks_the_same_few_questions_however_much_there_is(
    world: World, django_assert_max_num_queries
) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, 5, 6, 7, 11, body="Artisanal #fog")
    plan_weeks.note(world.workspace, by=METER)
    page(world, "plan/")
    client = world.client("manager")

    with django_assert_max_num_queries(15):
        client.get("/tern/results/plan/")


def test_no_more_than_half_a_year_is_made_up_for() -> None:
    mondays = to_note(date(2026, 11, 18), date(2020, 1, 1), ())

    assert len(mondays) == REACHES_BACK
    assert mondays[-1] == MONDAY
    assert to_note(date(2026, 11, 18), date(2026, 11, 17), ()) == []
    assert to_note(date(2026, 11, 18), date(2026, 10, 26), {date(2026, 11, 2)}) == [
        date(2026, 10, 26),
        MONDAY,
    ]


def test_a_week_without_posts_has_no_share_of_them() -> None:
    week = PlanWeek(monday=MONDAY, posts=0, kept=0, channels=0, without_why=0)

    assert [value_of(week, key) for key in ("pillars", "rhythm", "why")] == [None, None, None]
    week.posts, week.without_why, week.kept, week.channels, week.stages_off = 4, 1, 2, 3, 7
    assert [round(value_of(week, key) or 0) for key in ("why", "rhythm", "stages")] == [25, 67, 7]


def test_a_member_who_may_not_edit_results_cannot_note(world: World) -> None:
    with pytest.raises(NotAllowed):
        plan_weeks.note(world.workspace, by=Actor.of_person(world.person("viewer")))


def test_a_persona_without_posts_opens_those_that_say_for_nobody(world: World) -> None:
    strategy_of_old(world)
    sent_of(world, "harbour-life", 4, body="For somebody.")
    sent_of(world, "harbour-life", 5, body="For nobody yet.")
    heard, unheard = Persona.objects.filter(workspace=world.workspace).order_by("pk")[:2]
    Post.objects.filter(body="For somebody.").update(persona=heard)

    said = page(world, "plan/")
    listed = page(world, "posts/?since=2026-10-19&until=2026-11-15&why=nobody")

    assert f"No post was for “{unheard.label}”" in said
    assert "why=nobody" in said
    assert "For nobody yet." in listed
    assert "For somebody." not in listed
