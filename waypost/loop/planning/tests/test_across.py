"""Moving what stands in the weeks of all one's brands: each in its own row, behind its own gate."""

import re
from datetime import timedelta
from html import unescape

import pytest

from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.loop.planning.models import Slot
from waypost.loop.planning.tests.factories import open_slot, opened_quarter

HX = {"HTTP_HX_REQUEST": "true"}


def words(response) -> str:
    return response.content.decode()


def works_for_both(world, name: str, role: Role) -> None:
    member = Member.objects.create(workspace=world.other, person=world.person(name))
    HeldRole.objects.create(member=member, role=role)


def week_of(slot: Slot) -> str:
    return f"/tern/calendar/week?day={slot.local_on}"


def test_a_slip_moved_in_a_brands_row_brings_the_row_back_with_the_way_to_undo_it(world):
    opened_quarter(world)
    slot = open_slot(world)
    client, was, then = world.client("manager"), slot.local_on, slot.local_on + timedelta(days=1)
    form = {"local_on": then, "local_time": "11:11", "back": f"{week_of(slot)}&open={then}"}

    row = words(client.post(f"/tern/slots/{slot.pk}/time", form, follow=True, **HX))

    assert "<html" not in row
    assert f'data-local="{then}T11:11"' in row
    assert 'id="undo" hx-swap-oob="true"' in row
    assert f"of {world.workspace.name.replace('&', '&amp;')} was moved" in row
    assert f'name="local_on" value="{was}"' in row
    assert Slot.objects.get(pk=slot.pk).local_on == then


def test_what_was_moved_in_a_row_is_put_back_there(world):
    opened_quarter(world)
    slot = open_slot(world)
    client, was = world.client("manager"), slot.local
    form = {"local_on": was.date() + timedelta(days=1), "local_time": "11:11", "back": week_of(slot)}
    row = words(client.post(f"/tern/slots/{slot.pk}/time", form, follow=True, **HX))
    undo = row[row.index('id="undo"') :]
    values = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', undo)}

    again = words(client.post(re.search(r'action="([^"]+)"', undo)[1], values, follow=True, **HX))

    assert Slot.objects.get(pk=slot.pk).local == was
    assert f'data-local="{was:%Y-%m-%dT%H:%M}"' in again


def test_a_day_that_was_unfolded_in_a_row_stays_so(world):
    opened_quarter(world)
    slot = open_slot(world)
    client = world.client("manager")

    assert "data-whole" not in words(client.get(week_of(slot), **HX))
    assert "data-whole" in words(client.get(f"{week_of(slot)}&open={slot.local_on}", **HX))


def test_who_may_only_look_at_one_brand_moves_nothing_there(world):
    opened_quarter(world)
    slot = open_slot(world)
    works_for_both(world, "viewer", Role.MANAGER)
    client = world.client("viewer")

    page = words(client.get("/borg/calendar/brands"))
    row = words(client.get(week_of(slot), **HX))
    refused = client.post(
        f"/tern/slots/{slot.pk}/time", {"local_on": slot.local_on, "local_time": "11:11"}, **HX
    )

    assert 'id="move"' in page, "they move things in the other brand"
    assert f"/tern/slots/{slot.pk}" in row
    assert "data-move" not in row
    assert refused.status_code == 403
    assert Slot.objects.get(pk=slot.pk).local == slot.local


def test_who_only_looks_everywhere_is_not_told_how_to_move(world):
    page = words(world.client("viewer").get("/tern/calendar/brands"))

    assert "Drag a slip" not in page
    assert 'id="move"' not in page


def test_each_row_says_where_its_week_is_got(world):
    works_for_both(world, "manager", Role.VIEWER)

    page = words(world.client("manager").get("/tern/calendar/brands?day=2026-10-14"))

    for slug in ("tern", "borg"):
        assert f'data-row="/{slug}/calendar/week?day=2026-10-12"' in page


@pytest.mark.parametrize("count", [1, 2])
def test_all_brands_cost_the_same_number_of_questions(world, count, django_assert_max_num_queries):
    if count == 2:
        works_for_both(world, "manager", Role.VIEWER)
    client = world.client("manager")
    client.get("/tern/calendar/brands")

    with django_assert_max_num_queries(11):
        client.get("/tern/calendar/brands")
