import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.world import NAMES, World
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import members
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.toolkit.refusal import NotAllowed, Refusal


def member_of(world: World, role: str) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def here(world: World, role: str | None = None) -> str:
    if role is None:
        return reverse("workspaces:members", kwargs={"workspace": "tern"})
    return reverse("workspaces:member", kwargs={"workspace": "tern", "member_id": member_of(world, role).pk})


def test_the_team_sees_who_works_here_and_as_what(world: World) -> None:
    page = world.client("contributor").get(here(world)).content.decode()

    assert NAMES["strategist"] in page
    assert "Invite somebody" not in page


def test_a_client_does_not_see_the_team(world: World) -> None:
    assert world.client("client").get(here(world)).status_code == 403


def test_the_list_asks_the_database_the_same_however_many_work_here(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    people = [Person(email=f"extra{n}@tern.example", name=f"Extra {n}") for n in range(30)]
    Person.objects.bulk_create(people)
    for person in people:
        HeldRole.objects.create(
            member=Member.objects.create(workspace=world.workspace, person=person), role=Role.VIEWER
        )

    client = world.client("owner")

    with django_assert_max_num_queries(12):
        client.get(here(world))


def test_an_owner_gives_a_member_other_roles(world: World) -> None:
    world.client("owner").post(here(world, "viewer"), {"roles": ["strategist", "approver"]})

    assert member_of(world, "viewer").roles == {Role.STRATEGIST, Role.APPROVER}


def test_a_manager_cannot_make_themselves_an_owner(world: World) -> None:
    answer = world.client("manager").post(here(world, "manager"), {"roles": ["owner"]})

    assert answer.status_code == 403
    assert member_of(world, "manager").roles == {Role.MANAGER}


def test_a_brand_keeps_an_owner(world: World) -> None:
    owner = member_of(world, "owner")

    with pytest.raises(Refusal, match="needs an owner"):
        members.change_roles(owner, roles=[Role.VIEWER], by=world.actor("owner"))
    with pytest.raises(Refusal, match="needs an owner"):
        members.remove(owner, by=world.actor("owner"))

    assert member_of(world, "owner").roles == {Role.OWNER}


def test_a_member_without_any_role_cannot_be(world: World) -> None:
    answer = world.client("owner").post(here(world, "viewer"), {"roles": []})

    assert "Choose at least one role" in answer.context["form"].errors["roles"][0]


def test_whoever_is_removed_finds_nothing_here_any_more(world: World) -> None:
    departure = reverse(
        "workspaces:departure",
        kwargs={"workspace": "tern", "member_id": member_of(world, "manager").pk},
    )

    world.client("owner").post(departure)

    assert world.client("manager").get(here(world)).status_code == 404


def test_a_member_may_leave(world: World) -> None:
    departure = reverse(
        "workspaces:departure", kwargs={"workspace": "tern", "member_id": member_of(world, "viewer").pk}
    )

    answer = world.client("viewer").post(departure)

    assert answer["Location"] == reverse("home:workspaces")
    assert not Member.objects.filter(workspace=world.workspace, person=world.person("viewer")).exists()


def test_a_viewer_cannot_remove_somebody_else(world: World) -> None:
    with pytest.raises(NotAllowed, match="owner"):
        members.remove(member_of(world, "manager"), by=world.actor("viewer"))
