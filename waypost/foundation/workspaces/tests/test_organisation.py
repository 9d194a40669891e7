import pytest

from tests.world import World
from waypost.foundation.journal.queries import entries_of
from waypost.foundation.workspaces.actions import administrators
from waypost.foundation.workspaces.models import Administrator, Workspace
from waypost.foundation.workspaces.queries import access_of, operates
from waypost.toolkit.refusal import NotAllowed, Refusal

HERE = "/tern/settings/organisation/"


def made_admin(world: World, role: str) -> Administrator:
    return administrators.add(world.workspace, person=world.person(role), by=world.actor("owner"))


def second_brand(world: World) -> Workspace:
    return Workspace.objects.create(
        organisation=world.workspace.organisation, name="Tern Films", slug="tern-films"
    )


def test_the_page_shows_brands_and_admins(world: World) -> None:
    made_admin(world, "manager")

    page = world.client("owner").get(HERE).content.decode()

    assert "Tern &amp; Tide" in page
    assert "Mateus Ribeiro" in page


def test_an_owner_of_every_brand_makes_an_admin(world: World) -> None:
    world.client("owner").post(f"{HERE}admins/", {"person": world.person("manager").pk})

    assert Administrator.objects.filter(person=world.person("manager")).exists()
    assert entries_of(world.workspace.pk).filter(verb="organisation.admin_added").exists()


def test_an_admin_is_an_owner_of_brands_that_come_later(world: World) -> None:
    made_admin(world, "manager")

    later = second_brand(world)

    assert access_of(world.actor("manager"), later.pk).may("workspace.edit")


def test_an_admin_makes_another_and_takes_it_away(world: World) -> None:
    made_admin(world, "manager")
    world.client("manager").post(f"{HERE}admins/", {"person": world.person("viewer").pk})
    other = Administrator.objects.get(person=world.person("viewer"))

    world.client("manager").post(f"{HERE}admins/{other.pk}/departure/")

    assert not Administrator.objects.filter(pk=other.pk).exists()
    assert entries_of(world.workspace.pk).filter(verb="organisation.admin_removed").exists()


def test_an_admin_may_leave_and_is_taken_to_what_is_left(world: World) -> None:
    own = made_admin(world, "manager")

    answer = world.client("manager").post(f"{HERE}admins/{own.pk}/departure/")

    assert answer["Location"] == "/workspaces/"
    assert not Administrator.objects.exists()


@pytest.mark.parametrize("role", ["strategist", "manager", "viewer"])
def test_who_owns_no_brand_neither_sees_nor_changes_it(world: World, role: str) -> None:
    client = world.client(role)

    assert client.get(HERE).status_code == 403
    assert client.post(f"{HERE}admins/", {"person": world.person(role).pk}).status_code == 403
    assert not Administrator.objects.exists()


def test_an_owner_of_one_of_many_brands_makes_nobody_an_admin(world: World) -> None:
    second_brand(world)

    with pytest.raises(NotAllowed, match="every brand"):
        made_admin(world, "manager")
    assert world.client("owner").get(HERE).status_code == 403


@pytest.mark.parametrize("role", ["outsider", "neighbour"])
def test_nobody_from_elsewhere_becomes_an_admin(world: World, role: str) -> None:
    with pytest.raises(Refusal, match="works on one of the brands"):
        made_admin(world, role)


def test_nobody_becomes_an_admin_twice(world: World) -> None:
    made_admin(world, "manager")

    with pytest.raises(Refusal, match="not an admin yet"):
        made_admin(world, "manager")


def test_an_admin_of_another_organisation_is_not_found_here(world: World) -> None:
    theirs = Administrator.objects.create(
        organisation=world.other.organisation, person=world.person("neighbour")
    )

    answer = world.client("owner").post(f"{HERE}admins/{theirs.pk}/departure/")

    assert answer.status_code == 404
    assert Administrator.objects.filter(pk=theirs.pk).exists()


def test_the_first_person_operates_the_installation(world: World) -> None:
    assert operates(world.actor("owner"))
    assert not operates(world.actor("strategist"))
    assert not operates(world.actor("neighbour"))


def test_an_admin_of_every_organisation_operates_it_too(world: World) -> None:
    manager = world.person("manager")
    Administrator.objects.create(organisation=world.workspace.organisation, person=manager)
    assert not operates(world.actor("manager"))

    Administrator.objects.create(organisation=world.other.organisation, person=manager)

    assert operates(world.actor("manager"))
