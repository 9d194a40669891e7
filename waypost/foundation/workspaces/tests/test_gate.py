import re

import pytest
from django.test import Client

from tests.world import World
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.workspaces.domain.permissions import PERMISSIONS, who_may
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Administrator
from waypost.foundation.workspaces.queries import access_of, require, workspaces_of
from waypost.toolkit.refusal import NotAllowed


def test_somebody_not_signed_in_is_asked_to(client: Client, db: None) -> None:
    answer = client.get("/tern/members/")

    assert answer["Location"].startswith("/accounts/login/?next=/tern/members/")


def test_a_brand_that_is_not_there_and_one_that_is_not_yours_look_the_same(world: World) -> None:
    client = world.client("outsider")

    missing, foreign = client.get("/nowhere/members/"), client.get("/tern/members/")

    assert (missing.status_code, foreign.status_code) == (404, 404)
    assert without_addresses(missing.content) == without_addresses(foreign.content)


def test_whoever_may_not_reads_who_may(world: World) -> None:
    page = world.client("viewer").get("/tern/settings/")

    assert page.status_code == 403
    assert b"That takes an owner of Tern &amp; Tide" in page.content


def test_an_admin_of_the_organisation_is_an_owner_in_each_of_its_brands(world: World) -> None:
    Administrator.objects.create(organisation=world.workspace.organisation, person=world.person("outsider"))

    assert world.access("outsider").may("member.manage")
    assert not access_of(world.actor("outsider"), world.other.pk).roles
    assert list(workspaces_of(world.actor("outsider"))) == [world.workspace]


def test_the_system_may_whatever_the_program_s_rules_ask(world: World) -> None:
    assert require(Actor.system("the sweep"), "hold.put", world.workspace.pk)


def test_a_link_and_a_key_may_nothing_by_themselves(world: World) -> None:
    for actor in (Actor("link", "1", "a link"), Actor("key", "1", "a key")):
        with pytest.raises(NotAllowed):
            require(actor, "workspace.see", world.workspace.pk)


def test_every_permission_is_held_by_an_owner_and_says_who_may() -> None:
    assert all(Role.OWNER in roles for roles in PERMISSIONS.values())
    assert who_may("strategy.accept") == "an owner or a strategist"


def test_a_page_is_never_kept_by_a_cache(world: World) -> None:
    assert "no-store" in world.client("owner").get("/tern/members/")["Cache-Control"]


def without_addresses(page: bytes) -> bytes:
    """The page without what differs anyway: its own address and the form token."""
    return re.sub(rb"[A-Za-z0-9]{64}|/(nowhere|tern)/members/", b"", page)
