from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.world import World
from waypost.loop.engagement.models import Mailbox
from waypost.loop.publishing.engine.ledger import DirectLedger
from waypost.loop.publishing.engine.preparer import Preparer
from waypost.loop.publishing.engine.sender import Sender
from waypost.networks.sandbox.server.opening import open_sandbox
from waypost.networks.sandbox.server.sandbox import Sandbox
from waypost.networks.sandbox.server.wire import SandboxWire
from waypost.toolkit import clock, http


@pytest.fixture
def network(world: World) -> Iterator[Sandbox]:
    """The sandbox network in this process, with an account for each of the world's channels."""
    sandbox = open_sandbox()
    for channel in [*world.channels, world.other_channel]:
        owner, _ = sandbox.truth.open_account(channel.handle, channel.name, token=f"token-{channel.key}")
        channel.remote_id = owner.id
        channel.save(update_fields=["remote_id"])
    with http.wired(SandboxWire(sandbox)):
        yield sandbox


@pytest.fixture
def long_open(world: World) -> None:
    """Mailboxes that have been open for a year: nothing that arrives is history."""
    a_year_ago = clock.now() - timedelta(days=365)
    Mailbox.objects.bulk_create(
        [
            Mailbox(workspace=world.workspace, channel=channel, opened_at=a_year_ago)
            for channel in world.channels
        ]
    )


@pytest.fixture
def sender() -> Sender:
    return Sender(DirectLedger(), holder="this-process")


@pytest.fixture
def preparer() -> Preparer:
    return Preparer(DirectLedger())
