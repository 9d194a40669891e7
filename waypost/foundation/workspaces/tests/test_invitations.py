from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.world import World
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import invitations
from waypost.foundation.workspaces.domain.roles import Role
from waypost.foundation.workspaces.models import Invitation, Member
from waypost.foundation.workspaces.queries import invitation_of
from waypost.toolkit import clock
from waypost.toolkit.refusal import Refusal
from waypost.toolkit.secrets import Secret

HERE = "/tern/members/"
NEW = "rui@tern.example"


def invited(world: World, email: str = NEW, *roles: Role) -> Secret:
    return invitations.invite(
        world.workspace, email=email, roles=roles or [Role.MANAGER], by=world.actor("owner")
    )[1]


def link(secret: Secret) -> str:
    return reverse("invitations:invitation", kwargs={"secret": secret.reveal()})


def roles_of(world: World, email: str) -> frozenset[Role]:
    return Member.objects.get(workspace=world.workspace, person__email=email).roles


def test_without_a_mail_server_the_link_is_shown_once_to_be_handed_over(world: World) -> None:
    client = world.client("owner")

    page = client.post(HERE, {"email": NEW, "roles": ["manager"]})
    again = client.get(HERE)

    assert f'value="{settings.WAYPOST.address}/invitations/' in page.content.decode()
    assert b"/invitations/" not in again.content.replace(b"/withdrawal/", b"").replace(
        b"/tern/invitations/", b""
    )
    assert not mail.outbox


def test_with_a_mail_server_the_link_goes_by_mail_and_nowhere_else(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        settings, "WAYPOST", settings.WAYPOST.model_copy(update={"mail_url": "smtp://mail.example"})
    )

    answer = world.client("owner").post(HERE, {"email": NEW, "roles": ["manager"]})

    assert answer.status_code == 302
    assert mail.outbox[0].to == [NEW]
    assert "/invitations/" in mail.outbox[0].body


def test_a_newcomer_makes_an_account_and_is_in(world: World, client: Client) -> None:
    secret = invited(world, NEW, Role.MANAGER, Role.APPROVER)

    page = client.get(link(secret)).content.decode()
    answer = client.post(link(secret), {"name": "Rui Costa", "password": ""})

    assert "Odile Tern invites you to Tern &amp; Tide as manager and approver." in page
    assert answer["Location"] == "/tern/"
    assert roles_of(world, NEW) == {Role.MANAGER, Role.APPROVER}
    assert client.session["_auth_user_id"] == str(Person.objects.get(email=NEW).pk)


def test_looking_at_an_invitation_changes_nothing(world: World, client: Client) -> None:
    secret = invited(world)

    client.get(link(secret))

    assert Invitation.objects.get().accepted_at is None
    assert not Person.objects.filter(email=NEW).exists()


def test_somebody_with_an_account_signs_in_first(world: World, client: Client) -> None:
    secret = invited(world, "outsider@tern.example")

    page = client.get(link(secret))
    client.post(link(secret), {"name": "Somebody else", "password": ""})

    assert f"?next={link(secret)}" in page.content.decode()
    assert not Member.objects.filter(person=world.person("outsider")).exists()


def test_somebody_signed_in_joins_with_one_click(world: World) -> None:
    secret = invited(world, "outsider@tern.example", Role.VIEWER)

    world.client("outsider").post(link(secret))

    assert roles_of(world, "outsider@tern.example") == {Role.VIEWER}


def test_an_invitation_is_only_for_the_one_it_names(world: World) -> None:
    secret = invited(world)
    client = world.client("outsider")

    page = client.get(link(secret))
    answer = client.post(link(secret))

    assert b"This invitation is for somebody else" in page.content
    assert answer.status_code == 422
    assert not Member.objects.filter(person=world.person("outsider")).exists()


def test_an_invitation_is_good_once(world: World, client: Client) -> None:
    secret = invited(world)
    client.post(link(secret), {"name": "Rui", "password": ""})

    with pytest.raises(Refusal, match="no longer valid"):
        invitation_of(secret)


def test_an_invitation_ends_after_two_weeks(world: World) -> None:
    secret = invited(world)

    with clock.frozen_at(clock.now() + timedelta(days=15)), pytest.raises(Refusal):
        invitation_of(secret)


def test_a_withdrawn_invitation_does_nothing(world: World, client: Client) -> None:
    secret = invited(world)
    withdrawal = reverse(
        "workspaces:withdrawal",
        kwargs={"workspace": "tern", "invitation_id": Invitation.objects.get().pk},
    )

    world.client("owner").post(withdrawal)

    assert client.get(link(secret)).status_code == 422


def test_inviting_again_ends_the_invitation_before(world: World) -> None:
    first = invited(world)
    second = invited(world)

    with pytest.raises(Refusal):
        invitation_of(first)
    assert invitation_of(second)


def test_a_member_is_not_invited_again(world: World) -> None:
    answer = world.client("owner").post(HERE, {"email": "manager@tern.example", "roles": ["owner"]})

    assert "a member already" in answer.context["form"].errors["email"][0]


def test_only_an_owner_invites(world: World) -> None:
    answer = world.client("manager").post(HERE, {"email": NEW, "roles": ["owner"]})

    assert answer.status_code == 403
    assert not Invitation.objects.exists()


def test_the_secret_of_an_invitation_is_nowhere_in_the_database(world: World) -> None:
    secret = invited(world)

    assert secret.reveal() not in str(list(Invitation.objects.values()))
