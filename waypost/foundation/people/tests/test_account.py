import pytest
from django.urls import reverse

from tests.world import World
from waypost.foundation.people.actions import people
from waypost.toolkit.refusal import NotAllowed, Refusal


def test_a_person_says_what_they_are_called_and_which_theme_they_read_in(world: World) -> None:
    client = world.client("manager")

    answer = client.post(
        reverse("people:account"), {"name": "Mateus R.", "timezone": "Europe/Berlin", "theme": "dark"}
    )

    person = world.person("manager")
    person.refresh_from_db()
    assert (person.name, person.timezone, person.theme) == ("Mateus R.", "Europe/Berlin", "dark")
    assert answer.cookies["theme"].value == "dark"


def test_the_account_page_says_how_one_signs_in(world: World) -> None:
    page = world.client("manager").get(reverse("people:account"))

    assert page.context["methods"].password is False
    assert b"manager@tern.example" in page.content


def test_somebody_not_signed_in_is_asked_to(client, db: None) -> None:
    answer = client.get(reverse("people:account"))

    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('people:account')}"


def test_nobody_edits_somebody_else(world: World) -> None:
    with pytest.raises(NotAllowed):
        people.edit(world.person("manager"), name="Eve", timezone="", theme="auto", by=world.actor("owner"))


def test_a_time_zone_that_does_not_exist_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="not a time zone"):
        people.edit(
            world.person("manager"),
            name="M",
            timezone="Europe/Atlantis",
            theme="auto",
            by=world.actor("manager"),
        )


def test_the_theme_comes_along_to_another_device(world: World, client) -> None:
    person = world.person("manager")
    person.theme = "dark"
    person.set_password("a lantern by the harbour")
    person.save()

    answer = client.post(
        reverse("account_login"), {"login": person.email, "password": "a lantern by the harbour"}
    )

    assert answer.cookies["theme"].value == "dark"
