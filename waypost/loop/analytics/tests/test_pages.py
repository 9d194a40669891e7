import csv
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from tests.world import World
from waypost.foundation.channels.actions import limits
from waypost.foundation.channels.models import Channel
from waypost.foundation.workspaces.models import Member
from waypost.loop.analytics.actions import measured, natives, readings
from waypost.loop.analytics.models import ChannelDay, Meter, NativePost, Tally
from waypost.loop.analytics.tests.factories import (
    METER,
    NOON,
    followed,
    native_post,
    pillar_of,
    read_post,
)
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.strategy.models import Goal
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.networks import registry
from waypost.networks.contract import Metric
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def get(world: World, path: str = "", role: str = "manager") -> HttpResponse:
    return world.client(role).get(f"/tern/results/{path}")


def page(world: World, path: str = "", role: str = "manager") -> str:
    answer = get(world, path, role)
    assert answer.status_code == 200
    return answer.content.decode()


def table(answer: HttpResponse) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))


def strategy_of_old(world: World) -> None:
    with clock.frozen_at(NOON - timedelta(days=100)):
        accepted_strategy(world)


def ago(days: float) -> Any:
    return NOON - timedelta(days=days)


# Results


def test_without_posts_the_page_teaches_what_will_come(world: World):
    said = page(world)

    assert "No results yet" in said
    assert "See what goes out next" in said


def test_goals_come_before_everything_else(world: World):
    strategy_of_old(world)
    read_post(world, at=ago(3), impressions=12_400, likes=310)

    said = page(world)

    assert said.index("Goals against their pace") < said.index("What moved") < said.index("By pillar")
    assert "An intention" in said


def test_what_moved_says_from_where(world: World):
    read_post(world, at=ago(40), read_at=ago(39), impressions=10_000)
    read_post(world, at=ago(4), read_at=ago(3), impressions=12_100)

    said = page(world)

    assert "Impressions rose to" in said
    assert "12.1\u00a0k" in said
    assert "+21\u00a0%" in said


def test_what_stayed_is_said_in_one_sentence(world: World):
    for days in (40, 4):
        read_post(world, at=ago(days), read_at=ago(days - 1), impressions=1000, likes=30, clicks=10)

    said = page(world)

    assert "stayed about as in the 4 weeks before" in said
    assert "rose to" not in said


def test_every_number_of_a_table_opens_to_its_posts(world: World):
    strategy_of_old(world)
    row = read_post(world, at=ago(4), pillar="behind-the-scenes", impressions=1000, likes=30)

    said = page(world)

    assert f"/tern/results/posts/?weeks=4&amp;pillar={row.pillar_id}&amp;sort=impressions" in said
    assert f"channel={row.channel_id}&amp;sort=engagements" in said


def test_a_metric_that_nobody_says_has_no_column(world: World):
    read_post(world, at=ago(4), likes=30)

    said = page(world)

    assert "Engagements" in said
    assert "Conversion rate" not in said
    assert "Impressions" not in said


def test_a_rate_leaves_out_posts_whose_network_does_not_say_both(world: World):
    read_post(world, at=ago(4), impressions=1000, likes=30)
    read_post(world, at=ago(4), channel_key="journal", likes=900)

    rows = table(get(world, "figures/formats.csv?weeks=4"))

    assert rows[0] == ["Format", "Posts", "Impressions", "Engagements", "Engagement rate by impressions"]
    assert rows[1] == ["Text", "2", "1000", "930", "0.03"]


def test_simulated_numbers_say_so(world: World):
    read_post(world, at=ago(4), likes=30)
    assert "Simulated" in page(world)

    Channel.objects.update(simulated=False)

    assert "Simulated" not in page(world)


def test_a_channel_in_trouble_is_named(world: World):
    read_post(world, at=ago(4), likes=30)
    Meter.objects.update(trouble="Too many questions.")

    assert "Tern &amp; Tide Gallery: Too many questions." in page(world)


def test_versions_of_the_strategy_are_flags_on_the_chart(world: World):
    with clock.frozen_at(ago(10)):
        accepted_strategy(world)
    read_post(world, at=ago(12), read_at=ago(11), impressions=30)

    said = page(world)

    assert "chart-flag-words" in said
    assert ">v1</text>" in said


def test_followers_have_a_chart_of_their_own(world: World):
    read_post(world, at=ago(4), likes=30)
    ChannelDay.objects.filter(posts_count=1).update(followers=640)

    said = page(world, "?metric=followers")

    assert "How followers is made" in said
    assert "640" in said


def test_days_are_a_file_too(world: World):
    read_post(world, at=ago(4), read_at=ago(4), impressions=30)

    rows = table(get(world, "figures/days.csv"))

    assert rows[0] == ["Day", "Impressions"]
    assert ["2026-11-14", "30"] in rows
    assert get(world, "figures/nonsense.csv").status_code == 404


def test_results_take_few_queries_however_many_posts_there_are(
    world: World, django_assert_max_num_queries: Any
):
    strategy_of_old(world)
    for number in range(30):
        read_post(
            world, at=ago(number), channel_key=["gallery", "journal"][number % 2], impressions=9, likes=1
        )
    page(world)

    with django_assert_max_num_queries(15):
        page(world)


def test_who_works_on_some_channels_sees_what_was_gained_there(world: World):
    read_post(world, at=ago(4), channel_key="journal", impressions=77_000)
    limit(world, "gallery")

    assert "77" not in page(world)
    assert "77\u00a0k" in page(world, role="viewer")


# Posts


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


# One post


def test_a_post_says_which_numbers_its_network_does_not_give(world: World, monkeypatch: pytest.MonkeyPatch):
    row = read_post(world, at=ago(20), likes=30)
    card = replace(registry.card("sandbox"), post_metrics=(Metric.LIKES, Metric.IMPRESSIONS))
    monkeypatch.setattr(registry, "card", lambda name: card)

    said = page(world, f"posts/{row.pk}/")

    assert "1 reading in all" in said
    assert "does not say: reach, video views, comments" in said
    assert "does not say: impressions" not in said


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


# A goal


def test_a_goal_s_page_has_its_line_and_the_posts_behind_it(world: World):
    strategy_of_old(world)
    goal = Goal.objects.get(workspace=world.workspace, key="shop-orders")
    for days in (95, 60, 31, 5):
        read_post(world, at=ago(days), read_at=ago(days), body=f"Print {days}", goal=goal, conversions=40)

    said = page(world, "goals/shop-orders/")

    assert "As it goes, and as it should" in said
    assert "Print 5" in said
    assert "4 were made for it and brought" in said
    assert "100\u00a0% " in said.replace("</data>", " ")


def test_what_no_network_counts_is_written_down_by_hand(world: World):
    strategy_of_old(world)
    said = page(world, "goals/letter-readers/")
    assert "Write it down" in said

    answer = world.client("manager").post(
        "/tern/results/goals/letter-readers/tallies/", {"value": "712", "on": "2026-11-18"}
    )

    assert answer.status_code == 302
    assert Tally.objects.get().value == 712
    assert "712" in page(world, "goals/letter-readers/")


def test_a_number_that_is_none_is_asked_for_again(world: World):
    strategy_of_old(world)

    answer = world.client("manager").post(
        "/tern/results/goals/letter-readers/tallies/", {"value": "many", "on": "2027-01-01"}
    )

    assert answer.status_code == 422
    assert "Write a number." in answer.content.decode()


def test_an_intention_s_page_says_what_it_lacks(world: World):
    strategy_of_old(world)

    assert "a measure, a number and a day" in page(world, "goals/workshop-seats/")
    assert get(world, "goals/no-such-goal/").status_code == 404


# Plan against actual


def test_the_plan_says_how_many_points_it_is_off_and_opens(world: World):
    strategy_of_old(world)
    rows = [followed(world, at=ago(days), pillar="behind-the-scenes") for days in (8, 9, 10, 11, 12)]

    said = page(world, "plan/")

    assert "60 points off plan" in said
    assert "Behind the scenes: 100 % of posts, against 40 %" in said
    assert f"since=2026-10-19&amp;until=2026-11-15&amp;pillar={rows[0].pillar_id}" in said


def test_natives_are_not_judged(world: World):
    strategy_of_old(world)
    followed(world, at=ago(9), pillar="behind-the-scenes")
    native_post(world, at=ago(9))

    said = page(world, "plan/")

    assert "1 post of whole weeks" in said
    assert "1 more was made" in said


def test_without_a_strategy_nothing_is_off(world: World):
    followed(world, at=ago(9))

    said = page(world, "plan/")

    assert "There is no strategy yet" in said
    assert "Nothing to compare yet" in said


def test_the_plan_is_a_file_too(world: World):
    strategy_of_old(world)
    followed(world, at=ago(9), pillar="behind-the-scenes")

    rows = table(get(world, "plan.csv"))

    assert ["Pillar", "Behind the scenes", "1", "0.4000", "1.0000"] in rows
    assert any(row[0] == "Rhythm of gallery" for row in rows)


def test_plan_against_actual_takes_few_queries(world: World, django_assert_max_num_queries: Any):
    strategy_of_old(world)
    for days in range(7, 30):
        followed(world, at=ago(days), pillar="behind-the-scenes")
    page(world, "plan/")

    with django_assert_max_num_queries(15):
        page(world, "plan/")


# Metrics


def test_every_metric_has_a_page_with_its_formula(world: World):
    index = page(world, "metrics/")
    assert "clicks ÷ impressions" in index

    said = page(world, "metrics/click-through-rate/")

    assert "Worked out by Waypost" in said
    assert "Gives it" in said
    assert get(world, "metrics/happiness/").status_code == 404


def test_a_metric_s_page_says_what_it_is_now(world: World):
    read_post(world, at=ago(4), impressions=1000, clicks=25)

    said = page(world, "metrics/click-through-rate/")

    assert "2.5\u00a0%" in said
    assert "sort=click-through-rate" in said


# Made elsewhere


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


def test_what_is_followed_late_counts_for_its_post_s_reasons(world: World):
    strategy_of_old(world)
    row = read_post(world, at=ago(4), likes=3)
    row.post.pillar = pillar_of(world, "harbour-life")
    row.post.save()

    measured.follow_reasons(row.post, by=METER)

    assert "Harbour life" in page(world)


def limit(world: World, key: str) -> None:
    member = Member.objects.get(pk=world.access("manager").member_id)
    limits.limit(member, to=[world.channel(key)], by=world.actor("owner"))
