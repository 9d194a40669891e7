import pytest
from django.conf import settings

from tests.sandbox import Sandbox
from tests.world import World
from waypost.foundation.channels.actions import channels, tokens
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.toolkit import http
from waypost.toolkit.refusal import NotAllowed, Refusal
from waypost.toolkit.secrets import Secret, Vault, new_key

HERE = "/tern/channels/"
BY_TOKEN = f"{HERE}connections/sandbox/"


@pytest.fixture
def token(sandbox: Sandbox) -> str:
    opened = sandbox.truth.open_account("tern-prints", "Tern Prints")
    assert opened
    return opened[1]


def test_one_click_opens_an_account_on_the_sandbox_and_connects_it(world: World, sandbox: Sandbox) -> None:
    answer = world.client("manager").post(f"{BY_TOKEN}opening/", {"name": "Tern & Tide"})

    channel = Channel.objects.get(handle="tern-tide")
    assert answer["Location"] == f"{HERE}{channel.pk}/"
    assert (channel.workspace, channel.is_connected, channel.simulated) == (world.workspace, True, True)
    assert sandbox.truth.account_of(channel.account.token)


def test_a_second_click_opens_a_second_account(world: World, sandbox: Sandbox) -> None:
    for _ in range(2):
        channels.open_account(world.workspace, network="sandbox", name="Tern", by=world.actor("owner"))

    assert Channel.objects.filter(name="Tern").values("remote_id").distinct().count() == 2


def test_a_token_that_a_person_brings_is_asked_whose_it_is(world: World, token: str) -> None:
    world.client("manager").post(BY_TOKEN, {"token": token})

    channel = Channel.objects.get(handle="tern-prints")
    assert (channel.name, channel.key) == ("Tern Prints", "tern-prints")


def test_a_token_is_encrypted_at_rest_and_on_no_page(world: World, token: str) -> None:
    client = world.client("manager")
    client.post(BY_TOKEN, {"token": token})
    channel = Channel.objects.get(handle="tern-prints")

    assert token not in channel.locked_token
    assert token.encode() not in client.get(f"{HERE}{channel.pk}/").content
    assert token not in repr(channel.account)


def test_a_token_of_nobody_is_refused_at_its_field(world: World, sandbox: Sandbox) -> None:
    answer = world.client("manager").post(BY_TOKEN, {"token": "guessed"})

    assert "does not accept that token" in answer.context["form"].errors["token"][0]
    assert b"guessed" not in answer.content


def test_a_network_that_is_away_is_said_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def connect(self, request: object) -> None:
            raise http.NotSent("no route")

        def answer(self, request: object, deadline: object) -> None:
            raise http.NotSent("no route")

    with http.wired(Away()), pytest.raises(Refusal, match="cannot be reached now"):
        channels.open_account(world.workspace, network="sandbox", name="Tern", by=world.actor("owner"))


def test_a_network_that_nobody_knows_is_not_there(world: World) -> None:
    client = world.client("owner")

    assert client.get(f"{HERE}connections/nowhere/").status_code == 404
    with pytest.raises(Refusal, match="does not know that network"):
        channels.connect(world.workspace, network="nowhere", token=Secret("x"), by=world.actor("owner"))


def test_connecting_the_same_account_again_revives_its_channel(world: World, token: str) -> None:
    first = channels.connect(world.workspace, network="sandbox", token=Secret(token), by=world.actor("owner"))
    channels.rename(first, name="Prints", key="prints", by=world.actor("owner"))
    channels.disconnect(first, by=world.actor("owner"))

    again = channels.connect(
        world.workspace, network="sandbox", token=Secret(token), again=first, by=world.actor("owner")
    )

    assert (again.pk, again.name, again.key, again.is_connected) == (first.pk, "Prints", "prints", True)


def test_reconnecting_with_another_account_s_token_is_refused(world: World, token: str) -> None:
    gallery = world.channel("gallery")

    answer = world.client("owner").post(f"{BY_TOKEN}?channel={gallery.pk}", {"token": token})

    assert "opens tern-prints, not gallery" in answer.context["form"].errors["token"][0]


def test_a_disconnected_channel_forgets_its_token(world: World) -> None:
    gallery = world.channel("gallery")

    world.client("manager").post(f"{HERE}{gallery.pk}/disconnection/")

    gallery.refresh_from_db()
    assert (gallery.health, gallery.locked_token) == ("disconnected", "")
    assert gallery.account.token == ""


def test_a_contributor_neither_connects_nor_disconnects(world: World) -> None:
    gallery = world.channel("gallery")
    client = world.client("contributor")

    assert client.get(BY_TOKEN).status_code == 403
    assert client.post(f"{HERE}{gallery.pk}/disconnection/").status_code == 403
    gallery.refresh_from_db()
    assert gallery.is_connected


def test_two_channels_never_share_a_key(world: World) -> None:
    with pytest.raises(Refusal, match="Another channel has that key"):
        channels.rename(world.channel("gallery"), name="G", key="journal", by=world.actor("owner"))


def test_a_token_is_encrypted_anew_when_the_keys_rotate(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery = world.channel("gallery")
    before = gallery.locked_token
    keys = [new_key(), *settings.WAYPOST.encryption_keys]
    monkeypatch.setattr(settings, "WAYPOST", settings.WAYPOST.model_copy(update={"secret_keys": keys}))

    tokens.rotate(gallery, by=Actor.system("the terminal"))

    gallery.refresh_from_db()
    assert gallery.locked_token != before
    assert Vault(keys[:1]).unlock(gallery.locked_token) == Secret("token-gallery")


def test_only_the_terminal_rotates_tokens(world: World) -> None:
    with pytest.raises(NotAllowed):
        tokens.rotate(world.channel("gallery"), by=world.actor("owner"))
