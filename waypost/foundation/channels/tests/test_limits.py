import pytest
from django.test import Client
from django.urls import reverse

from tests.sandbox import Sandbox
from tests.world import World
from waypost.foundation.channels.actions import channels, health, limits
from waypost.foundation.channels.models import Channel, ChannelAccess
from waypost.foundation.channels.queries import channels as channels_for
from waypost.foundation.channels.queries import usable_channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.foundation.people.models import Person
from waypost.foundation.workspaces.actions import invitations
from waypost.foundation.workspaces.models import Member
from waypost.foundation.workspaces.queries import access_of
from waypost.toolkit.refusal import NotAllowed, Refusal


def member_of(world: World, role: str) -> Member:
    return Member.objects.get(workspace=world.workspace, person=world.person(role))


def keys(world: World, role: str) -> list[str]:
    return sorted(channel.key for channel in channels_for(world.access(role)))


@pytest.fixture
def limited(world: World) -> World:
    """The manager works on the gallery only."""
    limits.limit(member_of(world, "manager"), to=[world.channel("gallery")], by=world.actor("owner"))
    return world


def test_a_limited_manager_sees_and_uses_their_channels_only(limited: World) -> None:
    harbour = limited.channel("harbour")

    assert keys(limited, "manager") == ["gallery"]
    with pytest.raises(NotAllowed):
        usable_channel(limited.access("manager"), harbour.pk)
    assert limited.client("manager").get(f"/tern/channels/{harbour.pk}/").status_code == 404


@pytest.mark.parametrize("act", [channels.disconnect, health.needs_attention, channels.rename])
def test_a_limited_manager_changes_no_other_channel(limited: World, act) -> None:
    words = {"reason": "x"} if act is health.needs_attention else {}
    words = {"name": "x", "key": "x"} if act is channels.rename else words

    with pytest.raises(NotAllowed):
        act(limited.channel("harbour"), **words, by=limited.actor("manager"))


def test_a_limited_manager_may_use_what_they_connect_themselves(limited: World, sandbox: Sandbox) -> None:
    channels.open_account(limited.workspace, network="sandbox", name="Own", by=limited.actor("manager"))

    assert keys(limited, "manager") == ["gallery", "own"]


def test_a_limit_is_set_and_lifted_on_the_member_s_page(world: World) -> None:
    client, member = world.client("owner"), member_of(world, "manager")
    here = reverse("channels:limits", kwargs={"workspace": "tern", "member_id": member.pk})
    page = reverse("workspaces:member", kwargs={"workspace": "tern", "member_id": member.pk})

    client.post(here, {"channels": [world.channel("harbour").pk]})
    limited = keys(world, "manager")
    shown = client.get(page).content.decode()
    client.post(here, {})

    assert limited == ["harbour"]
    assert f'value="{world.channel("harbour").pk}"' in shown
    assert keys(world, "manager") == ["gallery", "harbour", "journal"]


def test_an_owner_is_never_limited(world: World) -> None:
    limits.limit(member_of(world, "owner"), to=[world.channel("gallery")], by=world.actor("owner"))

    assert keys(world, "owner") == ["gallery", "harbour", "journal"]


def test_the_neighbour_s_channel_cannot_be_given(world: World) -> None:
    with pytest.raises(Refusal, match="another brand"):
        limits.limit(member_of(world, "manager"), to=[world.other_channel], by=world.actor("owner"))


def test_an_invitation_to_some_channels_limits_the_one_who_accepts(world: World, client: Client) -> None:
    _, secret = invitations.invite(
        world.workspace,
        email="rui@tern.example",
        roles=["manager"],
        channel_ids=[world.channel("harbour").pk, world.other_channel.pk],
        by=world.actor("owner"),
    )

    client.post(
        reverse("invitations:invitation", kwargs={"secret": secret.reveal()}),
        {"name": "Rui", "password": ""},
    )

    rui = Actor.of_person(Person.objects.get(email="rui@tern.example"))
    assert [one.key for one in channels_for(access_of(rui, world.workspace.pk))] == ["harbour"]
    assert not ChannelAccess.objects.filter(channel=world.other_channel).exists()


def test_until_the_reaction_ran_the_one_who_accepts_uses_no_channel(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waypost.foundation.journal.reactions.has", lambda verb: False)
    invitation, _ = invitations.invite(
        world.workspace,
        email="outsider@tern.example",
        roles=["manager"],
        channel_ids=[world.channel("harbour").pk],
        by=world.actor("owner"),
    )

    invitations.accept(invitation, person=world.person("outsider"), by=world.actor("outsider"))

    assert keys(world, "outsider") == []


def test_the_form_of_an_invitation_asks_for_the_channels(world: World) -> None:
    page = world.client("owner").get("/tern/members/").content.decode()

    assert all(f'name="channels" value="{channel.pk}"' in page for channel in world.channels)


def test_health_that_got_worse_is_noted_once(world: World) -> None:
    gallery = world.channel("gallery")

    for _ in range(2):
        health.needs_attention(gallery, reason="Token revoked.", by=Actor.system("the publisher"))

    page = world.client("viewer").get("/tern/channels/").content.decode()
    history = world.client("viewer").get(f"/tern/channels/{gallery.pk}/").context["history"]
    assert "Needs attention" in page
    assert "Token revoked." in page
    assert [entry.verb for entry in history] == ["channel.needs_attention"]
    assert Channel.objects.get(pk=gallery.pk).health == "attention"
