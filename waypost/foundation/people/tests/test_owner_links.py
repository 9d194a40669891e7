from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.actions import owner_links
from waypost.foundation.people.models import OwnerLink, Person
from waypost.foundation.people.queries import owner_link
from waypost.toolkit import clock
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.secrets import Secret

pytestmark = pytest.mark.django_db
TERMINAL = Actor.system("the terminal")


@pytest.fixture
def secret() -> Secret:
    return owner_links.make(by=TERMINAL)


def welcome(secret: Secret) -> str:
    return reverse("people:welcome", kwargs={"secret": secret.reveal()})


def test_the_owner_link_makes_the_first_account_and_signs_it_in(client: Client, secret: Secret) -> None:
    answer = client.post(welcome(secret), {"name": "Odile Tern", "email": "Odile@Tern.example"})

    person = Person.objects.get()
    assert (person.name, person.email, person.has_usable_password()) == (
        "Odile Tern",
        "odile@tern.example",
        False,
    )
    assert client.session["_auth_user_id"] == str(person.pk)
    assert answer["Location"] == reverse("home:begin")


def test_looking_at_the_link_does_not_spend_it(client: Client, secret: Secret) -> None:
    for _ in range(2):
        assert client.get(welcome(secret)).status_code == 200

    assert owner_link(secret)


def test_the_link_is_good_once(client: Client, secret: Secret) -> None:
    client.post(welcome(secret), {"name": "Odile", "email": "odile@tern.example"})

    answer = Client().post(welcome(secret), {"name": "Eve", "email": "eve@tern.example"})

    assert answer.status_code == 422
    assert b"This link was used or has expired" in answer.content
    assert not Person.objects.filter(email="eve@tern.example").exists()


def test_the_link_ends_after_twelve_hours(secret: Secret) -> None:
    with (
        clock.frozen_at(clock.now() + timedelta(hours=13)),
        pytest.raises(Refusal, match="used or has expired"),
    ):
        owner_link(secret)


def test_a_new_link_ends_the_one_before(secret: Secret) -> None:
    owner_links.make(by=TERMINAL)

    with pytest.raises(Refusal):
        owner_link(secret)


def test_the_secret_is_nowhere_in_the_database(secret: Secret) -> None:
    assert secret.reveal() not in str(list(OwnerLink.objects.values()))


def test_a_weak_password_is_refused_at_its_field_and_the_link_stays_good(
    client: Client, secret: Secret
) -> None:
    answer = client.post(
        welcome(secret), {"name": "Odile", "email": "odile@tern.example", "password": "password"}
    )

    assert answer.status_code == 200
    assert answer.context["form"].errors["password"]
    assert owner_link(secret)
    assert not Person.objects.exists()


def test_an_address_that_has_an_account_is_told_to_sign_in(client: Client, secret: Secret) -> None:
    Person.objects.create_user("odile@tern.example")

    answer = client.post(welcome(secret), {"name": "Odile", "email": "odile@tern.example"})

    assert "Sign in with it" in answer.context["form"].errors["email"][0]
    assert owner_link(secret)


def test_only_the_terminal_makes_owner_links() -> None:
    with pytest.raises(NotAllowed):
        owner_links.make(by=Actor("person", "1", "Odile"))
