"""A network that refused a token takes it again: nobody needs a new one."""

import pytest

from tests.world import World
from waypost.foundation.channels.actions import channels, health
from waypost.foundation.channels.models import Channel
from waypost.foundation.journal.domain.actor import Actor
from waypost.networks.sandbox.server.faults import Call, Fault, FaultKind
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.toolkit.refusal import Refusal


@pytest.fixture
def pier(world: World, sandbox: Sandbox) -> Channel:
    """A channel that the network has refused."""
    found = channels.open_account(world.workspace, network="sandbox", name="Pier", by=world.actor("manager"))
    return health.needs_attention(found, reason="No.", by=Actor.system("the network's refusal"))


def test_a_channel_comes_back_with_the_token_it_has(world: World, pier: Channel) -> None:
    client = world.client("manager")
    assert "Try the token it has" in client.get(f"/tern/channels/{pier.pk}/").content.decode()

    client.post(f"/tern/channels/{pier.pk}/check/")

    pier.refresh_from_db()
    assert pier.is_connected
    assert pier.health_reason == ""


def test_a_token_that_is_still_refused_is_said_so(world: World, sandbox: Sandbox, pier: Channel) -> None:
    sandbox.tokens.take_back(pier.remote_id)

    with pytest.raises(Refusal, match="Sandbox still refuses it: This token belongs to nobody"):
        health.look_again(pier, by=world.actor("manager"))

    pier.refresh_from_db()
    assert not pier.is_connected


def test_a_network_that_is_away_says_neither(world: World, sandbox: Sandbox, pier: Channel) -> None:
    sandbox.faults.switch_on(Fault(kind=FaultKind.ERROR_BEFORE, call=Call.ANY))

    with pytest.raises(Refusal, match="in a minute"):
        health.look_again(pier, by=world.actor("manager"))


def test_what_a_person_disconnected_has_no_token_to_try(world: World, pier: Channel) -> None:
    gone = channels.disconnect(pier, by=world.actor("manager"))

    with pytest.raises(Refusal, match="forgotten"):
        health.look_again(gone, by=world.actor("manager"))


def test_there_is_nothing_to_look_for_on_a_connected_channel(world: World, pier: Channel) -> None:
    back = health.look_again(pier, by=world.actor("manager"))

    with pytest.raises(Refusal, match="connected already"):
        health.look_again(back, by=world.actor("manager"))
