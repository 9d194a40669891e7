from datetime import timedelta

import pytest

from tests.world import World
from waypost.foundation.channels.models import ChannelAccess
from waypost.foundation.workspaces.models import Member
from waypost.loop.listening.actions import algorithm_notes
from waypost.loop.listening.models import AlgorithmNote
from waypost.loop.listening.queries import marks_until, notes
from waypost.loop.listening.tests.factories import change, noted_change
from waypost.toolkit.refusal import Refusal

HERE = "/tern/listening/algorithms/"


def sent(world: World, **said: str) -> dict[str, str]:
    return {
        "where": "network-sandbox",
        "on": f"{world.workspace.today:%Y-%m-%d}",
        "what": "Answers count more than likes",
        "source": "https://sandbox.example/news",
        "detail": "",
        **said,
    }


def test_a_change_is_noted_for_a_network_or_for_one_channel(world: World) -> None:
    client = world.client("contributor")
    gallery = world.channel("gallery")

    client.post(HERE, sent(world))
    client.post(HERE, sent(world, where=f"channel-{gallery.pk}", what="Shown to followers only"))

    one, everywhere = AlgorithmNote.objects.order_by("-pk")
    page = client.get("/tern/listening/").content.decode()
    assert (everywhere.network, everywhere.channel) == ("sandbox", None)
    assert (one.network, one.channel) == ("sandbox", gallery)
    assert "Shown to followers only" in page
    assert "Tern &amp; Tide Gallery" in page


@pytest.mark.parametrize(
    ("otherwise", "said"),
    [
        ({"source": " "}, "Fill this in"),
        ({"on": "soon"}, "valid date"),
        ({"where": "network-orkut"}, "valid choice"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world: World, otherwise: dict[str, str], said: str) -> None:
    answer = world.client("manager").post(HERE, sent(world, **otherwise))

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_day_to_come_and_a_network_without_a_channel_are_refused(world: World) -> None:
    tomorrow = world.workspace.today + timedelta(days=1)

    with pytest.raises(Refusal, match="when it has happened"):
        algorithm_notes.note(world.workspace, change=change(world, on=tomorrow), by=world.actor("manager"))
    foreign = algorithm_notes.Change("mastodon", world.workspace.today, "More of it", "We saw it")
    with pytest.raises(Refusal, match="has a channel"):
        algorithm_notes.note(world.workspace, change=foreign, by=world.actor("manager"))


def test_a_note_is_corrected_and_taken_away(world: World) -> None:
    note = noted_change(world)
    client = world.client("manager")

    client.post(f"{HERE}{note.pk}/", sent(world, what="Answers count double"))
    page = client.get(HERE).content.decode()
    client.post(f"{HERE}{note.pk}/removal/")

    assert "Answers count double" in page
    assert not AlgorithmNote.objects.exists()


def test_marks_are_of_the_days_and_channels_that_a_chart_shows(world: World) -> None:
    today, gallery = world.workspace.today, world.channel("gallery")
    long_ago = noted_change(world, on=today - timedelta(days=40))
    everywhere = noted_change(world, on=today - timedelta(days=3))
    only = noted_change(world, on=today, channel="gallery")
    access = world.access("viewer")

    of_gallery = marks_until(access, today - timedelta(days=7), today, [(gallery.pk, "sandbox")])
    of_journal = marks_until(
        access, today - timedelta(days=7), today, [(world.channel("journal").pk, "sandbox")]
    )
    of_another = marks_until(access, today - timedelta(days=7), today, [(0, "mastodon")])

    assert [mark.id for mark in of_gallery] == [everywhere.pk, only.pk]
    assert [mark.id for mark in of_journal] == [everywhere.pk]
    assert of_another == []
    assert long_ago.pk not in {mark.id for mark in of_gallery}


def test_a_note_of_a_channel_is_for_those_who_may_use_it(world: World) -> None:
    note = noted_change(world, channel="gallery")
    member = Member.objects.get(workspace=world.workspace, person=world.person("contributor"))
    Member.objects.filter(pk=member.pk).update(limited=True)
    ChannelAccess.objects.create(member=member, channel=world.channel("journal"))

    assert note in notes(world.access("manager"))
    assert note not in notes(world.access("contributor"))
