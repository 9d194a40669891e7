"""A network that does not answer for long: people are told once, and once more when it answers."""

from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.models import ChannelAccess
from waypost.foundation.notices.models import Notice
from waypost.foundation.workspaces.models import Member
from waypost.loop.publishing.actions import circuits
from waypost.loop.publishing.domain.circuits import IN_A_ROW, LONG
from waypost.loop.publishing.domain.states import State
from waypost.loop.publishing.models import Circuit, Publication
from waypost.loop.publishing.tasks import tell_of_silences
from waypost.loop.publishing.tests.factories import scheduled_publication
from waypost.toolkit import clock

MINUTE = timedelta(minutes=1)


def fall_silent(world: World, *, ago: timedelta) -> Publication:
    """The server of the gallery fell silent so long ago, and one post waits for it."""
    waiting = scheduled_publication(world)
    with clock.frozen_at(clock.now() - ago):
        circuits.failed(waiting.channel, publication_id=0, why="No answer came.")
    with clock.frozen_at(clock.now() - ago + timedelta(seconds=20)):
        for number in range(1, IN_A_ROW):
            circuits.failed(waiting.channel, publication_id=number, why="No answer came.")
    Publication.objects.filter(pk=waiting.pk).update(state=State.WAITING, act_at=clock.now() + MINUTE)
    assert Circuit.objects.get().is_open
    return waiting


def told(world: World, role: str) -> list[tuple[str, bool]]:
    notices = Notice.objects.filter(person=world.person(role), kind__startswith="network_").order_by("pk")
    return [(notice.sentence, notice.urgent) for notice in notices]


def test_who_decides_is_told_once_that_a_network_is_silent_and_how_much_waits(world: World) -> None:
    fall_silent(world, ago=LONG + MINUTE)

    tell_of_silences()
    tell_of_silences()

    [(sentence, urgent)] = told(world, "manager")
    assert sentence.startswith("Sandbox does not answer since ")
    assert sentence.endswith(". 1 post waits for it, and leaves by itself when it does.")
    assert urgent
    assert told(world, "viewer") == []


def test_of_a_short_silence_nobody_is_told(world: World) -> None:
    fall_silent(world, ago=LONG - MINUTE)

    tell_of_silences()

    assert told(world, "manager") == []


def test_where_nothing_waits_nobody_is_told(world: World) -> None:
    waiting = fall_silent(world, ago=LONG + MINUTE)
    Publication.objects.filter(pk=waiting.pk).update(state=State.CANCELLED, act_at=None)

    tell_of_silences()

    assert told(world, "manager") == []


def test_who_was_told_hears_once_that_it_answers_again(world: World) -> None:
    waiting = fall_silent(world, ago=LONG + MINUTE)
    tell_of_silences()

    circuits.answered(waiting.channel)
    tell_of_silences()
    tell_of_silences()

    assert told(world, "manager")[1:] == [
        ("Sandbox answers again. What waited for it goes out now.", False),
    ]
    assert Circuit.objects.get().told_since is None


def test_what_was_missed_meanwhile_is_said(world: World) -> None:
    waiting = fall_silent(world, ago=LONG + MINUTE)
    tell_of_silences()
    Publication.objects.filter(pk=waiting.pk).update(state=State.MISSED, state_at=clock.now(), act_at=None)

    circuits.answered(waiting.channel)
    tell_of_silences()

    last = Notice.objects.filter(person=world.person("manager")).order_by("pk").last()
    assert last is not None
    assert last.sentence == "Sandbox answers again. 1 post was missed and wants a new time."
    assert last.href == "/tern/publishing/missed/"


def test_an_answer_between_two_looks_at_one_silence_is_no_news(world: World) -> None:
    waiting = fall_silent(world, ago=LONG + MINUTE)
    tell_of_silences()

    circuits.answered(waiting.channel)
    now = clock.now()
    for number in range(IN_A_ROW):
        with clock.frozen_at(now + timedelta(seconds=5 * number)):
            circuits.failed(waiting.channel, publication_id=number + 100, why="No answer came.")
    tell_of_silences()
    with clock.frozen_at(now + LONG + MINUTE):
        tell_of_silences()

    assert len(told(world, "manager")) == 1


def test_the_next_silence_is_told_of_again(world: World) -> None:
    waiting = fall_silent(world, ago=LONG + MINUTE)
    tell_of_silences()
    circuits.answered(waiting.channel)
    tell_of_silences()
    Publication.objects.filter(pk=waiting.pk).update(state=State.WAITING)

    now = clock.now()
    for number in range(IN_A_ROW):
        with clock.frozen_at(now + timedelta(seconds=5 * number)):
            circuits.failed(waiting.channel, publication_id=number + 100, why="No answer came.")
    with clock.frozen_at(now + LONG + MINUTE):
        tell_of_silences()

    assert [urgent for _sentence, urgent in told(world, "manager")] == [True, False, True]


@pytest.mark.parametrize(("keys", "number"), [(["harbour"], 1), ([], 0)])
def test_who_works_on_no_channel_there_is_not_told(world: World, keys: list[str], number: int) -> None:
    fall_silent(world, ago=LONG + MINUTE)
    member = Member.objects.get(workspace=world.workspace, person=world.person("manager"))
    Member.objects.filter(pk=member.pk).update(limited=True)
    for key in keys:
        ChannelAccess.objects.create(member=member, channel=world.channel(key))

    tell_of_silences()

    assert len(told(world, "manager")) == number
