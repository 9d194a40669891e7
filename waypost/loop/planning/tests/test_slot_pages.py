from datetime import datetime

import pytest

from waypost.loop.planning.actions import slots
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter
from waypost.loop.strategy.models import Pillar

BACK = "/tern/calendar?view=month&month=2026-10"
THERE = {"local_on": "2026-10-27", "local_time": "11:15"}


@pytest.fixture
def slot(world):
    opened_quarter(world)
    return open_slot(world)


def words(response) -> str:
    return response.content.decode()


def test_a_slot_opens_as_a_brief_with_its_why(world, slot):
    page = words(world.client("manager").get(f"/tern/slots/{slot.pk}"))

    assert slot.pillar.label in page
    assert slot.persona.label in page
    assert "The one thing to say" in page


def test_those_who_do_not_plan_read_the_brief(world, slot):
    page = words(world.client("contributor").get(f"/tern/slots/{slot.pk}"))

    assert "Nobody has written a brief" in page
    assert "<textarea" not in page
    assert world.client("contributor").post(f"/tern/slots/{slot.pk}", {"title": "Mine"}).status_code == 403


def test_a_brief_is_kept_with_what_the_slot_is_for(world, slot):
    other = Pillar.objects.filter(workspace=world.workspace).exclude(pk=slot.pillar_id)[0]
    written = {
        "title": "Sanding",
        "message": "Slowly.",
        "links": "https://tern.example/a\nhttps://tern.example/b",
    }

    answer = world.client("manager").post(
        f"/tern/slots/{slot.pk}", {**written, "pillar": other.pk, "format": "image"}
    )

    slot = Slot.objects.get(pk=slot.pk)
    assert answer.url == f"/tern/slots/{slot.pk}"
    assert (slot.brief.title, slot.brief.links) == (
        "Sanding",
        ["https://tern.example/a", "https://tern.example/b"],
    )
    assert (slot.pillar, slot.format) == (other, "image")
    assert "Sanding" in words(world.client("viewer").get(f"/tern/slots/{slot.pk}"))


def test_a_brief_with_a_strange_link_is_shown_again(world, slot):
    page = words(
        world.client("manager").post(f"/tern/slots/{slot.pk}", {"title": "Sanding", "links": "tern.example"})
    )

    assert "is not a web address" in page
    assert 'value="Sanding"' in page


def test_moving_returns_to_the_calendar_which_offers_to_undo(world, slot):
    client, was = world.client("manager"), slot.local

    answer = client.post(f"/tern/slots/{slot.pk}/time", {**THERE, "back": BACK})
    page = words(client.get(answer.url))

    assert answer.url.startswith(BACK)
    assert "Put it back" in page
    assert f'value="{was:%Y-%m-%d}"' in page
    assert Slot.objects.get(pk=slot.pk).local == datetime(2026, 10, 27, 11, 15)


def test_a_forged_undo_is_not_offered(world, slot):
    page = words(world.client("manager").get(f"{BACK}&undo=forged"))

    assert "Put it back" not in page


def test_moving_never_leaves_this_place(world, slot):
    answer = world.client("manager").post(
        f"/tern/slots/{slot.pk}/time", {**THERE, "back": "https://elsewhere.example/"}
    )

    assert answer.url.startswith(f"/tern/slots/{slot.pk}?")


def test_a_move_into_the_past_is_shown_again_and_refused_to_a_drag(world, slot):
    past = {"local_on": "2026-10-01", "local_time": "09:00"}
    client = world.client("manager")

    page = client.post(f"/tern/slots/{slot.pk}/time", past)
    dragged = client.post(f"/tern/slots/{slot.pk}/time", past, headers={"HX-Request": "true"})

    assert "That time has passed" in words(page)
    assert dragged.status_code == 422
    assert Slot.objects.get(pk=slot.pk).local == slot.local


def test_a_slot_is_dropped_and_put_back(world, slot):
    client = world.client("manager")

    client.post(f"/tern/slots/{slot.pk}/removal")
    page = words(client.get(f"/tern/slots/{slot.pk}"))
    client.post(f"/tern/slots/{slot.pk}/return")

    assert "This slot was dropped." in page
    assert Slot.objects.get(pk=slot.pk).is_open


def test_a_slot_is_added_from_a_day_of_the_calendar(world, slot):
    client = world.client("manager")
    page = words(client.get("/tern/slots/new?on=2026-10-20"))
    channel = world.channel("journal")

    answer = client.post("/tern/slots/new", {"channel": channel.pk, **THERE})

    added = Slot.objects.latest("pk")
    assert 'value="2026-10-20"' in page
    assert answer.url == f"/tern/slots/{added.pk}"
    assert (added.channel, added.is_reactive) == (channel, True)


@pytest.mark.parametrize("tail", ["/time", "/removal", "/return"])
def test_those_who_do_not_plan_may_not_change_a_slot(world, slot, tail):
    address = f"/tern/slots/{slot.pk}{tail}"

    assert world.client("contributor").post(address, THERE).status_code == 403
    assert world.client("outsider").post(address, THERE).status_code == 404
    assert world.client("neighbour").post(address.replace("tern", "borg"), THERE).status_code == 404


def test_a_taken_slot_is_not_dropped_from_its_page(world, slot):
    slots.take(slot, by=world.actor("manager"))

    assert "Drop this slot" not in words(world.client("manager").get(f"/tern/slots/{slot.pk}"))
