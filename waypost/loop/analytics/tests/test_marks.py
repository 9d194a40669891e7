from datetime import date, timedelta

import pytest

from tests.world import World
from waypost.loop.analytics.actions import readings
from waypost.loop.analytics.domain.marks import Mark, flags_of, lettered
from waypost.loop.analytics.domain.spans import Span
from waypost.loop.analytics.tests.factories import METER, NOON, read_post
from waypost.loop.analytics.tests.fakes import FakeNetwork
from waypost.loop.analytics.tests.pages import ago, page, strategy_of_old
from waypost.loop.listening.tests.factories import noted_change
from waypost.loop.strategy.models import Goal
from waypost.networks.contract import Metric
from waypost.toolkit import clock

SPAN = Span(date(2026, 3, 1), date(2026, 3, 28))


@pytest.fixture(autouse=True)
def _at_noon(network: FakeNetwork):
    with clock.frozen_at(NOON):
        yield


def test_letters_go_by_day_and_what_lies_before_has_none():
    found = [
        Mark(date(2026, 3, 20), "Sandbox", "Later", "/2/"),
        Mark(date(2026, 2, 10), "Sandbox", "Before", "/0/"),
        Mark(date(2026, 3, 4), "Sandbox", "Early", "/1/"),
    ]

    marks = lettered(found, SPAN)

    assert [(mark.what, mark.letter) for mark in marks] == [("Before", ""), ("Early", "A"), ("Later", "B")]
    assert flags_of(marks) == [(date(2026, 3, 4), "A"), (date(2026, 3, 20), "B")]


def test_a_note_on_the_network_marks_the_charts_of_results(world: World):
    read_post(world, at=ago(12), read_at=ago(11), impressions=30)
    noted_change(world, on=world.workspace.today - timedelta(days=5))
    noted_change(world, on=world.workspace.today - timedelta(days=30))

    said = page(world, role="viewer")

    assert ">A</text>" in said
    assert said.count("Answers count more than likes") == 2
    assert '<span class="soft">before</span>' in said


def test_a_note_marks_how_a_post_grew_and_only_on_its_own_network(world: World):
    row = read_post(world, at=ago(20), read_at=ago(19), likes=30)
    readings.keep(row.channel, {row.pk: {Metric.LIKES: 44}}, now=ago(17), by=METER)
    noted_change(world, on=ago(18).date(), channel="journal")
    before = page(world, f"posts/{row.pk}/?metric=likes")

    noted_change(world, on=ago(18).date(), channel="gallery")
    after = page(world, f"posts/{row.pk}/?metric=likes")

    assert ">A</text>" not in before
    assert ">A</text>" in after
    assert "Tern &amp; Tide Gallery: <a" in after


def test_a_note_marks_the_line_of_a_goal(world: World):
    strategy_of_old(world)
    goal = Goal.objects.get(workspace=world.workspace, key="shop-orders")
    for days in (60, 31):
        read_post(world, at=ago(days), read_at=ago(days), goal=goal, conversions=40)
    noted_change(world, on=ago(40).date())

    said = page(world, "goals/shop-orders/")

    assert ">A</text>" in said
    assert "Answers count more than likes" in said
