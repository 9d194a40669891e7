from typing import Any

from django.urls import reverse

from tests.world import World
from waypost.foundation.journal.models import Entry
from waypost.loop.learning.actions import insights
from waypost.loop.learning.models import Effect, Look
from waypost.loop.learning.tests.audiences import NOTHING_MATTERS
from waypost.loop.learning.tests.factories import LEARNING, looked, measured_posts, suggested
from waypost.loop.strategy.tests.factories import accepted_strategy

INSIGHTS = reverse("learning:insights", kwargs={"workspace": "tern"})


def said(world: World, role: str = "viewer") -> str:
    answer = world.client(role).get(INSIGHTS)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_there_is_a_strategy_the_page_offers_to_begin_one(world: World) -> None:
    assert "Begin the strategy" in said(world)


def test_before_there_are_posts_the_page_says_what_it_takes(world: World) -> None:
    accepted_strategy(world)

    assert "It takes some posts to learn from" in said(world)


def test_effects_are_told_in_words_and_drawn_with_their_intervals(world: World) -> None:
    looked(world, count=200)

    page = said(world)

    best = Effect.objects.filter(factor="pillar").order_by("-value")[0]
    assert f"“{best.label}” brings {round(best.value * 100)}\u00a0% more" in page
    assert "conversions than a typical post, all else being equal" in page
    assert page.count("dots-row") == Effect.objects.count()
    link = f"/tern/{best.page}"
    assert link.replace("&", "&amp;") in page
    posts = world.client("viewer").get(link).content.decode()
    assert f"{best.posts} posts" in posts


def test_times_of_day_open_to_their_posts(world: World) -> None:
    looked(world, count=100)

    for effect in Effect.objects.filter(factor__in=["hour", "weekday", "channel", "format"]):
        posts = world.client("viewer").get(f"/tern/{effect.page}").content.decode()
        assert f"{effect.posts} post" in posts, effect.label


def test_what_follows_leads_to_its_proposal(world: World) -> None:
    insight = suggested(world)
    assert "Not proposed yet" not in said(world)  # without effects there is nothing to read yet
    proposal = insights.propose(world.workspace, by=LEARNING)[0]

    insight.refresh_from_db()

    assert insight.proposal == proposal


def test_where_nothing_matters_the_page_says_so(world: World) -> None:
    looked(world, count=100, truth=NOTHING_MATTERS)

    page = said(world)

    assert "The posts do not show a difference here." in page
    assert "dots-told" not in page
    assert "dots-hued" not in page


def test_somebody_who_may_propose_asks_for_a_look(world: World) -> None:
    measured_posts(world, 60)

    answer = world.client("manager").post(reverse("learning:look", kwargs={"workspace": "tern"}))

    assert answer.status_code == 302
    assert Look.objects.get().posts == 60
    assert Entry.objects.get(verb="look.asked").actor_label == "Mateus Ribeiro"


def test_asking_again_at_once_is_refused(world: World) -> None:
    accepted_strategy(world)
    address = reverse("learning:look", kwargs={"workspace": "tern"})
    world.client("manager").post(address)

    answer = world.client("manager").post(address, follow=True)

    assert "looked at a moment ago" in answer.content.decode()
    assert Look.objects.count() == 1


def test_the_page_asks_few_questions(world: World, django_assert_max_num_queries: Any) -> None:
    looked(world, count=120)
    world.client("viewer")

    with django_assert_max_num_queries(15):
        said(world)
