"""Walks every address of the program with nobody, an outsider, a neighbour and each role, and sees that nothing leaks.

What must be added for a new address is said by the test that fails, and in tests/addresses.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from html import escape

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from tests.addresses import Address, Counted, Personal, Plain, entry_of, every_address, kwargs_of, registry
from tests.sandbox import sandbox as sandbox
from tests.town import taken_back
from tests.town import town as town
from tests.town import world as world
from tests.world import CHANNELS, NAMES, ROLES, World
from waypost.foundation.workspaces.actions.workspaces import RESERVED
from waypost.foundation.workspaces.domain.permissions import PERMISSIONS
from waypost.foundation.workspaces.domain.roles import Role

METHODS = ("get", "post")
EVERY = every_address()
INSIDE = [address for address in EVERY if address.in_workspace]
OUTSIDE = [address for address in EVERY if not address.in_workspace]


pytestmark = pytest.mark.usefixtures("sandbox")


def named(address: Address) -> str:
    return address.name


def names_a_row(address: Address) -> bool:
    """Whether the address names a row by an id that another brand's row could have."""
    return address.needs_entry and not isinstance(registry("ADDRESSES").get(address.name), Plain | Counted)


@pytest.mark.parametrize("address", INSIDE, ids=named)
def test_an_address_of_a_brand_has_a_gate(address: Address) -> None:
    assert address.permissions, (
        f"The view of {address.name} has no gate: put @page(…) of workspaces.gate on it, outermost."
    )


@pytest.mark.parametrize("address", INSIDE, ids=named)
def test_nobody_from_outside_finds_anything_of_a_brand(world: World, address: Address) -> None:
    here = where(address, world)

    for method, visitor, client in visits(world, "nobody", "outsider", "neighbour"):
        answer = visit(client, method, here)

        if visitor == "nobody":
            assert answer.status_code == 302, f"{method} by nobody: {answer.status_code}"
            assert answer["Location"].startswith(reverse("account_login"))
        else:
            assert answer.status_code == 404, f"{method} by {visitor}: {answer.status_code}"
        assert_nothing_leaks(answer, visitor)


@pytest.mark.parametrize("address", INSIDE, ids=named)
def test_each_role_gets_what_the_permission_table_says(world: World, address: Address) -> None:
    here = where(address, world)
    assert address.permissions
    entry = entry_of(address)

    for method, role, client in visits(world, *ROLES):
        permission = address.permissions[METHODS.index(method)]
        may = world.access(role).may(permission)
        # Drawing the page for the one who may most and the one who may least is enough; the gate is tried by all.
        drawn = role in {"owner", least(permission)} if method == "get" else role == "owner"
        with nullcontext() if drawn else undrawn():
            answer = visit(client, method, here)

        said = f"{method} by the {role}: {answer.status_code}"
        if not may:
            assert answer.status_code == 403, said
        elif isinstance(entry, Personal) and role != entry.role:
            assert answer.status_code in {404, 405}, said
        elif method == "get":
            assert answer.status_code in {200, 302, 405}, said
        else:
            assert answer.status_code < 500, said
            assert answer.status_code != 404, said


@pytest.mark.parametrize("address", [address for address in INSIDE if names_a_row(address)], ids=named)
def test_a_row_of_another_brand_is_not_there_under_one_s_own_slug(world: World, address: Address) -> None:
    theirs = kwargs_of(address, world.across())
    here = reverse(address.name, kwargs={"workspace": world.workspace.slug, **theirs})
    client = world.client("owner")

    answers = [visit(client, method, here) for method in METHODS]

    codes = [answer.status_code for answer in answers]
    assert 404 in codes, f"{address.name} with a row of another brand answers {codes}; it should be 404."
    assert set(codes) <= {404, 405}
    assert all(b"Borg" not in answer.content for answer in answers)


@pytest.mark.parametrize("address", OUTSIDE, ids=named)
def test_an_address_of_no_brand_tells_nothing_about_one(world: World, address: Address) -> None:
    here = reverse(address.name, kwargs=kwargs_of(address, world))

    for method, visitor, client in visits(world, "nobody", "outsider", "neighbour", "owner"):
        answer = visit(client, method, here)

        assert answer.status_code < 500 or address.name in registry("AILING"), f"{method} by {visitor}"
        if visitor == "nobody" and address.name not in registry("PUBLIC"):
            assert answer.status_code != 200, (
                f"{address.name} answers somebody who is not signed in. Ask for a sign-in, or say why it may in "
                f'PUBLIC["{address.name}"] of {address.package}.tests.addresses.'
            )
        if visitor != "owner" and address.name not in registry("TELLING"):
            assert_nothing_leaks(answer, visitor)


def test_no_brand_can_take_an_address_of_the_program() -> None:
    taken = {address.route.split("/")[0] for address in OUTSIDE} | {settings.STATIC_URL.strip("/")}

    missing = taken - RESERVED - {""}

    assert not missing, f"Add {', '.join(sorted(missing))} to RESERVED in workspaces/actions/workspaces.py."


def test_no_entry_is_left_over() -> None:
    known = {address.name for address in EVERY}

    for name in ("ADDRESSES", "PUBLIC", "TELLING", "AILING"):
        left = registry(name).keys() - known
        assert not left, f"{name} names addresses that are no more: {', '.join(sorted(left))}. Take them out."


def where(address: Address, world: World) -> str:
    return reverse(address.name, kwargs={"workspace": world.workspace.slug, **kwargs_of(address, world)})


def visits(world: World, *visitors: str) -> Iterator[tuple[str, str, Client]]:
    for method in METHODS:
        for visitor in visitors:
            yield method, visitor, Client() if visitor == "nobody" else world.client(visitor)


def least(permission: str) -> str:
    """The role with the fewest permissions among those that hold this one."""
    able = [Role(role) for role in ROLES if Role(role) in PERMISSIONS[permission]]
    return min(able, key=lambda role: sum(role in roles for roles in PERMISSIONS.values())).value


@contextmanager
def undrawn() -> Iterator[None]:
    """Let views do all their work but the drawing of templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda template, context=None, request=None: "")
        yield


def visit(client: Client, method: str, here: str) -> HttpResponse:
    """One visit, whose changes are taken back, signing out too; a fault of the program is an error of the test."""
    cookies = deepcopy(client.cookies)
    with taken_back():
        answer: HttpResponse = getattr(client, method)(here)
        client.cookies = cookies
        if answer.streaming:
            answer.content = b"".join(answer.streaming_content)
    return answer


def assert_nothing_leaks(answer: HttpResponse, visitor: str) -> None:
    """No word of Tern & Tide: not its name, its channels, its people."""
    private = ["Tern & Tide", *CHANNELS.values(), *(name for role, name in NAMES.items() if role != visitor)]
    page = answer.content.decode(errors="replace")
    found = [word for word in private if word in page or escape(word) in page]
    assert not found, f"{visitor} reads {', '.join(found)}"
