"""Walks every address of the program with nobody, an outsider, a neighbour and each role, and sees that nothing leaks.

What must be added for a new address is said by the test that fails, and in tests/addresses.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import copy
from dataclasses import dataclass
from html import escape
from itertools import product

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template.backends.django import Template
from django.urls import reverse, reverse_lazy

from tests.addresses import Address, Counted, Personal, Plain, entry_of, every_address, kwargs_of, registry
from tests.sandbox import sandbox as sandbox
from tests.town import taken_back
from tests.world import CHANNELS, NAMES, ROLES, World
from waypost.config.logs import SECRETS, Line
from waypost.foundation.workspaces.actions.workspaces import RESERVED
from waypost.foundation.workspaces.domain.access import Access
from waypost.foundation.workspaces.domain.permissions import PERMISSIONS
from waypost.foundation.workspaces.domain.roles import Role

METHODS = ("get", "post")
STRANGERS = ("nobody", "outsider", "neighbour")
SIGN_IN = reverse_lazy("account_login")
EVERY = every_address()
INSIDE = [address for address in EVERY if address.in_workspace]
OUTSIDE = [address for address in EVERY if not address.in_workspace]


pytestmark = pytest.mark.usefixtures("sandbox")


@dataclass(frozen=True)
class Attempt:
    """One role that tries one method of an address: whether it may, and whether its page is drawn."""

    address: Address
    role: str
    method: str
    here: str
    may: bool
    drawn: bool


def named(address: Address) -> str:
    return address.name


def names_a_row(address: Address) -> bool:
    """Whether the address names a row by an id that another brand's row could have."""
    return address.needs_entry and not isinstance(registry("ADDRESSES").get(address.name), Plain | Counted)


def holds_a_secret(address: Address) -> bool:
    """Whether the address lets in whoever knows it, signed in or not."""
    return bool(address.names & SECRETS) and not isinstance(registry("ADDRESSES").get(address.name), Plain)


@pytest.mark.parametrize("address", INSIDE, ids=named)
def test_an_address_of_a_brand_has_a_gate(address: Address) -> None:
    assert address.permissions, (
        f"The view of {address.name} has no gate: put @page(…) of workspaces.gate on it, outermost."
    )


@pytest.mark.parametrize("address", INSIDE, ids=named)
def test_everybody_gets_what_the_permission_table_says(world: World, address: Address) -> None:
    here = where(address, world)
    held = {
        role: world.access(role).roles for role in ROLES
    }  # a row may give somebody more: an administrator's

    for method, permission in zip(METHODS, address.permissions or (), strict=True):
        for visitor in STRANGERS:
            finds_nothing(visit(world, visitor, method, here), method, visitor)
        for role in ROLES:
            may = not held[role].isdisjoint(PERMISSIONS[permission])
            drawn = role in {"owner", least(permission)}
            gets_what_the_table_says(world, Attempt(address, role, method, here, may, drawn))


def finds_nothing(answer: HttpResponse, method: str, visitor: str) -> None:
    said = f"{method} by {visitor}: {answer.status_code}"
    if visitor == "nobody":
        assert answer.status_code == 302, said
        assert answer["Location"].startswith(str(SIGN_IN)), said
    else:
        assert answer.status_code == 404, said
    assert_nothing_leaks(answer, visitor)


def gets_what_the_table_says(world: World, attempt: Attempt) -> None:
    role, method, entry = attempt.role, attempt.method, entry_of(attempt.address)
    # Writing by an owner and drawing for the one who may most and the one who may least is enough; all try the gate.
    if method == "post" and attempt.may and role != "owner":
        assert is_let_in(world, role, method, attempt.here), f"{method} by the {role} is stopped at the gate"
        return
    with nullcontext() if attempt.drawn else undrawn():
        answer = visit(world, role, method, attempt.here)

    said = f"{method} by the {role}: {answer.status_code}"
    if not attempt.may:
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

    answers = [visit(world, "owner", method, here) for method in METHODS]

    codes = [answer.status_code for answer in answers]
    assert 404 in codes, f"{address.name} with a row of another brand answers {codes}; it should be 404."
    assert set(codes) <= {404, 405}
    assert all(b"Borg" not in answer.content for answer in answers)


@pytest.mark.parametrize("address", OUTSIDE, ids=named)
def test_an_address_of_no_brand_tells_nothing_about_one(world: World, address: Address) -> None:
    here = reverse(address.name, kwargs=kwargs_of(address, world))

    for method, visitor in product(METHODS, (*STRANGERS, "owner")):
        answer = visit(world, visitor, method, here)

        assert answer.status_code < 500 or address.name in registry("AILING"), f"{method} by {visitor}"
        if visitor == "nobody" and address.name not in registry("PUBLIC"):
            assert is_turned_away(answer), (
                f"{address.name} answers {method} by somebody who is not signed in with {answer.status_code}. "
                f"Ask for a sign-in, or say why it may in "
                f'PUBLIC["{address.name}"] of {address.package}.tests.addresses.'
            )
        if visitor != "owner" and address.name not in registry("TELLING"):
            assert_nothing_leaks(answer, visitor)


@pytest.mark.parametrize("address", [address for address in EVERY if holds_a_secret(address)], ids=named)
def test_a_link_whose_secret_was_guessed_opens_nothing(world: World, address: Address) -> None:
    kwargs = kwargs_of(address, world)
    guessed = {name: another(word) if name in SECRETS else word for name, word in kwargs.items()}
    here = reverse(address.name, kwargs=guessed)

    for method in METHODS:
        answer = visit(world, "nobody", method, here)

        assert 400 <= answer.status_code < 500, f"{method}: {answer.status_code}"
        assert_nothing_leaks(answer, "nobody")


@pytest.mark.parametrize("address", [address for address in EVERY if holds_a_secret(address)], ids=named)
def test_the_secret_of_a_link_stands_in_no_log(
    world: World, address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    kwargs = kwargs_of(address, world)

    refused = visit(world, "nobody", "delete", f"{reverse(address.name, kwargs=kwargs)}?asked=again")

    written = [Line().format(record) for record in caplog.records]
    assert written or refused.status_code < 400, "a refused request is logged"
    assert not [line for line in written if any(kwargs[name] in line for name in address.names & SECRETS)]
    assert not [line for line in written if "asked=again" in line]


def test_no_brand_can_take_an_address_of_the_program() -> None:
    taken = {address.route.split("/")[0] for address in OUTSIDE} | {settings.STATIC_URL.strip("/")}

    missing = taken - RESERVED - {""}

    assert not missing, f"Add {', '.join(sorted(missing))} to RESERVED in workspaces/actions/workspaces.py."


def test_no_entry_is_left_over() -> None:
    known = {address.name for address in EVERY}

    for name in ("ADDRESSES", "PUBLIC", "TELLING", "AILING"):
        left = registry(name).keys() - known
        assert not left, f"{name} names addresses that are no more: {', '.join(sorted(left))}. Take them out."


def is_turned_away(answer: HttpResponse) -> bool:
    """Whether somebody is sent to the sign-in, or told that nothing is there for them."""
    if answer.status_code == 302:
        return answer["Location"].startswith(str(SIGN_IN))
    return answer.status_code in {403, 404, 405}


def another(secret: str) -> str:
    """A secret that looks the same, with one letter in its middle changed."""
    at = len(secret) // 2
    return f"{secret[:at]}{'b' if secret[at] == 'a' else 'a'}{secret[at + 1 :]}"


def where(address: Address, world: World) -> str:
    return reverse(address.name, kwargs={"workspace": world.workspace.slug, **kwargs_of(address, world)})


def least(permission: str) -> str:
    """The role with the fewest permissions among those that hold this one."""
    able = [Role(role) for role in ROLES if Role(role) in PERMISSIONS[permission]]
    return min(able, key=lambda role: sum(role in roles for roles in PERMISSIONS.values())).value


class LetIn(Exception):
    """The gate said yes; what lies behind it need not run."""


def is_let_in(world: World, role: str, method: str, here: str) -> bool:
    """Whether the gate of a brand's address lets this one through."""
    may = Access.may

    def stop_behind(access: Access, permission: str) -> bool:
        if may(access, permission):
            raise LetIn
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Access, "may", stop_behind)
        try:
            visit(world, role, method, here)
        except LetIn:
            return True
    return False


@contextmanager
def undrawn() -> Iterator[None]:
    """Let views do all their work but the drawing of templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "render", lambda template, context=None, request=None: "")
        yield


def visit(world: World, visitor: str, method: str, here: str) -> HttpResponse:
    """One visit, whose changes are taken back, signing out too; a fault of the program is an error of the test."""
    client = world.client(visitor)
    cookies = copy(client.cookies)
    with taken_back():
        answer: HttpResponse = getattr(client, method)(here)
        client.cookies = cookies
        if answer.streaming:
            whole = b"".join(answer.streaming_content)
            answer = HttpResponse(whole, status=answer.status_code, headers=dict(answer.items()))
    return answer


def assert_nothing_leaks(answer: HttpResponse, visitor: str) -> None:
    """No word of Tern & Tide: not its name, its channels, its people."""
    private = ["Tern & Tide", *CHANNELS.values(), *(name for role, name in NAMES.items() if role != visitor)]
    page = answer.content.decode(errors="replace")
    found = [word for word in private if word in page or escape(word) in page]
    assert not found, f"{visitor} reads {', '.join(found)}"
