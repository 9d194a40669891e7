"""Accounts on which a person posts, because no program may."""

import pytest
from django.test import Client

from tests.sandbox import Sandbox
from tests.world import World
from waypost.foundation.channels import queries
from waypost.foundation.channels.actions import by_hand
from waypost.foundation.channels.models import Channel
from waypost.foundation.channels.tests.factories import channel_by_hand
from waypost.foundation.workspaces.models import HeldRole, Member
from waypost.toolkit.refusal import NotAllowed, Refusal

HERE = "/tern/channels/by-hand/by_hand/"


def member(world: World, role: str) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def form(world: World, **said: object) -> dict[str, object]:
    usual = {"known_as": "Instagram", "handle": "@tern", "kept_by": member(world, "manager").pk}
    return {**usual, **said}


def test_a_person_says_where_they_post_by_hand_and_it_is_a_channel(world: World) -> None:
    answer = world.client("manager").post(
        HERE, form(world, address="https://instagram.example/tern", text_limit=500)
    )

    made = Channel.objects.get(network="by_hand")
    assert answer["Location"] == f"/tern/channels/{made.pk}/"
    assert (made.name, made.card.label, made.count("a" * 501).over) == ("@tern on Instagram", "Instagram", 1)
    assert made.is_by_hand
    assert made.is_connected
    assert queries.keeper_of(made) == member(world, "manager")


def test_its_page_says_who_posts_there(world: World) -> None:
    made = channel_by_hand(world)

    page = world.client("viewer").get(f"/tern/channels/{made.pk}/").content.decode()
    listed = world.client("owner").get("/tern/channels/").content.decode()

    assert "At the time of a post Mateus Ribeiro is told" in page
    assert "Instagram, by hand" in listed
    assert "Post by hand on" in listed


def test_who_posts_there_is_changed_on_the_same_page(world: World) -> None:
    made = channel_by_hand(world)
    client: Client = world.client("owner")
    before = client.get(f"{HERE}?channel={made.pk}").content.decode()

    client.post(f"{HERE}?channel={made.pk}", form(world, handle="@new", kept_by=member(world, "marketer").pk))

    made.refresh_from_db()
    assert 'value="@tern"' in before
    assert (made.handle, made.kept_by) == ("@new", member(world, "marketer"))


def test_whoever_may_not_post_is_not_asked_to(world: World) -> None:
    page = world.client("owner").get(HERE).content.decode()

    assert "Marit Holm" in page
    assert "Cato Lind" not in page
    with pytest.raises(Refusal, match="Posting by hand takes"):
        by_hand.connect(
            world.workspace, network="by_hand", known_as="Instagram", handle="@tern",
            kept_by=member(world, "contributor"), by=world.actor("owner"),
        )  # fmt: skip


def test_an_owner_posts_where_the_one_who_did_left(world: World) -> None:
    made = channel_by_hand(world, keeper="marketer")
    HeldRole.objects.filter(member=made.kept_by).delete()

    assert queries.keeper_of(made) == member(world, "owner")


def test_a_network_that_posts_by_itself_is_not_connected_by_hand(world: World) -> None:
    assert world.client("owner").get("/tern/channels/by-hand/sandbox/").status_code == 404
    with pytest.raises(Refusal, match="by itself"):
        by_hand.connect(
            world.workspace, network="sandbox", known_as="Sandbox", handle="@tern",
            kept_by=member(world, "owner"), by=world.actor("owner"),
        )  # fmt: skip


def test_one_account_is_one_channel(world: World) -> None:
    channel_by_hand(world)

    answer = world.client("owner").post(HERE, form(world, handle="@TERN"))

    assert answer.status_code == 422
    assert b"is a channel already" in answer.content


@pytest.mark.parametrize(
    "wrong", [{"known_as": " "}, {"handle": ""}, {"address": "ftp://x"}, {"text_limit": 0}]
)
def test_what_makes_no_sense_is_said_at_its_field(world: World, wrong: dict[str, object]) -> None:
    answer = world.client("owner").post(HERE, form(world, **wrong))

    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content
    assert not Channel.objects.filter(network="by_hand").exists()


def test_when_the_permission_comes_the_channel_stays_and_waypost_posts_there(
    world: World, sandbox: Sandbox
) -> None:
    made = channel_by_hand(world)
    opened = sandbox.truth.open_account("tern-prints", "Tern Prints")
    assert opened
    client = world.client("manager")
    offered = client.get(f"{HERE}?channel={made.pk}").content.decode()

    client.post(f"/tern/channels/connections/sandbox/?channel={made.pk}", {"token": opened[1]})

    made.refresh_from_db()
    assert f"/tern/channels/connections/sandbox/?channel={made.pk}" in offered
    assert (made.network, made.handle, made.is_by_hand) == ("sandbox", "tern-prints", False)
    assert (made.card.label, made.kept_by, made.terms) == ("Sandbox", None, {})
    assert sandbox.truth.account_of(made.account.token)


def test_an_account_that_is_a_channel_already_does_not_take_another_s_place(
    world: World, sandbox: Sandbox
) -> None:
    made = channel_by_hand(world)
    opened = sandbox.truth.open_account("tern-prints", "Tern Prints")
    assert opened
    client = world.client("manager")
    client.post("/tern/channels/connections/sandbox/", {"token": opened[1]})

    client.post(f"/tern/channels/connections/sandbox/?channel={made.pk}", {"token": opened[1]})

    made.refresh_from_db()
    assert made.is_by_hand
    assert made.known_as == "Instagram"


def test_a_contributor_connects_nothing(world: World) -> None:
    assert world.client("contributor").post(HERE, form(world)).status_code == 403
    with pytest.raises(NotAllowed):
        by_hand.connect(
            world.workspace, network="by_hand", known_as="Instagram", handle="@tern",
            kept_by=member(world, "owner"), by=world.actor("contributor"),
        )  # fmt: skip


def test_a_network_with_a_card_of_its_own_brings_its_name_and_its_rules(world: World) -> None:
    here = "/tern/channels/by-hand/youtube/"
    said = {"handle": "@tern", "kept_by": member(world, "manager").pk}
    page = world.client("manager").get(here).content.decode()

    world.client("manager").post(here, said)

    made = Channel.objects.get(network="youtube")
    assert 'name="known_as"' not in page
    assert "Post on YouTube by hand" in page
    assert (made.name, made.known_as, made.card.label) == ("@tern on YouTube", "", "YouTube")
    assert made.is_by_hand
    assert made.count("é" * 2501).over == 2


def test_an_account_of_another_network_becomes_one_of_a_network_that_is_known(world: World) -> None:
    made = channel_by_hand(world)
    client = world.client("owner")
    offered = client.get(f"{HERE}?channel={made.pk}").content.decode()
    there = f"/tern/channels/by-hand/instagram/?channel={made.pk}"

    client.post(there, {"handle": "@tern", "kept_by": member(world, "manager").pk})

    made.refresh_from_db()
    assert there.partition("?")[0] in offered
    assert (made.network, made.known_as, made.card.text_limit) == ("instagram", "", 2200)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "by-hand/instagram/",
            ["Works today", "Works for your own accounts, without review", "Needs a review"],
        ),
        ("by-hand/instagram/", ["How long: ", "Until then: Post by hand."]),
        ("connections/bluesky/", ["Works today", "an app password"]),
        ("connections/mastodon/", ["Works today", "on your own server"]),
        ("connections/sandbox/", ["Works today"]),
    ],
)
def test_where_a_channel_is_connected_it_is_said_what_that_takes(
    world: World, address: str, said: list[str]
) -> None:
    page = world.client("owner").get(f"/tern/channels/{address}").content.decode()

    assert all(words in page for words in ["What you need", *said])
