import re

import pytest

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.loop.engagement.actions import conversations, incidents
from waypost.loop.engagement.models import Conversation, Incident, Wave
from waypost.loop.engagement.tests.crises import planned
from waypost.loop.engagement.tests.waves import MINUTES, after, go_on, played, wave_of
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_open")]
FORM = "/tern/incidents/new/?drill=1"


def read(world: World, address: str, role: str = "manager") -> str:
    answer = world.client(role).get(f"/tern/{address}")
    assert answer.status_code == 200, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def said(world: World, **fields: str) -> dict[str, str]:
    against = str(world.channel("gallery").pk)
    given = {"title": "A made-up fault", "level_key": "crisis", "against": against, "scene": "outage"}
    return given | {"minutes": "5", "messages": "30"} | fields


def test_a_drill_is_begun_against_the_sandbox_from_its_form(world: World, network: Sandbox) -> None:
    planned(world)
    form = read(world, "incidents/new/?drill=1")
    assert "Simulated people, on" in form
    assert "Data that leaked: Addresses of customers" in form

    answer = world.client("manager").post(FORM, said(world))

    drill = Incident.objects.get()
    assert answer["Location"] == f"/tern/incidents/{drill.pk}/"
    assert (wave_of(drill).scene, wave_of(drill).minutes, wave_of(drill).messages) == ("outage", 5, 30)
    page = read(world, f"incidents/{drill.pk}/")
    assert "An outage: 0 messages of 0 people, 0 unhappy." in page
    assert "The first message is here within two minutes." in page


def test_on_paper_stays_as_it_was(world: World, network: Sandbox) -> None:
    planned(world)

    world.client("manager").post(FORM, said(world, against="paper", scene="", minutes="", messages=""))

    assert Incident.objects.get().is_drill
    assert not Wave.objects.exists()
    assert "The wave" not in read(world, f"incidents/{Incident.objects.get().pk}/")


def test_what_was_not_chosen_is_asked_for_at_its_field_and_the_rest_is_kept(
    world: World, network: Sandbox
) -> None:
    planned(world)

    answer = world.client("manager").post(FORM, said(world, scene=""))

    assert answer.status_code == 422
    assert "Choose one, so that they know what to write." in answer.content.decode()
    assert 'value="A made-up fault"' in answer.content.decode()
    assert not Incident.objects.exists()


def test_without_a_sandbox_channel_the_form_says_how_to_get_one(world: World) -> None:
    planned(world)
    Channel.objects.filter(workspace=world.workspace).update(simulated=False)

    page = world.client("manager").get(FORM).content.decode()
    world.client("manager").post(FORM, {"title": "On paper", "level_key": "crisis"})

    assert "this brand has no sandbox channel" in page
    assert 'href="/tern/channels/#connect"' in page
    assert Incident.objects.get().is_drill


def test_a_real_incident_is_not_asked_against_whom(world: World) -> None:
    planned(world)

    assert "Who writes to you?" not in read(world, "incidents/new/")


def test_who_looks_on_or_is_a_client_begins_no_drill(world: World, network: Sandbox) -> None:
    planned(world)

    for role in ("viewer", "client"):
        assert world.client(role).post(FORM, said(world)).status_code == 403
    assert not Incident.objects.exists()
    assert world.client("contributor").post(FORM, said(world)).status_code == 302


def test_a_channel_of_another_brand_is_no_choice(world: World, network: Sandbox) -> None:
    planned(world)

    answer = world.client("manager").post(FORM, said(world, against=str(world.other_channel.pk)))

    assert answer.status_code == 422
    assert not Incident.objects.exists()


def test_the_page_of_the_drill_shows_what_is_counted_as_if_it_were_real(
    world: World, network: Sandbox
) -> None:
    wave = go_on(played(world, messages=80), MINUTES)
    with clock.frozen_at(after(MINUTES, wave)):
        page = read(world, f"incidents/{wave.incident_id}/")
        real = read(world, "incidents/")

    assert "It goes on" in page
    assert "Crisis" in page.split("The wave")[1]
    assert "15 Reached" in page
    assert "The wave reached “" in page
    assert "0 unhappy messages in 3 hours 4 Below" in real


def test_the_inbox_keeps_a_drill_apart_and_says_what_it_is(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), 3)
    found = Conversation.objects.filter(drill=wave.incident).first()
    assert found is not None

    assert found.person_name not in read(world, "inbox/")
    assert "Nobody waits for an answer." in read(world, "inbox/")
    drill = read(world, "inbox/?show=drill")
    assert found.person_name in drill
    assert "What simulated people wrote in drills." in drill
    page = read(world, f"inbox/{found.pk}/?show=drill")
    assert "This is part of a drill: nobody real wrote it" in page
    conversations.close(found, by=world.actor("manager"))
    assert found.person_name in read(world, "inbox/?show=drill")


def test_without_a_drill_the_inbox_has_no_part_for_one(world: World) -> None:
    assert "show=drill" not in world.client("manager").get("/tern/inbox/").content.decode()


def test_the_first_words_are_said_in_the_sandbox_from_their_page(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), 2)
    here = f"incidents/{wave.incident_id}/words/workshop-accident/"
    with clock.frozen_at(after(2, wave)):
        form = read(world, here)
        refused = world.client("contributor").post(f"/tern/{here}", {"blank-0": "noon"})
        world.client("manager").post(f"/tern/{here}", {"blank-0": "noon"})
        page = read(world, f"incidents/{wave.incident_id}/")
    assert "and nowhere else" in form
    assert "Say it on" not in form
    assert refused.status_code == 403
    assert "On their way" in page

    wave = go_on(wave, 3)

    assert "Out after 3 minutes" in read(world, f"incidents/{wave.incident_id}/")


def test_words_that_come_before_the_first_message_are_kept_in_the_form(
    world: World, network: Sandbox
) -> None:
    wave = played(world)

    answer = world.client("manager").post(
        f"/tern/incidents/{wave.incident_id}/words/workshop-accident/", {"blank-0": "noon"}
    )

    assert answer.status_code == 422
    assert "has not arrived yet" in answer.content.decode()
    assert 'value="noon"' in answer.content.decode()


def test_the_report_says_against_what_it_was_played(world: World, network: Sandbox) -> None:
    wave = go_on(played(world), 2)
    assert "Its wave stops" in read(world, f"incidents/{wave.incident_id}/closure/")
    incidents.close(wave.incident, by=world.actor("manager"))

    answer = world.client("contributor").get(f"/tern/incidents/{wave.incident_id}/report/")

    assert answer.content.startswith(b"%PDF")
    assert "What they write" in read(world, f"incidents/{wave.incident_id}/")


def test_the_page_of_a_played_drill_asks_a_fixed_number_of_questions(
    world: World, network: Sandbox, django_assert_max_num_queries: object
) -> None:
    wave = go_on(played(world), 2)
    client = world.client("manager")
    for address in (f"incidents/{wave.incident_id}/", "inbox/?show=drill", "incidents/new/?drill=1"):
        client.get(f"/tern/{address}")
        with django_assert_max_num_queries(15):  # type: ignore[operator]
            client.get(f"/tern/{address}")
