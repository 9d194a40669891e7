"""One network for the whole run, a proxy in front of it, and a fresh account of ours for each test."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from tests.servers import installing
from tests.servers.bluesky.chat import Chat
from tests.servers.bluesky.network import Network
from tests.servers.bluesky.people import Somebody
from tests.servers.pages import Pages
from tests.servers.proxy import Proxy
from tests.servers.sites import open_to
from waypost.networks import registry
from waypost.networks.bluesky import chat as direct
from waypost.networks.contract import Account

_numbers = count(1)


PUBLIC = "https://waypost.tide.pt"
"""Where an installation stands that everybody reaches; the servers here find its pages on this machine."""


@pytest.fixture(scope="session")
def bluesky(pages: Pages) -> Iterator[Network]:
    network = Network({PUBLIC: pages.address})
    try:
        with ThreadPoolExecutor() as together:
            proxy = together.submit(installing.mitmdump)
            network.start()
            proxy.result()
        yield network
    finally:
        network.stop()


@pytest.fixture(scope="session")
def proxy(bluesky: Network, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    found = Proxy(bluesky.pds, tmp_path_factory.mktemp("proxy"))
    yield found
    found.stop()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    found = Pages(tmp_path_factory.mktemp("pages"))
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _open_the_guard(bluesky: Network, proxy: Proxy, pages: Pages) -> Iterator[None]:
    """The servers of the whole run, and no other."""
    with open_to(bluesky.pds, bluesky.directory, proxy.address, pages.address):
        yield


@pytest.fixture
def tern(bluesky: Network) -> Somebody:
    """The owner of our account, who can do everything there."""
    return Somebody.signs_up(bluesky.pds, f"tern{next(_numbers)}.test")


@pytest.fixture
def ana(bluesky: Network) -> Somebody:
    return Somebody.signs_up(bluesky.pds, f"ana{next(_numbers)}.test")


@pytest.fixture
def account(bluesky: Network, tern: Somebody) -> Account:
    """Our account, connected as a person connects it: by its handle and an app password."""
    return connected(bluesky.pds, tern)


def connected(server: str, owner: Somebody) -> Account:
    asked = Account(remote_id="", handle=owner.handle, server=server, token=owner.app_password())
    profile = registry.connector("bluesky").verify(asked)
    return Account(remote_id=profile.remote_id, handle=profile.handle, server=server, token=asked.token)


@pytest.fixture
def chat(tern: Somebody, ana: Somebody, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chat]:
    """The service; Ana has written to Tern."""
    found = Chat()
    monkeypatch.setattr(direct, "PROXY", {"atproto-proxy": f"{found.did}#bsky_chat"})
    found.service.says(
        found.knows(ana.did, ana.handle), found.knows(tern.did, tern.handle), "When do you open?"
    )
    yield found
    found.stop()
