"""The page on which a person sees whether the networks answer, how far limits are used and what waits."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.actions import quotas
from waypost.foundation.channels.models import Channel
from waypost.loop.publishing.actions import circuits, limits
from waypost.loop.publishing.domain.circuits import IN_A_ROW
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Circuit
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.networks import registry
from waypost.networks.contract import REST, Allowance, Limit, Per, Spend
from waypost.toolkit import clock

PAGE = "/tern/publishing/networks/"


def page(world: World, role: str = "manager", path: str = PAGE) -> str:
    answer = world.client(role).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def silent(world: World) -> Circuit:
    began = clock.now() - timedelta(seconds=16)
    for number in range(IN_A_ROW):
        with clock.frozen_at(began + timedelta(seconds=4 * number)):
            found = circuits.failed(
                world.channel("gallery"), publication_id=number, why="No usable answer came."
            )
    return found


def test_before_the_first_post_nothing_is_claimed(world):
    shown = page(world)

    assert "Nothing is known about the networks yet." in shown
    assert "Whether it answers will show when the next post goes out." in shown


def test_a_server_that_answers_says_when(world):
    circuits.answered(world.channel("gallery"))

    shown = page(world)

    assert "Every network answers." in shown
    assert "It answered" in shown


def test_a_server_that_failed_once_is_not_called_silent(world):
    circuits.failed(world.channel("gallery"), publication_id=1, why="No usable answer came.")

    shown = page(world)

    assert "Some calls get no answer." in shown
    assert "The last 1 call got no answer" in shown


def test_a_silent_server_says_since_when_and_when_it_is_tried(world):
    silent(world)
    waits = scheduled_publication(world, state=State.READY)
    with clock.frozen_at(waits.due_at):
        limits.wait(waits.channel_id, until=waits.due_at + timedelta(minutes=1), why="Silence.")

    shown = page(world)

    assert "1 server does not answer, and 1 post waits." in shown
    assert f"{IN_A_ROW} posts in a row got none. No usable answer came." in shown
    assert "Let the next post try now" in shown
    assert "1 post waits, the next try" in shown


def test_the_queue_and_a_waiting_post_say_it_too(world):
    silent(world)
    waits = scheduled_publication(world, state=State.READY)
    with clock.frozen_at(waits.due_at):
        limits.wait(waits.channel_id, until=waits.due_at + timedelta(minutes=1), why="The network rests.")

    queue, post = page(world, path="/tern/publishing/"), page(world, path=f"/tern/publishing/{waits.pk}/")

    assert "Sandbox does not answer" in queue
    assert "The network rests. Next try " in queue
    assert "The network rests." in post
    assert "The next try is" in post
    assert "later than its grace" not in post


def test_a_post_whose_turn_comes_too_late_says_so(world):
    waits = scheduled_publication(world, state=State.READY)
    with clock.frozen_at(waits.due_at):
        limits.wait(waits.channel_id, until=waits.due_at + timedelta(hours=9), why="The network rests.")

    assert "later than its grace" in page(world, path=f"/tern/publishing/{waits.pk}/")


def test_whoever_decides_lets_the_next_post_try_at_once(world):
    silent(world)
    channel = world.channel("gallery")

    refused = world.client("contributor").post(f"{PAGE}{channel.pk}/trying/")
    asked = world.client("manager").post(f"{PAGE}{channel.pk}/trying/")

    assert (refused.status_code, asked.status_code) == (403, 302)
    assert Circuit.objects.get().open_until <= clock.now()
    assert "Let the next post try now" not in page(world, "contributor")


def test_a_server_that_answers_again_needs_no_try(world):
    circuits.answered(world.channel("gallery"))

    answer = world.client("manager").post(f"{PAGE}{world.channel('gallery').pk}/trying/", follow=True)

    assert "It answers again" in answer.content.decode()


def test_limits_show_how_far_they_are_used_and_when_there_is_room_again(world, monkeypatch):
    stated = Limit(name="posts", unit="posts", per=Per.CHANNEL, most=3, seconds=3600, costs={Spend.POST: 1})
    shared = replace(stated, name="all", unit="requests", per=Per.APP, most=500, seconds=300)
    card = replace(registry.card("sandbox"), limits=(stated, shared))
    monkeypatch.setattr(registry, "card", lambda name: card)

    with clock.frozen_at(clock.now()):
        quotas.reserve(world.channel("gallery"), [{Spend.POST: 1}] * 3)
        shown = page(world)

    assert "3 of 3 posts an hour" in re.sub(r"<[^>]+>", "", shown)
    assert "Room again" in shown
    assert "3 of 500 requests in 5 minutes" in re.sub(r"<[^>]+>", "", shown)
    assert "All accounts of this installation" in shown


def test_a_rest_that_a_network_asked_for_is_shown(world):
    rest = Allowance(limit=REST, left=0, until=clock.now() + timedelta(minutes=3))
    quotas.settle(world.channel("gallery"), heard=[rest])

    assert "Sandbox asked for a pause." in page(world)


def test_a_brand_sees_nothing_of_the_others(world):
    Channel.objects.filter(pk=world.other_channel.pk).update(server="https://secret.example")
    circuits.answered(Channel.objects.get(pk=world.other_channel.pk))

    assert "secret.example" not in page(world)


def test_without_channels_the_page_teaches(world):
    Channel.objects.filter(workspace=world.workspace).delete()

    assert "Connect a channel" in page(world)


def test_the_page_asks_few_questions(world, django_assert_max_num_queries: pytest.FixtureRequest):
    silent(world)
    page(world)

    with django_assert_max_num_queries(15):
        page(world)
