from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.world import World
from waypost.loop.analytics.actions import natives, readings
from waypost.loop.analytics.models import NativePost
from waypost.loop.analytics.tests.factories import (
    METER,
    NOON,
    followed,
    native_post,
    pillar_of,
    read_post,
)
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import ago, get, page, strategy_of_old, table
from waypost.networks import registry
from waypost.networks.contract import Metric
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def test_posts_are_ordered_by_any_metric_the_unknown_last(world: World):
    for words, counts in (("Low", {"likes": 3}), ("High", {"likes": 9}), ("Silent", {"impressions": 4})):
        read_post(world, at=ago(4), body=words, **counts)

    rows = table(get(world, "posts.csv?sort=engagements"))

    assert [row[0] for row in rows[1:]] == ["High", "Low", "Silent"]


def test_a_rate_orders_posts_as_well(world: World):
    read_post(world, at=ago(4), body="Much", impressions=1000, likes=50)
    read_post(world, at=ago(4), body="Well", impressions=10, likes=5)
    read_post(world, at=ago(4), body="None", impressions=0, likes=0)

    rows = table(get(world, "posts.csv?sort=engagement-rate-by-impressions"))

    assert [row[0] for row in rows[1:]] == ["Well", "Much", "None"]


def test_posts_are_found_by_pillar_channel_format_and_why(world: World):
    strategy_of_old(world)
    pillar = read_post(world, at=ago(4), body="Ink", pillar="behind-the-scenes", likes=1).pillar_id
    journal = read_post(world, at=ago(4), body="Paper", channel_key="journal", likes=1).channel_id
    read_post(world, at=ago(4), body="Storm", reactive=True, likes=1)
    native_post(world, "Fog", at=ago(4))
    found = {
        query: {row[0] for row in table(get(world, f"posts.csv?{query}"))[1:]}
        for query in (
            f"pillar={pillar}",
            f"channel={journal}",
            "format=text",
            "why=none",
            "why=reactive",
            "why=native",
            "why=without",
            "since=2026-11-01&until=2026-11-13",
        )
    }

    assert found == {
        f"pillar={pillar}": {"Ink"},
        f"channel={journal}": {"Paper"},
        "format=text": {"Ink", "Paper", "Storm", "Fog"},
        "why=none": {"Paper"},
        "why=reactive": {"Storm"},
        "why=native": {"Fog"},
        "why=without": {"Paper", "Storm", "Fog"},
        "since=2026-11-01&until=2026-11-13": set(),
    }


def test_a_choice_that_makes_no_sense_is_none(world: World):
    read_post(world, at=ago(4), body="Ink", likes=1)

    assert "Ink" in page(world, "posts/?weeks=9&sort=beauty&pillar=x&page=77&since=yesterday")


def test_a_formula_in_a_post_stays_a_text_in_a_file(world: World):
    read_post(world, at=ago(4), body='=HYPERLINK("x")', likes=1)

    assert table(get(world, "posts.csv"))[1][0] == '\'=HYPERLINK("x")'


def test_a_long_list_has_pages_and_few_queries(world: World, django_assert_max_num_queries: Any):
    for number in range(53):
        followed(world, at=ago(number / 10), body=f"Note {number}")

    with django_assert_max_num_queries(15):
        said = page(world, "posts/?page=2")

    assert "Page 2 of 2" in said
    assert "Note 52" in said


def test_a_post_says_which_numbers_its_network_does_not_give(world: World, monkeypatch: pytest.MonkeyPatch):
    row = read_post(world, at=ago(20), likes=30)
    card = replace(registry.card("sandbox"), post_metrics=(Metric.LIKES, Metric.IMPRESSIONS))
    monkeypatch.setattr(registry, "card", lambda name: card)

    said = page(world, f"posts/{row.pk}/")

    assert "1 reading in all" in said
    assert "does not report: reach, video views, comments" in said
    assert "does not report: impressions" not in said


def test_how_a_post_grew_is_drawn_from_its_readings(world: World):
    row = read_post(world, at=ago(20), read_at=ago(19), likes=30)
    readings.keep(row.channel, {row.pk: {Metric.LIKES: 44}}, now=ago(18), by=METER)

    said = page(world, f"posts/{row.pk}/?metric=likes")

    assert "Likes as the post grew older" in said
    assert "24 h" in said


def test_a_reset_counter_is_said(world: World):
    row = read_post(world, at=ago(20), read_at=ago(2), impressions=900)
    readings.keep(row.channel, {row.pk: {Metric.IMPRESSIONS: 5}}, now=NOON, by=METER)

    said = page(world, f"posts/{row.pk}/")

    assert "set its count of impressions back" in said
    assert "900" in said
    assert [line[1] for line in table(get(world, f"posts/{row.pk}/readings.csv"))] == [
        "Impressions",
        "900",
        "5",
    ]


def test_a_young_post_says_that_more_is_to_come(world: World):
    row = read_post(world, at=ago(1), likes=3)

    assert "still to come" in page(world, f"posts/{row.pk}/")


def test_numbers_that_do_not_come_are_called_late(world: World):
    row = followed(world, at=ago(1))

    assert "first numbers are late" in page(world, f"posts/{row.pk}/")


def test_suggestions_are_taken_with_one_button(world: World):
    strategy_of_old(world)
    pillar = pillar_of(world, "behind-the-scenes")
    row, other = native_post(world, suggested=pillar), native_post(world)
    assert "Behind the scenes" in page(world, "natives/")

    world.client("manager").post(
        "/tern/results/natives/reasons/", {"chosen": [row.pk], "pillar": "suggested"}
    )

    row.refresh_from_db()
    assert row.pillar == pillar
    assert list(NativePost.objects.filter(explained_at=None)) == [other]


def test_all_of_them_can_be_given_one_why(world: World):
    strategy_of_old(world)
    for _ in range(3):
        native_post(world)
    pillar = pillar_of(world, "harbour-life")

    world.client("manager").post("/tern/results/natives/reasons/", {"everything": "on", "pillar": pillar.pk})

    assert NativePost.objects.filter(pillar=pillar).count() == 3


def test_nothing_chosen_is_asked_for_again(world: World):
    native_post(world)

    answer = world.client("manager").post("/tern/results/natives/reasons/", {"pillar": "none"})

    assert answer.status_code == 422
    assert "Choose at least one post." in answer.content.decode()


def test_who_may_only_read_has_no_form(world: World):
    native_post(world, "Fog over the jetty")

    said = page(world, "natives/", role="viewer")

    assert "Fog over the jetty" in said
    assert "Give it to" not in said


def test_when_all_are_explained_the_page_says_so(world: World):
    row = native_post(world)
    natives.explain(world.workspace, chosen=[row], pillar=None, by=world.actor("manager"))

    assert "Nothing waits for a why" in page(world, "natives/")


def test_posts_are_found_by_the_time_at_which_they_went_out(world: World):
    monday_evening = datetime(2026, 11, 16, 18, 30, tzinfo=UTC)
    read_post(world, at=monday_evening, body="Lamps are lit.", likes=2)
    read_post(world, at=monday_evening - timedelta(hours=10), body="Low tide at nine.", likes=2)

    evening, morning = (page(world, f"posts/?when={when}") for when in ("week-evening", "week-morning"))

    assert "Lamps are lit." in evening
    assert "Low tide" not in evening
    assert "Low tide" in morning
    assert "Lamps are lit." in page(world, "posts/?when=day-0")
    assert "Lamps are lit." not in page(world, "posts/?when=day-1")
