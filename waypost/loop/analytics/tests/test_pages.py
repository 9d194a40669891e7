import re
from typing import Any

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.analytics.actions import measured
from waypost.loop.analytics.models import ChannelDay, Meter
from waypost.loop.analytics.tests.factories import (
    METER,
    NOON,
    pillar_of,
    read_post,
)
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import ago, get, limit, page, strategy_of_old, table
from waypost.loop.strategy.tests.factories import accepted_strategy
from waypost.toolkit import clock


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


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


def test_a_rate_of_few_says_how_far_chance_may_have_moved_it(world: World):
    read_post(world, at=ago(4), impressions=1000, likes=30)

    assert "3\u00a0% ±\u00a00.9" in page(world)


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

    assert "How this number is made" in said
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

    assert not re.search(r"\b77\b", page(world))
    assert "77\u00a0k" in page(world, role="viewer")


def test_what_is_followed_late_counts_for_its_post_s_reasons(world: World):
    strategy_of_old(world)
    row = read_post(world, at=ago(4), likes=3)
    row.post.pillar = pillar_of(world, "harbour-life")
    row.post.save()

    measured.follow_reasons(row.post, by=METER)

    assert "Harbour life" in page(world)
