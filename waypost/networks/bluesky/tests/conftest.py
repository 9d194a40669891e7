"""A server in this process, and Tern's account on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from waypost.networks.bluesky.tests.fake import PASSWORD
from waypost.networks.bluesky.tests.pds import Member, Pds
from waypost.networks.contract import Account
from waypost.toolkit import http


@pytest.fixture
def pds() -> Iterator[Pds]:
    found = Pds()
    with http.wired(found):
        yield found


@pytest.fixture
def tern(pds: Pds) -> Member:
    return pds.join("tern.example", "Tern & Tide", PASSWORD)


@pytest.fixture
def account(pds: Pds, tern: Member) -> Account:
    return Account(remote_id=tern.did, handle=tern.handle, server=pds.address, token=PASSWORD)
