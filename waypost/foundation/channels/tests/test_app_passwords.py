"""Connecting where a handle and an app password are asked for."""

from collections.abc import Iterator

import pytest
from django.forms import Form

from tests.world import World
from waypost.foundation.channels.models import Channel
from waypost.networks.bluesky.tests.fake import PASSWORD
from waypost.networks.bluesky.tests.pds import Pds
from waypost.toolkit import http

PAGE = "/tern/channels/connections/bluesky/"


@pytest.fixture
def pds() -> Iterator[Pds]:
    found = Pds()
    found.join("tern.example", "Tern & Tide", PASSWORD)
    with http.wired(found):
        yield found


def asked(pds: Pds, **changed: str) -> dict[str, str]:
    typed = {"handle": "@tern.example", "token": PASSWORD, "server": pds.address}
    return {"way": "app_password"} | typed | changed


def offered(world: World, address: str = PAGE) -> Form:
    """The form for an app password, which stands beside the other way."""
    (_, _, first), (_, words, form) = world.client("manager").get(address).context["sign_ins"]
    assert list(first.fields) == ["server"]
    assert words == "With an app password"
    return form


def test_the_form_asks_for_handle_and_app_password_and_knows_the_great_server(world: World) -> None:
    form = offered(world)

    assert list(form.fields) == ["handle", "token", "server"]
    assert form["server"].value() == "https://bsky.social"


def test_an_account_is_connected_by_its_app_password(world: World, pds: Pds) -> None:
    world.client("manager").post(PAGE, asked(pds))

    channel = Channel.objects.get(network="bluesky")
    assert (channel.handle, channel.name, channel.server) == ("tern.example", "Tern & Tide", pds.address)
    assert channel.account.token == PASSWORD


def test_a_handle_of_nobody_is_said_at_its_field(world: World, pds: Pds) -> None:
    answer = world.client("manager").post(PAGE, asked(pds, handle="gull.example"))

    assert "Nobody on Bluesky is called @gull.example" in answer.context["form"].errors["handle"][0]


def test_a_wrong_app_password_is_said_at_its_field_and_not_shown(world: World, pds: Pds) -> None:
    answer = world.client("manager").post(PAGE, asked(pds, token="guessed"))

    assert "does not accept that app password" in answer.context["form"].errors["token"][0]
    assert b"guessed" not in answer.content


def test_another_account_s_app_password_does_not_revive_a_channel(world: World, pds: Pds) -> None:
    world.client("manager").post(PAGE, asked(pds))
    channel = Channel.objects.get(network="bluesky")
    pds.join("gull.example", "Gull", "gull-pass")

    answer = world.client("manager").post(
        f"{PAGE}?channel={channel.pk}", asked(pds, handle="gull.example", token="gull-pass")
    )

    assert "That app password opens gull.example" in answer.context["form"].errors["token"][0]


def test_connecting_again_knows_the_handle_and_the_server(world: World, pds: Pds) -> None:
    world.client("manager").post(PAGE, asked(pds))
    channel = Channel.objects.get(network="bluesky")

    form = offered(world, f"{PAGE}?channel={channel.pk}")

    assert (form["handle"].value(), form["server"].value()) == ("tern.example", pds.address)
